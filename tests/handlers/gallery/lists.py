"""What the frame of lists and the inbox show."""

from collections.abc import Callable
from typing import Any

from handlers import blocks
from handlers.feature import HomeButton, InboxItem, NextStep, Rank, View, Way
from handlers.home.inbox import home_inbox, line
from handlers.home.next_up import next_step
from handlers.home.program import ways_in
from handlers.ids import Cohorts, Governance, Mentors, Nominations, Pairings, Rosters
from handlers.lists.view import Page, Place, listed
from tests.kit.cast import HOSTILE_NAME

FILTERS = {f"name_{number}": f"Filter {number}" for number in range(10)}
ITEM = InboxItem(Rank.NOMINATIONS, "*New nominations*: 3 wait for a decision", Nominations.QUEUE)


def in_the_middle() -> View:
    """A page with others before and behind it, under a filter, searched, after a download."""
    return listed(
        Page(
            title="Nominations",
            place=Place("probe.things", "name_3", "somebody", 1),
            filters=FILTERS,
            top=[blocks.actions(blocks.button("Nominate", Nominations.SELF))],
            rows=[[line(ITEM)] for _ in range(15)],
            total=43,
            empty=[],
            note="The sheet is on its way.",
        )
    )


def empty() -> View:
    page = Page("Nominations", Place("probe.things"), {}, [], [], 0, [blocks.section("Nobody.")])
    return listed(page)


def fullest() -> View:
    """Two blocks a row with the longest texts a row may have."""
    row = [blocks.section("x" * 300), blocks.context("y" * 200)]
    place = Place("probe.things", "name_9", HOSTILE_NAME, 3)
    return listed(Page("N" * 24, place, FILTERS, [], [row] * 15, 10_000, []))


VIEWS: dict[str, Callable[[], View]] = {
    "list": in_the_middle,
    "list_empty": empty,
    "list_full": fullest,
}


def shown() -> list[Any]:
    step = NextStep(10, "Read the charter.", "Read it", Cohorts.CHARTER)
    ways = [
        HomeButton("Nominations", Nominations.QUEUE),
        HomeButton("Mentors", Mentors.LIST),
        HomeButton("People", Rosters.PEOPLE),
        HomeButton("Pairs", Pairings.LIST),
        HomeButton("Pair by hand", Pairings.PROPOSE, Way.ACT),
        HomeButton("Import a roster", Rosters.IMPORT, Way.ACT),
        HomeButton("Roles", Governance.ROLES, Way.SETTING),
    ]
    return [home_inbox([]), home_inbox([ITEM] * 11), next_step(step), ways_in(ways)]

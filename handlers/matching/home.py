"""What matching puts on the program manager's Home: the draft of each cohort, and what waits."""

from collections.abc import Sequence

from handlers import blocks
from handlers.feature import Block, HomeButton, InboxItem, Rank
from handlers.ids import Matching
from handlers.matching import form_words, words
from program.cohort import Cohort, CohortState, state_on
from program.hours import local_day
from program.matching_draft import Draft, DraftState
from program.permissions import Act, may_somewhere
from program.person import Person
from program.text import shortened
from services import matching_choices, matching_drafts, people, releases
from services.desk import Look

MOST_CARDS = 3
_SHOWN = frozenset({DraftState.QUEUED, DraftState.RUNNING, DraftState.READY, DraftState.FAILED})
"""States with something to go on with; a draft that is launched speaks through its pairs."""
_LAUNCHED = frozenset({DraftState.RELEASING, DraftState.RELEASED})
"""States in which pairs may be left, where only some were launched."""


def cards(look: Look) -> list[Block]:
    """One line a cohort whose draft is under way or waits, or whose first run is due.

    Nothing for anybody else.
    """
    found = _drafts(look)
    editors = people.named(look, [one for one in (_last(draft) for draft in found) if one])
    shown = [
        *(card(one, look.actor.zone, editors.get(_last(one) or "")) for one in found),
        *(part_card(one, left) for one, left in _in_part(look)),
        *(first_card(one) for one in _not_run(look)),
    ]
    return [blocks.header(words.MATCHING), *shown[:MOST_CARDS]] if shown else []


def card(draft: Draft, zone: str, editor: Person | None) -> Block:
    """A draft with its button."""
    text = words.card(draft, zone, editor)
    spoken = shortened(f"{words.CONTINUE}, {draft.cohort.name}", blocks.OPTION)
    return blocks.section(
        text,
        blocks.button(words.CONTINUE, Matching.BOARD, ids={"draft": draft.id}, spoken=spoken),
    )


def part_card(draft: Draft, left: int) -> Block:
    """A draft of which only some pairs were launched."""
    spoken = shortened(f"{words.CONTINUE}, {draft.cohort.name}", blocks.OPTION)
    return blocks.section(
        words.part_card(draft, left),
        blocks.button(words.CONTINUE, Matching.BOARD, ids={"draft": draft.id}, spoken=spoken),
    )


def first_card(cohort: Cohort) -> Block:
    """A cohort for which nobody looked for pairs yet."""
    spoken = shortened(f"{form_words.RUN}, {cohort.name}", blocks.OPTION)
    return blocks.section(
        words.not_run(cohort),
        blocks.button(form_words.RUN, Matching.RUN, ids={"cohort": cohort.id}, spoken=spoken),
    )


def home_buttons(look: Look) -> list[HomeButton]:
    """The way in."""
    if not may_somewhere(look.actor, Act.MATCHING_SEE):
        return []
    return [HomeButton(words.MATCHING, Matching.OPEN)]


def inbox(look: Look) -> Sequence[InboxItem]:
    """Drafts that nobody has launched, or not wholly."""
    waiting = [item(one) for one in _drafts(look) if one.state is DraftState.READY]
    return [*waiting, *(item(one, left) for one, left in _in_part(look))]


def item(draft: Draft, left: int = 0) -> InboxItem:
    """A draft as a line of the inbox; `left` pairs of it, where the others were launched."""
    return InboxItem(
        rank=Rank.DRAFT,
        text=words.launched_in_part(draft, left) if left else words.not_launched(draft),
        form=Matching.BOARD,
        ids={"draft": draft.id},
        spoken=shortened(f"{words.OPEN}, {words.MATCHING}, {draft.cohort.name}", blocks.OPTION),
    )


def _drafts(look: Look) -> list[Draft]:
    return [one for one in _newest(look) if one.state in _SHOWN]


def _in_part(look: Look) -> list[tuple[Draft, int]]:
    """Drafts of which only some pairs were launched, each with how many are left."""
    launched = [one for one in _newest(look) if one.state in _LAUNCHED]
    counted = [(one, releases.still_to_launch(look, one)) for one in launched]
    return [(one, left) for one, left in counted if left]


def _newest(look: Look) -> list[Draft]:
    if not may_somewhere(look.actor, Act.MATCHING_SEE):
        return []
    newest = (matching_drafts.newest(look, one.id) for one in matching_choices.cohorts_seen(look))
    return [one for one in newest if one is not None]


def _not_run(look: Look) -> list[Cohort]:
    """Cohorts whose nominations are closed and that have not begun, without any draft."""
    return [
        one
        for one in matching_choices.cohorts_seen(look)
        if state_on(one, local_day(look.now, one.program.zone)) is CohortState.MATCHING
        and not matching_drafts.of_cohort(look, one.id)
    ]


def _last(draft: Draft) -> str | None:
    """Who changed it last."""
    return draft.edited_by or draft.asked_by

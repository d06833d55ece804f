"""A colleague is invited, forgets, is reminded once, survives a restart, and becomes a mentor."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.assemble import assemble
from bot.house import House
from handlers.ids import Command, Conduct, Home, Mentors
from tests.kit.cast import MENTOR, PROGRAM_MANAGER
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, picked, typed, words_in
from tests.kit.house import Town, settings_for
from tests.kit.mentors import BOUNDARIES, LINE
from tests.kit.sandbox import PagePerson
from tests.kit.story import make_program

Json = dict[str, Any]
THIRD_WORKING_DAY = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
AFTER_THE_TENTH = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def petra(town: Town) -> PagePerson:
    person = town.person(PROGRAM_MANAGER)
    make_program(person)
    return person


@pytest.fixture
def martin(town: Town) -> PagePerson:
    return town.person(MENTOR)


@contextmanager
def restarted(town: Town, home: Path) -> Iterator[House]:
    """Another process takes over the same database and the same Slack."""
    town.house.stop()
    store = town.house.store
    again = assemble(settings_for(town.sandbox, home), store, store.clock)
    again.start()
    try:
        yield again
    finally:
        again.stop()


def invite(petra: PagePerson) -> None:
    petra.command(Command.ADMIN, f"invite <@{MENTOR.slack_user}>")
    form = petra.wait_for_modal(Mentors.INVITE_VIEW)
    people = {"people": {"field.value": {"selected_users": [MENTOR.slack_user]}}}
    entered = {**people, **picked(form, "cohort"), **typed(line=LINE)}
    assert petra.submit(form, entered)["result"] == "updated"
    petra.close(petra.modal() or {}, everything=True)


def offer(martin: PagePerson) -> None:
    """Both steps, from the form that is open."""
    form = martin.wait_for_modal(Mentors.OFFER_VIEW)
    first = {
        **picked(form, "competencies"),
        **picked(form, "style", "doors"),
        **picked(form, "places", "2"),
        **typed(hours="6"),
    }
    assert martin.submit(form, first)["result"] == "updated"
    second = martin.wait_for_modal(Mentors.OFFER_MORE_VIEW)
    assert martin.submit(second, typed(boundaries=BOUNDARIES))["result"] == "updated"
    martin.close(martin.wait_for_modal(Home.NOTICE_VIEW), everything=True)


def told(person: PagePerson, words: str) -> Json:
    return person.wait_for_message(lambda one: words in one["text"])


def test_from_an_invitation_over_one_reminder_to_the_roster(
    town: Town, petra: PagePerson, martin: PagePerson, clock: FrozenClock, tmp_path: Path
) -> None:
    invite(petra)
    told(martin, "invites you to mentor")

    clock.set(THIRD_WORKING_DAY)
    with restarted(town, tmp_path) as house:
        for _ in range(2):
            house.clockwork.settle()
        reminder = told(martin, "this is the only reminder")
        petra.open_home()
        petra.wait_for_home(lambda view: "Invitation unanswered" in words_in(view))

        martin.press(reminder, Mentors.OFFER)
        offer(martin)
        house.clockwork.settle()
        assert len([one for one in martin.messages() if "only reminder" in one["text"]]) == 0
        told(martin, "you are on the roster of")
        assert not actions_in(told(martin, "You said yes on"))

        martin.command(Command.MENTORING, "code of conduct")
        text = martin.wait_for_modal(Conduct.CODE_VIEW)
        martin.submit(text, picked(text, "read"))
        check = martin.wait_for_modal(Conduct.CHECK_VIEW)
        martin.submit(check, picked(check, "check", "none"))
        martin.close(martin.wait_for_modal(Home.NOTICE_VIEW), everything=True)
        martin.open_home()
        home = martin.wait_for_home(lambda view: "2 places, 2 free" in words_in(view))
        assert "Start well" not in words_in(home)
    said = str([*martin.messages(), *petra.messages()])
    assert BOUNDARIES not in said
    assert LINE not in said


def test_an_invitation_nobody_answered_ends_and_an_offer_is_still_welcome(
    town: Town, petra: PagePerson, martin: PagePerson, clock: FrozenClock
) -> None:
    invite(petra)
    told(martin, "invites you to mentor")
    clock.set(AFTER_THE_TENTH)
    for _ in range(2):
        town.house.clockwork.settle()

    over = told(martin, "It ended on Tue 8 Dec without an answer")
    assert actions_in(over) == {Mentors.OFFER}
    assert not [one for one in martin.messages() if "only reminder" in one["text"]]
    martin.press(over, Mentors.OFFER)
    offer(martin)
    told(martin, "You said yes on")

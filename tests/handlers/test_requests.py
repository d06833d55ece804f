"""Pausing and asking for a new pairing as people do it: typed, pressed, sent, over the sockets."""

from datetime import UTC, datetime

import pytest

from handlers.feature import unpack
from handlers.ids import Pairings, Requests, Shortcut
from program.pairing import Pairing, PairingState
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, PROGRAM_MANAGER
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, dated, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.requests import SECRET, ask, pairing_now, running_pair
from tests.kit.sandbox import PagePerson

EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture
def pairing(town: Town, clock: FrozenClock) -> Pairing:
    clock.set(EVERYONE_AT_WORK)
    return running_pair(town.stage)


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(MENTEE)


@pytest.fixture
def martin(town: Town) -> PagePerson:
    return town.person(MENTOR)


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(PROGRAM_MANAGER)


def told(person: PagePerson, words: str) -> dict[str, object]:
    return person.wait_for_message(lambda one: words in one["text"])


def test_paused_by_word_told_neutrally_and_resumed(
    town: Town, pairing: Pairing, mia: PagePerson, martin: PagePerson
) -> None:
    mia.command("/mentoring", "pause until 14 dec")
    form = mia.wait_for_modal(Requests.PAUSE_VIEW)
    assert element_of(form, "until")["initial_date"] == "2026-12-14"
    answer = mia.submit(form, {**dated(until="2026-12-14"), **typed(reason=SECRET)})
    assert answer["result"] == "updated"
    assert "Paused until Mon 14 Dec" in words_in(mia.wait_for_modal(Requests.PAUSED_VIEW))
    mia.close(mia.modal() or {}, everything=True)
    heard = told(martin, "Your pairing rests until Mon 14 Dec. Nothing is expected of you")
    assert not actions_in(heard) & {Requests.PAUSE, Requests.RESUME}
    mine = told(mia, "Paused until Mon 14 Dec")
    mia.press(mine, Requests.RESUME)
    mia.submit(mia.wait_for_modal(Requests.RESUME_VIEW))
    told(mia, "Resumed on Mon 23 Nov")
    told(martin, "are back on, and the clock starts today")
    assert pairing_now(town.stage, pairing).state is PairingState.ACTIVE
    for person in (mia, martin):
        assert all(SECRET not in one["text"] + words_in(one) for one in person.messages())


def test_a_pause_from_the_shortcut_with_a_past_day_gets_a_sentence(
    town: Town, pairing: Pairing, martin: PagePerson
) -> None:
    martin.shortcut(Shortcut.PAUSE)
    form = martin.wait_for_modal(Requests.PAUSE_VIEW)
    answer = martin.submit(form, {**dated(until="2026-11-22"), **typed(reason="")})
    assert answer["errors"] == {"until": "That day is past. Choose a later one."}
    assert pairing_now(town.stage, pairing).state is PairingState.ACTIVE


def test_whoever_is_in_no_pairing_reads_so(town: Town, pairing: Pairing) -> None:
    chio = town.person(COLLEAGUE)
    chio.shortcut(Shortcut.PAUSE)
    chio.wait_for(lambda: any("nothing to pause" in words_in(one) for one in chio.views()))


def test_asked_in_confidence_read_talked_about_and_settled(
    town: Town, pairing: Pairing, mia: PagePerson, martin: PagePerson, petra: PagePerson
) -> None:
    mia.command("/mentoring", "re-pair")
    form = mia.wait_for_modal(Requests.REPAIR_VIEW)
    assert "The program team sees this; Martin Mayer never does." in words_in(form)
    entered = {
        **picked(form, "reason", "style"),
        **picked(form, "helps", "talk"),
        **typed(words=SECRET),
    }
    assert mia.submit(form, entered)["result"] == "updated"
    form = mia.wait_for_modal(Requests.REPAIR_MORE_VIEW)
    assert mia.submit(form, typed(reach=SECRET))["result"] == "updated"
    assert "Received, in confidence" in words_in(mia.wait_for_modal(Requests.MINE_VIEW))
    mia.close(mia.modal() or {}, everything=True)
    told(mia, "answers by Mon 30 Nov")

    card = told(petra, "A new pairing is asked for")
    petra.press(card, Requests.CASE)
    case = petra.wait_for_modal(Requests.CASE_VIEW)
    assert SECRET in words_in(case)
    petra.press(case, Requests.TALK)
    told(mia, "would like to talk before anything changes")
    petra.press(petra.wait_for_modal(Requests.CASE_VIEW), Requests.CLOSE)
    close = petra.wait_for_modal(Requests.CLOSE_VIEW)
    entered = {
        **picked(close, "closing", "go_on"),
        **picked(close, "told", "yes"),
        **typed(text=SECRET),
    }
    assert petra.submit(close, entered)["result"] == "closed"
    petra.wait_for(lambda: any("Settled on" in words_in(one) for one in petra.views()))
    mia.press(told(mia, "Your request is settled"), Requests.MINE)
    assert SECRET in words_in(mia.wait_for_modal(Requests.MINE_VIEW))
    assert martin.messages() == []
    for person in (mia, petra):
        assert all(SECRET not in one["text"] + words_in(one) for one in person.messages())


def test_the_list_of_the_program_team_opens_a_case_and_the_inbox_shows_it(
    town: Town, pairing: Pairing, mia: PagePerson, petra: PagePerson
) -> None:
    mia.command("/mentoring", "repair")
    form = mia.wait_for_modal(Requests.REPAIR_VIEW)
    entered = {
        **picked(form, "reason", "time"),
        **picked(form, "helps", "another"),
        **typed(words="No time."),
    }
    mia.submit(form, entered)
    mia.submit(mia.wait_for_modal(Requests.REPAIR_MORE_VIEW), typed(reach=""))
    petra.open_home()
    petra.wait_for_home(lambda view: "New pairing asked for" in words_in(view))
    petra.command("/mentoring-admin", "requests mine")
    petra.wait_for(lambda: any(Requests.CASE in actions_in(one) for one in petra.views()))
    petra.press(petra.views()[-1], Requests.CASE)
    assert "No time." in words_in(petra.wait_for_modal(Requests.CASE_VIEW))


def test_another_pairing_is_proposed_from_the_case_with_the_mentee_filled_in(
    town: Town, pairing: Pairing, petra: PagePerson
) -> None:
    seen = ask(town.stage, MENTEE, pairing)
    card = told(petra, "A new pairing is asked for")
    petra.press(card, Requests.CASE)
    petra.press(petra.wait_for_modal(Requests.CASE_VIEW), Pairings.PROPOSE)
    form = petra.wait_for_modal(Pairings.PROPOSE_VIEW)
    assert element_of(form, "mentee")["initial_option"]["value"] == pairing.mentee
    assert unpack(form["private_metadata"])["request"] == seen.id


def test_where_things_stand_lists_what_was_asked_in_confidence(town: Town) -> None:
    seen = ask(town.stage, MENTOR, running_pair(town.stage))
    martin = town.person(MENTOR)
    martin.command("/mentoring", "status")

    view = martin.wait_for_modal("nominations.status")
    assert "My requests" in words_in(view)
    assert SECRET not in str(view)
    martin.press(view, Requests.MINE)
    read = martin.wait_for_modal(Requests.MINE_VIEW)
    assert unpack(read["private_metadata"])["request"] == seen.id

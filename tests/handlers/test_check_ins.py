"""Check-ins over the protocol: by word, shortcut, Home and message, pressed once or twice."""

from datetime import timedelta
from typing import Any

from handlers.ids import CheckIns, Field, Home, Requests, Shortcut
from program.check_in import CheckInState, Worth
from program.pairing import Pairing, PairingStep
from program.person import SlackPerson
from services import check_ins, rhythm
from services.check_ins import Seen
from tests.kit.cast import COLLEAGUE, MENTEE, MENTOR, PROGRAM_MANAGER
from tests.kit.check_ins import ACTION, SECRET, TODAY, log, pair, step
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, dated, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.nominations import open_cohort
from tests.kit.sandbox import eventually

Json = dict[str, Any]


def facts(view: Json, *, minutes: str = "60", day: str = TODAY.isoformat()) -> Json:
    return {
        **dated(met_on=day),
        **typed(minutes=minutes, actions=f"{ACTION}\n\n Send the book "),
        **picked(view, "medium", "video"),
    }


def noted(town: Town, pairing: Pairing, who: SlackPerson = MENTEE) -> tuple[Seen, ...]:
    with town.house.desk.open_look(town.stage.caller(who)) as look:
        return check_ins.latest(look, pairing.id)


def test_a_check_in_is_logged_with_more_added_in_place_and_confirmed_with_one_tap(
    town: Town,
) -> None:
    pairing = pair(town.stage)
    mia, martin = town.person(MENTEE), town.person(MENTOR)
    mia.command("/mentoring", "check in")
    form = mia.wait_for_modal(CheckIns.LOG_VIEW)
    assert element_of(form, "met_on")["initial_date"] == TODAY.isoformat()

    mia.press(form, CheckIns.LOG_MORE, state=facts(form, minutes="50"))
    whole = mia.wait_for(lambda: _with_note(mia.modal())) or {}
    assert element_of(whole, "minutes")["initial_value"] == "50"
    assert "Send the book" in element_of(whole, "actions")["initial_value"]
    own = {**typed(note=SECRET), **picked(whole, "worth", Worth.VERY)}
    assert mia.submit(whole, {**facts(whole), **own})["result"] == "closed"

    ask = martin.wait_for_message(lambda one: "Is that right?" in one["text"])
    assert "Mon 23 Nov, 60 minutes" in ask["text"]
    assert SECRET not in str(ask)
    assert ACTION not in str(ask)
    for _ in range(2):
        martin.press(ask, CheckIns.CONFIRM)
    martin.wait_for_message(lambda one: "both of you agree" in one["text"])
    (one,) = noted(town, pairing)
    assert one.check_in.state is CheckInState.CONFIRMED


def test_what_cannot_be_is_said_under_its_field_and_nothing_entered_is_lost(town: Town) -> None:
    pairing = pair(town.stage)
    mia = town.person(MENTEE)
    mia.command("/mentoring", "checkin tomorrow")
    form = mia.wait_for_modal(CheckIns.LOG_VIEW)
    late = (TODAY + timedelta(days=1)).isoformat()

    answer = mia.submit(form, facts(form, day=late))

    assert answer["errors"] == {
        "met_on": "That day is still to come. Enter it as the next date instead."
    }
    assert mia.modal() is not None
    assert mia.submit(form, facts(form))["result"] == "closed"
    assert len(noted(town, pairing)) == 1


def test_a_typed_day_is_filled_in_and_one_that_may_be_two_is_asked_back(town: Town) -> None:
    pair(town.stage)
    mia = town.person(MENTEE)
    mia.command("/mentoring", "met 3/4")
    form = mia.wait_for_modal(CheckIns.LOG_VIEW)

    assert "initial_date" not in element_of(form, "met_on")
    assert 'Which date is "3/4"?' in str(form["blocks"])


def test_with_several_pairings_the_first_field_asks_which(town: Town) -> None:
    cohort = open_cohort(town.stage)
    pairing = pair(town.stage, cohort)
    pair(town.stage, cohort, mentee=COLLEAGUE)
    martin = town.person(MENTOR)
    martin.shortcut(Shortcut.LOG_CHECK_IN)
    form = martin.wait_for_modal(CheckIns.LOG_VIEW)
    assert form["blocks"][0]["block_id"] == "pairing"
    names = {one["text"]["text"] for one in element_of(form, "pairing")["options"]}
    assert names == {MENTEE.real_name, COLLEAGUE.real_name}

    chosen = picked(form, "pairing", pairing.id)
    assert martin.submit(form, {**facts(form), **chosen})["result"] == "closed"

    assert len(noted(town, pairing)) == 1


def test_whoever_is_in_no_pairing_is_told_so_and_shown_nothing(town: Town) -> None:
    chio = town.person(COLLEAGUE)
    chio.shortcut(Shortcut.LOG_CHECK_IN)

    said = chio.wait_for_modal()
    assert "You are in no pairing at the moment." in words_in(said)


def test_an_old_button_of_a_pairing_that_ended_says_so(town: Town, clock: FrozenClock) -> None:
    pairing = pair(town.stage)
    town.house.clockwork.settle()
    clock.move(days=21, hours=6)
    town.house.clockwork.settle()
    mia = town.person(MENTEE)
    asked = mia.wait_for_message(lambda one: "Shall we find a date?" in one["text"])
    step(town.stage, pairing, PairingStep.ENDED, ended_on=TODAY)

    mia.press(asked, CheckIns.LOG)

    eventually(lambda: "This pairing ended on Mon 23 Nov." in str(mia.messages()))


def test_not_quite_asks_both_what_is_right_and_either_settles_it(town: Town) -> None:
    pairing = pair(town.stage, mentee=PROGRAM_MANAGER)  # both of them at work at this hour
    log(town.stage, pairing, by=PROGRAM_MANAGER)
    martin, petra = town.person(MENTOR), town.person(PROGRAM_MANAGER)
    ask = martin.wait_for_message(lambda one: "Is that right?" in one["text"])
    martin.press(ask, CheckIns.ANSWER)
    form = martin.wait_for_modal(CheckIns.ANSWER_VIEW)
    entered = {
        **picked(form, "met", "yes"),
        **dated(met_on=TODAY.isoformat()),
        **typed(minutes="120"),
    }
    assert martin.submit(form, entered)["result"] == "closed"

    for who in (martin, petra):
        question = who.wait_for_message(lambda one: "Your notes differ." in one["text"])
        assert CheckIns.STAND_BY in actions_in(question)
    petra.press(question, CheckIns.CONFIRM)
    for who in (martin, petra):
        who.wait_for_message(lambda one: "120 minutes, with" in one["text"])


def test_it_is_corrected_and_taken_back_from_the_list_of_meetings(town: Town) -> None:
    pairing = pair(town.stage)
    log(town.stage, pairing)
    mia = town.person(MENTEE)
    mia.open_home()
    home = mia.wait_for_home(lambda view: "Agreed last time" in words_in(view))
    mia.press(home, CheckIns.MEETINGS)
    mia.press(mia.wait_for_modal(CheckIns.MEETINGS_VIEW), CheckIns.MEETING)
    meeting = mia.wait_for_modal(CheckIns.MEETING_VIEW)
    assert SECRET in words_in(meeting)

    mia.press(meeting, CheckIns.CORRECT)
    form = mia.wait_for_modal(CheckIns.CORRECT_VIEW)
    entered = {Field.VALUE: {"value": "90"}}
    assert mia.submit(form, {"minutes": entered})["result"] == "closed"
    changed = mia.wait_for(lambda: _saying(mia.modal(), "90 minutes")) or {}
    mia.press(changed, CheckIns.WITHDRAW)
    assert mia.wait_for(lambda: _saying(mia.modal(), "Withdrawn"))

    assert noted(town, pairing) == ()


def test_an_overdue_reminder_is_snoozed_undone_and_answered_by_a_date(
    town: Town, clock: FrozenClock
) -> None:
    pairing = pair(town.stage)
    town.house.clockwork.settle()
    clock.move(days=21, hours=6)
    town.house.clockwork.settle()
    mia = town.person(MENTEE)
    asked = mia.wait_for_message(lambda one: "Shall we find a date?" in one["text"])
    assert "have not met yet, 3 weeks after the start; you planned every 2 weeks" in asked["text"]

    mia.press(asked, CheckIns.SNOOZE)
    quiet = mia.wait_for_message(lambda one: "quiet until Mon 21 Dec" in one["text"])
    mia.press(quiet, CheckIns.SNOOZE_UNDO)
    asked = mia.wait_for_message(lambda one: "Shall we find a date?" in one["text"])
    mia.press(asked, CheckIns.DATE)
    form = mia.wait_for_modal(CheckIns.DATE_VIEW)
    assert mia.submit(form, dated(next_on="2026-12-18"))["result"] == "closed"

    mia.wait_for_message(lambda one: "you meet" in one["text"] and "Fri 18 Dec" in one["text"])
    with town.house.desk.open_look(town.stage.caller(MENTOR)) as look:
        found = rhythm.rhythms(look, [pairing])[pairing.id]
    assert str(found.next_date) == "2026-12-18"


def test_a_pause_from_the_reminder_withdraws_it_and_nothing_follows(
    town: Town, clock: FrozenClock
) -> None:
    pair(town.stage)
    town.house.clockwork.settle()
    clock.move(days=21, hours=6)
    town.house.clockwork.settle()
    mia = town.person(MENTEE)
    asked = mia.wait_for_message(lambda one: "Shall we find a date?" in one["text"])
    menu = asked["blocks"][-1]["elements"][-1]
    assert [one["text"]["text"] for one in menu["options"]] == [
        "Pause",
        "Our pairing",
        "Ask for a new pairing",
    ]

    mia.press(asked, Home.MORE, {"selected_option": menu["options"][0]})
    form = mia.wait_for_modal(Requests.PAUSE_VIEW)
    mia.submit(form, dated(until="2027-01-29"))
    mia.wait_for_message(lambda one: "rests until Fri 29 Jan" in one["text"])

    clock.move(days=14)
    town.house.clockwork.settle()
    assert not [one for one in mia.messages() if "Shall we find a date?" in one["text"]]


def test_a_program_manager_enters_what_was_told_and_it_can_be_taken_back(town: Town) -> None:
    pairing = pair(town.stage)
    petra, martin = town.person(PROGRAM_MANAGER), town.person(MENTOR)
    petra.command("/mentoring-admin", "checkin")
    first = petra.wait_for_modal(CheckIns.ENTER_WHO_VIEW)
    nobody = petra.submit(first, {"who": {Field.VALUE: {"selected_user": COLLEAGUE.slack_user}}})
    assert "Choose one of the two who met." in nobody["errors"]["who"]
    petra.submit(first, {"who": {Field.VALUE: {"selected_user": MENTOR.slack_user}}})
    form = petra.wait_for_modal(CheckIns.ENTER_VIEW)
    entered = {
        **dated(met_on=TODAY.isoformat()),
        **typed(minutes="45"),
        **picked(form, "medium", "telephone"),
    }
    assert petra.submit(form, entered)["result"] == "closed"

    told = martin.wait_for_message(lambda one: "on your behalf" in one["text"])
    assert f"<@{PROGRAM_MANAGER.slack_user}>" in told["text"]
    martin.press(told, CheckIns.WITHDRAW)
    martin.wait_for_message(lambda one: "You took back what was entered" in one["text"])
    assert noted(town, pairing) == ()


def _with_note(view: Json | None) -> Json | None:
    shown = view is not None and any(one.get("block_id") == "note" for one in view["blocks"])
    return view if shown else None


def _saying(view: Json | None, words: str) -> Json | None:
    return view if view is not None and words in words_in(view) else None

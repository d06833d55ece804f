"""Noting, confirming, correcting and taking back a meeting: by whom, when, and what it comes to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from program.actor import Role
from program.check_in import Answer, CheckInForm, CheckInState, Medium, OwnWords, Worth
from program.pairing import PairingStep
from program.person import SlackPerson
from program.refusal import Refusal
from services import check_in_answers, check_in_log, check_ins, people
from services.desk import Work
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.check_ins import (
    ACTION,
    FORM,
    RUNNING_PLAN,
    SECRET,
    TODAY,
    confirm,
    log,
    now,
    pair,
    plan,
    step,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.trail import audit_entries, deliveries_of

ONE_DAY = timedelta(days=1)


def answer(
    stage: Stage,
    check_in_id: str,
    by: SlackPerson,
    *,
    met: bool = True,
    met_on: date | None = TODAY,
    minutes: int | None = 60,
) -> CheckInState:
    with stage.desk.open_work(stage.caller(by)) as work:
        said = Answer(met, met_on, minutes)
        return check_in_answers.answer(work, check_in_id, said).state


def correct(
    stage: Stage, check_in_id: str, version: int, form: CheckInForm, by: SlackPerson = MENTEE
) -> CheckInState:
    with stage.desk.open_work(stage.caller(by)) as work:
        return check_in_log.correct(work, check_in_id, version, form).state


def withdraw(stage: Stage, check_in_id: str, by: SlackPerson = MENTEE) -> CheckInState:
    with stage.desk.open_work(stage.caller(by)) as work:
        return check_in_log.withdraw(work, check_in_id).state


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> tuple[str, str | None]:
    trouble = refused.value.troubles[0]
    return trouble.code, trouble.field


def test_one_notes_the_other_confirms_with_one_tap(stage: Stage) -> None:
    pairing = pair(stage)

    noted = log(stage, pairing)

    assert noted.state is CheckInState.ONE_SIDED
    (asked,) = deliveries_of(stage, "check_ins.confirm_ask")
    assert asked.recipient == stage.person_id(MENTOR)
    assert confirm(stage, noted, MENTOR).state is CheckInState.CONFIRMED
    assert confirm(stage, noted, MENTOR).state is CheckInState.CONFIRMED
    entries = [one.entry for one in audit_entries(stage)]
    assert entries.count("check_in.answered") == 1


def test_the_mentor_may_note_first_and_the_mentee_is_asked(stage: Stage) -> None:
    pairing = pair(stage)

    log(stage, pairing, by=MENTOR)

    (asked,) = deliveries_of(stage, "check_ins.confirm_ask")
    assert asked.recipient == stage.person_id(MENTEE)


@pytest.mark.parametrize(
    "who", [COLLEAGUE, GUEST, PROGRAM_MANAGER, LIAISON, SPONSOR], ids=lambda one: one.real_name
)
def test_nobody_but_the_two_notes_confirms_changes_or_reads(stage: Stage, who: SlackPerson) -> None:
    pairing = pair(stage)
    stage.give(LIAISON, Role.LIAISON)
    stage.give(SPONSOR, Role.SPONSOR)
    noted = log(stage, pairing)
    acts: tuple[Callable[[Work], object], ...] = (
        lambda work: check_in_log.log(work, pairing.id, FORM),
        lambda work: check_in_answers.confirm(work, noted.id),
        lambda work: check_in_answers.deny(work, noted.id),
        lambda work: check_in_answers.answer(work, noted.id, Answer(False, None, None)),
        lambda work: check_in_log.correct(work, noted.id, noted.version, FORM),
        lambda work: check_in_log.withdraw(work, noted.id),
        lambda work: check_in_log.add(work, noted.id, OwnWords(note="x")),
        lambda work: check_ins.read(work, noted.id),
        lambda work: check_ins.latest(work, pairing.id),
        lambda work: check_ins.agreed(work, pairing.id),
    )

    for act in acts:
        with (
            pytest.raises(Refusal, match=r"permissions\."),
            stage.desk.open_work(stage.caller(who)) as work,
        ):
            act(work)

    assert now(stage, noted) == noted


def test_a_private_note_and_the_blind_answer_are_read_by_their_author_alone(stage: Stage) -> None:
    pairing = pair(stage)
    noted = log(stage, pairing)

    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        own = check_ins.read(look, noted.id)
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        others = check_ins.read(look, noted.id)

    assert own.own == OwnWords(worth=Worth.VERY, note=SECRET)
    assert others.own == OwnWords()
    assert others.shared.actions == own.shared.actions == (ACTION,)
    assert SECRET not in repr(own)
    assert ACTION not in repr(own)


def test_the_same_form_twice_is_one_meeting_and_one_question(stage: Stage) -> None:
    pairing = pair(stage)

    first = log(stage, pairing)
    again = log(stage, pairing)

    assert first.id == again.id
    assert len(deliveries_of(stage, "check_ins.confirm_ask")) == 1


def test_another_meeting_on_a_day_that_is_noted_says_so(stage: Stage) -> None:
    pairing = pair(stage)
    log(stage, pairing)

    with pytest.raises(Refusal) as refused:
        log(stage, pairing, replace(FORM, minutes=90))

    assert code_of(refused) == ("check_ins.noted_already", "met_on")


def test_both_note_the_same_day_at_once_and_it_is_one_confirmed_record(stage: Stage) -> None:
    pairing = pair(stage)

    noted = log(stage, pairing)
    joined = log(stage, pairing, replace(FORM, minutes=50, actions=("Send the book",)), by=MENTOR)

    assert joined.id == noted.id
    assert joined.state is CheckInState.CONFIRMED
    assert joined.minutes == 50
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert check_ins.read(look, noted.id).shared.actions == (ACTION, "Send the book")
        assert check_ins.read(look, noted.id).own.note == SECRET


def test_both_note_the_same_day_with_other_minutes_and_both_are_asked_once(stage: Stage) -> None:
    pairing = pair(stage)

    log(stage, pairing)
    joined = log(stage, pairing, replace(FORM, minutes=120), by=MENTOR)

    assert joined.state is CheckInState.DISPUTED
    asked = deliveries_of(stage, "check_ins.mismatch")
    assert {one.recipient for one in asked} == {stage.person_id(MENTEE), stage.person_id(MENTOR)}


def test_an_evening_here_is_the_next_morning_there_and_one_meeting(
    stage: Stage, clock: FrozenClock
) -> None:
    """Chio mentors from Tokyo, where it is already Tuesday."""
    pairing = pair(stage, mentor=COLLEAGUE)
    clock.move(hours=14)  # Monday evening in New York, Tuesday morning in Tokyo

    there = log(stage, pairing, replace(FORM, met_on=TODAY + ONE_DAY), by=COLLEAGUE)
    here = log(stage, pairing, by=MENTEE)

    assert here.id == there.id
    assert here.state is CheckInState.CONFIRMED


def test_two_meetings_on_two_days_stay_two_where_clocks_are_close(
    stage: Stage, clock: FrozenClock
) -> None:
    """Berlin and New York, six hours apart."""
    pairing = pair(stage)
    log(stage, pairing)
    clock.move(days=1)

    other = log(stage, pairing, replace(FORM, met_on=TODAY + ONE_DAY), by=MENTOR)

    assert other.state is CheckInState.ONE_SIDED


def test_what_differs_in_a_rest_is_asked_when_the_pairing_goes_on(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    plan(stage)
    step(stage, pairing, PairingStep.PAUSED, resting_until=TODAY + timedelta(days=30))
    noted = log(stage, pairing)
    assert answer(stage, noted.id, MENTOR, met=False) is CheckInState.DISPUTED
    clock.move(days=30)
    plan(stage)
    assert not deliveries_of(stage, "check_ins.mismatch")

    resumed = TODAY + timedelta(days=30)
    step(stage, pairing, PairingStep.RESUMED, resumed_on=resumed, resting_until=None)
    plan(stage)
    assert len(deliveries_of(stage, "check_ins.mismatch")) == 2


def test_a_day_that_is_still_to_come_where_one_lives_can_be_confirmed(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage, mentor=COLLEAGUE)
    clock.move(hours=14)

    there = log(stage, pairing, replace(FORM, met_on=TODAY + ONE_DAY), by=COLLEAGUE)
    state = answer(stage, there.id, MENTEE, met_on=TODAY + ONE_DAY, minutes=55)

    assert state is CheckInState.CONFIRMED


@pytest.mark.parametrize(
    ("minutes", "state", "counted"),
    [
        (45, CheckInState.CONFIRMED, 45),
        (75, CheckInState.CONFIRMED, 60),
        (44, CheckInState.DISPUTED, 44),
    ],
)
def test_up_to_a_quarter_of_an_hour_the_shorter_counts_and_nobody_is_asked(
    stage: Stage, minutes: int, state: CheckInState, counted: int
) -> None:
    noted = log(stage, pair(stage))

    assert answer(stage, noted.id, MENTOR, minutes=minutes) is state

    assert now(stage, noted).minutes == counted
    asked = 2 if state is CheckInState.DISPUTED else 0
    assert len(deliveries_of(stage, "check_ins.mismatch")) == asked


def test_it_did_not_happen_asks_both_and_both_no_ends_it(stage: Stage) -> None:
    noted = log(stage, pair(stage))

    assert answer(stage, noted.id, MENTOR, met=False) is CheckInState.DISPUTED
    assert len(deliveries_of(stage, "check_ins.mismatch")) == 2
    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        assert check_in_answers.deny(work, noted.id).state is CheckInState.WITHDRAWN


def test_notes_that_differ_are_settled_by_either(stage: Stage) -> None:
    noted = log(stage, pair(stage))
    answer(stage, noted.id, MENTOR, met=False)

    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        assert check_in_answers.confirm(work, noted.id).state is CheckInState.DISPUTED
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        assert check_in_answers.confirm(work, noted.id).state is CheckInState.CONFIRMED
    assert len(deliveries_of(stage, "check_ins.mismatch")) == 2


def test_two_differ_a_second_time_and_are_not_asked_again(stage: Stage) -> None:
    noted = log(stage, pair(stage))
    answer(stage, noted.id, MENTOR, minutes=120)
    answer(stage, noted.id, MENTOR, minutes=60)
    assert answer(stage, noted.id, MENTOR, minutes=200) is CheckInState.DISPUTED

    assert len(deliveries_of(stage, "check_ins.mismatch")) == 2


def test_the_author_corrects_and_the_other_is_asked_again_where_it_matters(stage: Stage) -> None:
    noted = log(stage, pair(stage))
    confirmed = confirm(stage, noted, MENTOR)

    small = replace(FORM, minutes=55)
    assert correct(stage, noted.id, confirmed.version, small) is CheckInState.CONFIRMED
    assert now(stage, noted).minutes == 55
    assert len(deliveries_of(stage, "check_ins.confirm_ask")) == 1

    great = replace(FORM, minutes=240, own=OwnWords())
    version = now(stage, noted).version
    assert correct(stage, noted.id, version, great) is CheckInState.ONE_SIDED
    assert correct(stage, noted.id, version, great) is CheckInState.ONE_SIDED
    assert len(deliveries_of(stage, "check_ins.confirm_ask")) == 2


def test_a_correction_made_on_an_older_state_changes_nothing(stage: Stage) -> None:
    noted = log(stage, pair(stage))
    answer(stage, noted.id, MENTOR, minutes=120)

    with pytest.raises(Refusal, match="changed_meanwhile"):
        correct(stage, noted.id, noted.version, replace(FORM, minutes=90))


def test_the_other_corrects_their_own_note_and_not_the_facts_of_the_author(stage: Stage) -> None:
    noted = log(stage, pair(stage))
    confirmed = confirm(stage, noted, MENTOR)

    form = replace(FORM, minutes=50, medium=Medium.IN_PERSON, actions=("Mine alone",))
    correct(stage, noted.id, confirmed.version, form, by=MENTOR)

    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        read = check_ins.read(look, noted.id)
    assert read.shared.actions == (ACTION,)
    assert read.shared.check_in.medium is Medium.VIDEO


def test_a_correction_keeps_clear_of_another_meeting_of_that_day(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    log(stage, pairing)
    clock.move(days=1)
    second = log(stage, pairing, replace(FORM, met_on=TODAY + ONE_DAY))

    with pytest.raises(Refusal) as refused:
        correct(stage, second.id, second.version, FORM)

    assert code_of(refused) == ("check_ins.noted_already", "met_on")


def test_it_is_taken_back_before_an_answer_and_can_be_noted_again(stage: Stage) -> None:
    pairing = pair(stage)
    noted = log(stage, pairing)

    assert withdraw(stage, noted.id) is CheckInState.WITHDRAWN
    assert withdraw(stage, noted.id) is CheckInState.WITHDRAWN

    assert not deliveries_of(stage, "check_ins.taken_back")
    assert log(stage, pairing).id != noted.id


def test_what_the_other_said_stays_theirs_when_one_takes_back(stage: Stage) -> None:
    noted = log(stage, pair(stage))
    confirm(stage, noted, MENTOR)

    assert withdraw(stage, noted.id) is CheckInState.ONE_SIDED

    (told,) = deliveries_of(stage, "check_ins.taken_back")
    assert told.recipient == stage.person_id(MENTOR)
    assert withdraw(stage, noted.id, by=MENTOR) is CheckInState.WITHDRAWN


def test_after_fourteen_days_it_stays_as_it_is(stage: Stage, clock: FrozenClock) -> None:
    noted = log(stage, pair(stage))
    clock.move(days=14)
    assert (
        correct(stage, noted.id, noted.version, replace(FORM, minutes=55)) is CheckInState.ONE_SIDED
    )
    clock.move(days=14, seconds=1)

    with pytest.raises(Refusal, match="too_late"):
        correct(stage, noted.id, 2, replace(FORM, minutes=50))
    with pytest.raises(Refusal, match="too_late"):
        withdraw(stage, noted.id)


def test_a_private_note_can_be_written_later_and_a_blind_answer_cannot(
    stage: Stage, clock: FrozenClock
) -> None:
    noted = log(stage, pair(stage))
    clock.move(days=15)

    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        check_in_log.add(work, noted.id, OwnWords(worth=Worth.PARTLY, note="Later"))
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert check_ins.read(look, noted.id).own == OwnWords(Worth.VERY, (), "Later")


@pytest.mark.parametrize(
    ("form", "trouble"),
    [
        (replace(FORM, met_on=TODAY + ONE_DAY), ("check_ins.still_to_come", "met_on")),
        (replace(FORM, met_on=date(9999, 1, 1)), ("check_ins.still_to_come", "met_on")),
        (replace(FORM, met_on=TODAY - ONE_DAY), ("check_ins.before_start", "met_on")),
        (replace(FORM, met_on=date(1, 1, 1)), ("check_ins.before_start", "met_on")),
        (replace(FORM, met_on=None), ("check_ins.choose_day", "met_on")),
        (replace(FORM, met_on=None, minutes=None), ("check_ins.nothing_yet", "met_on")),
        (replace(FORM, minutes=None), ("check_ins.minutes_missing", "minutes")),
        (replace(FORM, minutes=4), ("check_ins.too_short", "minutes")),
        (replace(FORM, minutes=-60), ("check_ins.too_short", "minutes")),
        (replace(FORM, minutes=481), ("check_ins.too_many_minutes", "minutes")),
        (replace(FORM, medium=None), ("check_ins.choose_medium", "medium")),
        (
            replace(FORM, competencies=("of another",)),
            ("check_ins.other_competencies", "competencies"),
        ),
        (replace(FORM, actions=("a",) * 6), ("check_ins.too_many_actions", "actions")),
        (replace(FORM, actions=("a" * 151,)), ("check_ins.action_too_long", "actions")),
        (replace(FORM, next_on=TODAY), ("check_ins.next_is_past", "next_on")),
        (replace(FORM, next_on=TODAY + timedelta(93)), ("check_ins.next_too_far", "next_on")),
        (replace(FORM, next_on=date(2030, 1, 1)), ("check_ins.next_after_end", "next_on")),
        (replace(FORM, own=OwnWords(note="a" * 2001)), ("check_ins.too_long", "note")),
    ],
)
def test_what_cannot_be_is_said_under_its_field(
    stage: Stage, form: CheckInForm, trouble: tuple[str, str]
) -> None:
    pairing = pair(stage)

    with pytest.raises(Refusal) as refused:
        log(stage, pairing, form)

    assert code_of(refused) == trouble
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert check_ins.latest(look, pairing.id) == ()


def test_the_29_february_is_a_day_like_any_other(stage: Stage, clock: FrozenClock) -> None:
    clock.set(clock.now.replace(year=2028, month=2, day=28))
    plan = replace(
        RUNNING_PLAN,
        nominations_close=date(2028, 3, 1),
        starts=date(2028, 3, 2),
        ends=date(2029, 2, 28),
    )
    pairing = pair(stage, open_cohort(stage, plan))
    clock.move(days=1)

    assert log(stage, pairing, replace(FORM, met_on=date(2028, 2, 29))).met_on == date(2028, 2, 29)


def test_a_meeting_before_the_end_can_still_be_noted_for_a_fortnight(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    clock.move(days=2)
    step(stage, pairing, PairingStep.ENDED, ended_on=TODAY + ONE_DAY)

    with pytest.raises(Refusal) as refused:
        log(stage, pairing, replace(FORM, met_on=TODAY + 2 * ONE_DAY))
    assert code_of(refused) == ("check_ins.after_end", "met_on")
    assert log(stage, pairing).state is CheckInState.ONE_SIDED

    clock.move(days=20)
    with pytest.raises(Refusal, match="ended"):
        log(stage, pairing, replace(FORM, met_on=TODAY + ONE_DAY))


def test_while_a_pairing_rests_it_is_kept_and_nobody_is_asked_before_it_goes_on(
    stage: Stage,
) -> None:
    pairing = pair(stage)
    step(stage, pairing, PairingStep.PAUSED, resting_until=TODAY + timedelta(days=9))

    noted = log(stage, pairing)

    assert noted.state is CheckInState.ONE_SIDED
    assert not deliveries_of(stage, "check_ins.confirm_ask")
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert [one.check_in.id for one in check_ins.to_confirm(look)] == [noted.id]


def test_entered_on_behalf_it_is_marked_told_and_can_be_objected_to(stage: Stage) -> None:
    pairing = pair(stage)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        noted = check_in_log.enter(work, pairing.id, stage.person_id(MENTEE), FORM)

    (told,) = deliveries_of(stage, "check_ins.entered")
    assert told.recipient == stage.person_id(MENTEE)
    (asked,) = deliveries_of(stage, "check_ins.confirm_ask")
    assert asked.recipient == stage.person_id(MENTOR)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        read = check_ins.read(look, noted.id)
    assert read.entered_by is not None
    assert read.entered_by.name == PROGRAM_MANAGER.real_name
    assert (read.shared.actions, read.own) == ((), OwnWords())
    assert withdraw(stage, noted.id) is CheckInState.WITHDRAWN


@pytest.mark.parametrize("who", [COLLEAGUE, SPONSOR, MENTOR], ids=lambda one: one.real_name)
def test_only_the_program_team_enters_on_behalf(stage: Stage, who: SlackPerson) -> None:
    pairing = pair(stage)
    stage.give(SPONSOR, Role.SPONSOR)

    with (
        pytest.raises(Refusal, match=r"permissions\."),
        stage.desk.open_work(stage.caller(who)) as work,
    ):
        check_in_log.enter(work, pairing.id, stage.person_id(MENTEE), FORM)


def test_nobody_enters_for_a_pairing_of_their_own(stage: Stage) -> None:
    pairing = pair(stage, mentor=PROGRAM_MANAGER)

    with (
        pytest.raises(Refusal, match="about_yourself"),
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        check_in_log.enter(work, pairing.id, stage.person_id(MENTEE), FORM)


def test_it_is_entered_for_one_of_the_two_only(stage: Stage) -> None:
    pairing = pair(stage)

    with (
        pytest.raises(Refusal, match="not_of_the_two"),
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        check_in_log.enter(work, pairing.id, stage.person_id(COLLEAGUE), FORM)


def test_nothing_private_stands_in_the_audit_log_or_in_a_delivery(stage: Stage) -> None:
    noted = log(stage, pair(stage))
    confirm(stage, noted, MENTOR)

    entries = [repr((one.entry, one.about, one.facts)) for one in audit_entries(stage)]
    queued = [repr((one.about, one.key)) for one in deliveries_of(stage, "check_ins.confirm_ask")]
    assert SECRET not in " ".join(entries + queued)
    assert ACTION not in " ".join(entries + queued)


def test_a_closed_account_of_the_other_keeps_the_note_one_sided(stage: Stage) -> None:
    pairing = pair(stage)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTOR, deactivated=True)])

    assert log(stage, pairing).state is CheckInState.ONE_SIDED

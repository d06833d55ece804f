"""What others learn of check-ins: counts, and blind answers only in groups of five."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from program.actor import Role
from program.check_in import Answer, CheckInState, OwnWords, Worth
from program.cohort import Cohort
from program.person import SlackPerson
from program.refusal import Refusal
from services import (
    check_in_answers,
    check_in_own,
    check_in_team,
    check_ins,
    people,
)
from services.check_ins import MetCounts
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    TEAM,
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
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.trail import deliveries_of

ONE_DAY = timedelta(days=1)


def met_counts(stage: Stage, cohort: Cohort, who: SlackPerson, until: date) -> MetCounts:
    with stage.desk.open_look(stage.caller(who)) as look:
        return check_ins.met_counts(look, cohort.id, TODAY, until)


def test_meetings_are_counted_apart_by_how_sure_they_are(stage: Stage, clock: FrozenClock) -> None:
    pairing = pair(stage)
    confirm(stage, log(stage, pairing), MENTOR)
    clock.move(days=1)
    log(stage, pairing, replace(FORM, met_on=TODAY + ONE_DAY, minutes=30))
    clock.move(days=1)
    differing = log(stage, pairing, replace(FORM, met_on=TODAY + 2 * ONE_DAY))
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.deny(work, differing.id)

    found = met_counts(stage, pairing.cohort, PROGRAM_MANAGER, TODAY + 28 * ONE_DAY)

    assert found == MetCounts(confirmed=1, one_sided=1, disputed=1, minutes=90)


@pytest.mark.parametrize("who", [PROGRAM_MANAGER, LIAISON, SPONSOR], ids=lambda one: one.real_name)
def test_program_team_and_sponsor_may_count(stage: Stage, who: SlackPerson) -> None:
    pairing = pair(stage)
    stage.give(LIAISON, Role.LIAISON)
    stage.give(SPONSOR, Role.SPONSOR)

    assert met_counts(stage, pairing.cohort, who, TODAY).confirmed == 0


@pytest.mark.parametrize("who", [MENTEE, MENTOR, COLLEAGUE], ids=lambda one: one.real_name)
def test_nobody_else_counts(stage: Stage, who: SlackPerson) -> None:
    pairing = pair(stage)

    with pytest.raises(Refusal, match=r"permissions\."):
        met_counts(stage, pairing.cohort, who, TODAY)


def test_the_house_counts_for_a_digest(stage: Stage) -> None:
    pairing = pair(stage)

    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert check_ins.met_counts(look, pairing.cohort.id, TODAY, TODAY).minutes == 0
        with pytest.raises(Refusal, match="no_cohort"):
            check_ins.met_counts(look, "none", TODAY, TODAY)


def crowd(stage: Stage, number: int) -> list[SlackPerson]:
    """More colleagues, so that there can be a group."""
    accounts = [
        SlackPerson(f"U0CROWD{one}", TEAM, f"Crowd {one}", zone="Europe/Berlin")
        for one in range(number)
    ]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, accounts)
    return accounts


def answer_counts(stage: Stage, cohort: Cohort, who: SlackPerson = PROGRAM_MANAGER) -> object:
    with stage.desk.open_look(stage.caller(who)) as look:
        return check_in_team.answer_counts(look, cohort.id)


def test_blind_answers_are_counted_from_five_people_on_and_when_they_are_final(
    stage: Stage, clock: FrozenClock
) -> None:
    cohort = open_cohort(stage, RUNNING_PLAN)
    for number, who in enumerate(crowd(stage, 5)):
        assert answer_counts(stage, cohort) is None
        pairing = pair(stage, cohort, mentee=who)
        own = OwnWords(worth=Worth.VERY if number else Worth.PARTLY)
        log(stage, pairing, replace(FORM, own=own), by=who)
    clock.set(datetime(2026, 12, 16, 10, tzinfo=UTC))
    assert answer_counts(stage, cohort) is None
    clock.set(datetime(2026, 12, 17, 10, tzinfo=UTC))

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        found = check_in_team.answer_counts(look, cohort.id)

    assert found is not None
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert check_in_team.counted_answers(look) == ((cohort, found),)
    assert (found.answers, found.until) == (5, date(2026, 11, 30))
    assert found.worth == {Worth.VERY: 4, Worth.PARTLY: 1}


def test_five_answers_of_four_people_are_not_counted(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage, RUNNING_PLAN)
    pairings = [(pair(stage, cohort, mentee=who), who) for who in crowd(stage, 4)]
    for pairing, who in pairings:
        log(stage, pairing, by=who)
    clock.move(days=1)
    log(stage, pairings[0][0], replace(FORM, met_on=TODAY + ONE_DAY), by=pairings[0][1])
    clock.set(datetime(2027, 6, 1, 10, tzinfo=UTC))

    assert answer_counts(stage, cohort) is None


@pytest.mark.parametrize("who", [LIAISON, SPONSOR, MENTOR, MENTEE], ids=lambda one: one.real_name)
def test_only_a_program_manager_reads_even_the_counts(stage: Stage, who: SlackPerson) -> None:
    cohort = open_cohort(stage, RUNNING_PLAN)
    stage.give(LIAISON, Role.LIAISON)
    stage.give(SPONSOR, Role.SPONSOR)

    with pytest.raises(Refusal, match=r"permissions\."):
        answer_counts(stage, cohort, who)
    with (
        stage.desk.open_look(stage.caller(who)) as look,
        pytest.raises(Refusal, match=r"permissions\."),
    ):
        check_in_team.counted_answers(look)


def test_after_ten_working_days_it_stays_one_sided_and_nobody_is_asked(
    stage: Stage, clock: FrozenClock
) -> None:
    noted = log(stage, pair(stage))
    clock.set(datetime(2026, 12, 7, 22, 59, tzinfo=UTC))
    plan(stage)
    assert now(stage, noted).waits_for(stage.person_id(MENTOR))
    clock.set(datetime(2026, 12, 7, 23, 0, tzinfo=UTC))
    plan(stage)
    plan(stage)

    assert now(stage, noted).ask_ends_at is None
    assert now(stage, noted).state is CheckInState.ONE_SIDED
    assert confirm(stage, noted, MENTOR).state is CheckInState.CONFIRMED


def test_after_five_working_days_notes_stay_as_they_differ_without_a_third_message(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    noted = log(stage, pairing)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.deny(work, noted.id)
    assert differing(stage, PROGRAM_MANAGER) == []
    clock.move(days=9)
    plan(stage)

    assert now(stage, noted).state is CheckInState.DISPUTED
    assert len(deliveries_of(stage, "check_ins.mismatch")) == 2
    assert differing(stage, PROGRAM_MANAGER) == [pairing.id]
    assert differing(stage, COLLEAGUE) == []
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert check_ins.differing(look) == ()
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        check_in_answers.answer(work, noted.id, Answer(True, TODAY, 60))
    assert differing(stage, PROGRAM_MANAGER) == []


def differing(stage: Stage, who: SlackPerson) -> list[str]:
    with stage.desk.open_look(stage.caller(who)) as look:
        return [one.pairing_id for one in check_in_team.differing_overseen(look)]


def test_a_mentor_sees_the_time_given_in_this_month(stage: Stage, clock: FrozenClock) -> None:
    pairing = pair(stage)
    confirm(stage, log(stage, pairing), MENTOR)
    clock.move(days=1)
    log(stage, pairing, replace(FORM, met_on=TODAY + ONE_DAY, minutes=30))

    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert check_ins.given(look) == check_ins.Given(90, 1, 1)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert check_ins.given(look) == check_ins.Given(0, 0, 0)
    clock.move(days=30)
    with stage.desk.open_look(stage.caller(MENTOR)) as look:
        assert check_ins.given(look) == check_ins.Given(0, 0, 0)


def test_what_was_agreed_last_is_there_for_both(stage: Stage) -> None:
    pairing = pair(stage)
    log(stage, pairing)

    for who in (MENTEE, MENTOR):
        with stage.desk.open_look(stage.caller(who)) as look:
            assert check_ins.agreed(look, pairing.id) == (ACTION,)


def test_my_data_has_my_meetings_my_words_and_nobody_elses(stage: Stage) -> None:
    log(stage, pair(stage))
    meetings, own = check_in_own.MY_DATA

    for who, has_words in ((MENTEE, True), (MENTOR, False), (COLLEAGUE, False)):
        with stage.desk.open_look(stage.caller(who)) as look:
            assert (ACTION in str(meetings.rows(look))) is (who is not COLLEAGUE)
            assert (SECRET in str(own.rows(look))) is has_words


def test_a_program_manager_finds_the_running_pairings_of_whoever_told_them(stage: Stage) -> None:
    pairing = pair(stage)

    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        person, choices = check_in_team.to_enter(look, MENTEE.slack_user)
        assert person.id == pairing.mentee
        assert [one.pairing.id for one in choices] == [pairing.id]
        with pytest.raises(Refusal, match="not_of_the_two"):
            check_in_team.to_enter(look, COLLEAGUE.slack_user)
    with (
        pytest.raises(Refusal, match="not_of_the_two"),
        stage.desk.open_look(stage.caller(COLLEAGUE)) as look,
    ):
        check_in_team.to_enter(look, MENTEE.slack_user)

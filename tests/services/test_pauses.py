"""A pairing rests until a day, at once and in confidence, and resumes by itself."""

from datetime import UTC, date, datetime

import pytest

from handlers import check_ins
from program.actor import Role
from program.pairing import Ending, Pairing, PairingState, PairingStep
from program.person import SlackPerson
from program.refusal import Refusal
from services import pauses, people
from services.pauses import Paused
from store import pairings
from store.delivery_tables import DeliveryRow
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.check_ins import plan as remind
from tests.kit.clock import FrozenClock
from tests.kit.nominations import another_cohort
from tests.kit.requests import SECRET, pairing_now, running_pair
from tests.kit.trail import audit_entries, deliveries_of

UNTIL = date(2026, 12, 14)
"""A Monday, three weeks on."""


@pytest.fixture
def pairing(stage: Stage) -> Pairing:
    return running_pair(stage)


def pause(
    stage: Stage,
    account: SlackPerson,
    pairing: Pairing,
    until: date | None = UNTIL,
    reason: str = "",
) -> Paused:
    with stage.desk.open_work(stage.caller(account)) as work:
        return pauses.pause(work, pairing.id, until, reason)


def resume(stage: Stage, account: SlackPerson, pairing: Pairing) -> Pairing:
    with stage.desk.open_work(stage.caller(account)) as work:
        return pauses.resume(work, pairing.id)


def tick(stage: Stage) -> datetime | None:
    """What the planner does: run if it is due; answers when it is due next."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = pauses.next_resumption(look)
    if due is not None and due <= stage.desk.now():
        with stage.desk.open_work_in(stage.workspace_id) as work:
            pauses.resume_due(work)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return pauses.next_resumption(look)


def told(stage: Stage, kind: str) -> dict[str | None, DeliveryRow]:
    found = deliveries_of(stage, kind)
    assert len({one.recipient for one in found}) == len(found)
    return {one.recipient: one for one in found}


def test_it_rests_at_once_and_both_hear_of_it(stage: Stage, pairing: Pairing) -> None:
    paused = pause(stage, MENTEE, pairing, reason=SECRET)
    assert paused.pairing.state is PairingState.PAUSED
    assert paused.pairing.resting_until == UNTIL
    heard = told(stage, "requests.paused")
    assert heard[stage.person_id(MENTEE)].cls == "reply"
    assert heard[stage.person_id(MENTOR)].cls == "owed"
    assert [one.entry for one in audit_entries(stage)].count("pairing.paused") == 1
    assert all(SECRET not in str(vars(one)) for one in audit_entries(stage))


@pytest.mark.parametrize("account", [COLLEAGUE, SPONSOR, LIAISON, PROGRAM_MANAGER, GUEST, OUTSIDER])
def test_nobody_else_lets_it_rest_or_resumes_it(
    stage: Stage, pairing: Pairing, account: SlackPerson
) -> None:
    with pytest.raises(Refusal, match=r"permissions\."):
        pause(stage, account, pairing)
    pause(stage, MENTOR, pairing)
    with pytest.raises(Refusal, match=r"permissions\."):
        resume(stage, account, pairing)


@pytest.mark.parametrize("account", [MENTEE, MENTOR])
def test_either_of_the_two_may(stage: Stage, pairing: Pairing, account: SlackPerson) -> None:
    assert pause(stage, account, pairing).pause.person_id == stage.person_id(account)
    assert resume(stage, account, pairing).state is PairingState.ACTIVE


def test_pressed_twice_is_once(stage: Stage, pairing: Pairing) -> None:
    first = pause(stage, MENTEE, pairing, reason=SECRET)
    assert pause(stage, MENTEE, pairing, reason=SECRET) == first
    assert len(deliveries_of(stage, "requests.paused")) == 2
    assert [one.entry for one in audit_entries(stage)].count("pairing.paused") == 1


def test_the_date_can_be_changed_and_nobody_is_written_to_again(
    stage: Stage, pairing: Pairing
) -> None:
    pause(stage, MENTEE, pairing)
    earlier = pause(stage, MENTEE, pairing, date(2026, 12, 7))
    assert earlier.pairing.resting_until == date(2026, 12, 7)
    assert len(deliveries_of(stage, "requests.paused")) == 2
    ends = {row.about["until"] for row in deliveries_of(stage, "requests.resume_soon")}
    assert ends == {"2026-12-14", "2026-12-07"}


def test_everything_of_a_mentor_rests_at_once(stage: Stage, pairing: Pairing) -> None:
    second = running_pair(stage, MENTOR, COLLEAGUE, pairing.cohort)
    third = running_pair(stage, SPONSOR, MENTOR, another_cohort(stage, pairing.cohort))
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        assert len(pauses.pause_all(work, UNTIL)) == 3
    states = {pairing_now(stage, one).state for one in (pairing, second, third)}
    assert states == {PairingState.PAUSED}


def test_whoever_is_in_no_pairing_has_nothing_to_pause(stage: Stage, pairing: Pairing) -> None:
    with (
        pytest.raises(Refusal, match=r"requests\.no_pairing"),
        stage.desk.open_work(stage.caller(COLLEAGUE)) as work,
    ):
        pauses.pause_all(work, UNTIL)


@pytest.mark.parametrize("until", [None, date(2026, 11, 23), date(2027, 6, 1)])
def test_a_wrong_day_changes_nothing(stage: Stage, pairing: Pairing, until: date | None) -> None:
    with pytest.raises(Refusal):
        pause(stage, MENTEE, pairing, until)
    assert pairing_now(stage, pairing).state is PairingState.ACTIVE


def test_a_pairing_that_ended_is_refused_with_its_day(stage: Stage, pairing: Pairing) -> None:
    end(stage, pairing)
    with pytest.raises(Refusal) as refused:
        pause(stage, MENTEE, pairing)
    assert refused.value.code == "requests.pairing_over"
    assert refused.value.troubles[0].facts["ended_on"] == date(2026, 11, 23)


def end(stage: Stage, pairing: Pairing) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pairings.move(
            work.session,
            pairing_now(stage, pairing),
            PairingStep.ENDED,
            by=None,
            ended_on=date(2026, 11, 23),
            ending=Ending.LEFT,
        )


def test_it_resumes_by_itself_on_the_day_where_the_person_is(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    pause(stage, MENTEE, pairing)  # in New York
    assert tick(stage) == datetime(2026, 12, 14, 5, tzinfo=UTC)
    clock.set(datetime(2026, 12, 14, 4, 59, tzinfo=UTC))
    tick(stage)
    assert pairing_now(stage, pairing).state is PairingState.PAUSED
    clock.set(datetime(2026, 12, 14, 5, tzinfo=UTC))
    assert tick(stage) is None
    resumed = pairing_now(stage, pairing)
    assert (resumed.state, resumed.resumed_on) == (PairingState.ACTIVE, UNTIL)
    assert resumed.resting_until is None
    assert set(told(stage, "requests.resumed")) == {
        stage.person_id(MENTEE),
        stage.person_id(MENTOR),
    }


def test_the_clock_resumes_once_however_often_it_looks(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    pause(stage, MENTOR, pairing)
    clock.set(datetime(2026, 12, 20, 5, tzinfo=UTC))  # the bot was down for days
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pauses.resume_due(work)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pauses.resume_due(work)
    assert len(deliveries_of(stage, "requests.resumed")) == 2
    assert pairing_now(stage, pairing).resumed_on == date(2026, 12, 20)


def test_a_zone_that_changes_meanwhile_moves_the_end(stage: Stage, pairing: Pairing) -> None:
    pause(stage, MENTEE, pairing)
    moved = SlackPerson(**{**vars(MENTEE), "zone": "Asia/Tokyo"})
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [moved])
    assert tick(stage) == datetime(2026, 12, 13, 15, tzinfo=UTC)


def test_both_may_pause_and_it_rests_until_the_later_day(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    pause(stage, MENTEE, pairing)
    later = date(2026, 12, 21)
    assert pause(stage, MENTOR, pairing, later).pairing.resting_until == later
    clock.set(datetime(2026, 12, 15, 12, tzinfo=UTC))
    tick(stage)
    assert pairing_now(stage, pairing).state is PairingState.PAUSED
    assert deliveries_of(stage, "requests.resumed") == []
    assert resume(stage, MENTOR, pairing).state is PairingState.ACTIVE


def test_resuming_leaves_the_others_pause_as_it_is(stage: Stage, pairing: Pairing) -> None:
    pause(stage, MENTOR, pairing, date(2026, 12, 21))
    pause(stage, MENTEE, pairing)
    rests = resume(stage, MENTOR, pairing)
    assert (rests.state, rests.resting_until) == (PairingState.PAUSED, UNTIL)
    with pytest.raises(Refusal, match=r"requests\.rest_of_other"):
        resume(stage, MENTOR, pairing)


def test_resuming_twice_is_quiet_and_only_the_other_is_told(stage: Stage, pairing: Pairing) -> None:
    pause(stage, MENTEE, pairing)
    resume(stage, MENTEE, pairing)
    assert resume(stage, MENTEE, pairing).state is PairingState.ACTIVE
    assert set(told(stage, "requests.resumed")) == {stage.person_id(MENTOR)}


def test_two_more_weeks_pressed_twice_are_two_weeks(stage: Stage, pairing: Pairing) -> None:
    paused = pause(stage, MENTEE, pairing)
    for _ in range(2):
        with stage.desk.open_work(stage.caller(MENTEE)) as work:
            pauses.lengthen(work, paused.pause.id, UNTIL)
    assert pairing_now(stage, pairing).resting_until == date(2026, 12, 28)


@pytest.mark.parametrize("account", [MENTOR, COLLEAGUE, PROGRAM_MANAGER])
def test_nobody_lengthens_the_pause_of_somebody_else(
    stage: Stage, pairing: Pairing, account: SlackPerson
) -> None:
    paused = pause(stage, MENTEE, pairing)
    with (
        pytest.raises(Refusal, match=r"permissions\."),
        stage.desk.open_work(stage.caller(account)) as work,
    ):
        pauses.lengthen(work, paused.pause.id, UNTIL)


def test_a_pairing_that_ends_while_it_rests_is_not_resumed(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    pause(stage, MENTEE, pairing)
    end(stage, pairing)
    clock.set(datetime(2026, 12, 15, 12, tzinfo=UTC))
    assert tick(stage) is None
    assert pairing_now(stage, pairing).state is PairingState.ENDED
    assert deliveries_of(stage, "requests.resumed") == []


@pytest.mark.parametrize("account", [MENTEE, MENTOR, COLLEAGUE, SPONSOR])
def test_only_the_program_team_reads_why(
    stage: Stage, pairing: Pairing, account: SlackPerson
) -> None:
    pause(stage, MENTEE, pairing, reason=SECRET)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        _, found = pauses.why(look, pairing.id)
        assert [reason for _, reason in found] == [SECRET]
        assert [one.id for one in pauses.overseen(look)] == [pairing.id]
    with (
        pytest.raises(Refusal, match=r"permissions\."),
        stage.desk.open_look(stage.caller(account)) as look,
    ):
        pauses.why(look, pairing.id)


def test_a_program_manager_who_is_one_of_the_two_does_not_read_why(
    stage: Stage, pairing: Pairing
) -> None:
    stage.give(MENTOR, Role.PROGRAM_MANAGER)
    pause(stage, MENTEE, pairing, reason=SECRET)
    with (
        pytest.raises(Refusal, match=r"permissions\.about_yourself"),
        stage.desk.open_look(stage.caller(MENTOR)) as look,
    ):
        pauses.why(look, pairing.id)


def test_nobody_is_reminded_while_it_rests_and_the_clock_begins_anew_after_it(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    pause(stage, MENTEE, pairing, date(2027, 2, 1))
    clock.set(datetime(2027, 1, 29, 15, tzinfo=UTC))  # ten weeks without a meeting
    remind(stage)
    assert deliveries_of(stage, "check_ins.overdue") == []
    clock.set(datetime(2027, 2, 1, 15, tzinfo=UTC))
    tick(stage)
    remind(stage)
    clock.set(datetime(2027, 2, 15, 15, tzinfo=UTC))  # two weeks: not yet one and a half rounds
    remind(stage)
    assert deliveries_of(stage, "check_ins.overdue") == []
    clock.set(datetime(2027, 2, 23, 15, tzinfo=UTC))
    remind(stage)
    assert deliveries_of(stage, "check_ins.overdue") != []


def test_a_reminder_that_was_queued_before_is_not_wanted_any_more(
    stage: Stage, pairing: Pairing, clock: FrozenClock
) -> None:
    clock.set(datetime(2026, 12, 15, 23, tzinfo=UTC))
    remind(stage)
    queued = deliveries_of(stage, "check_ins.overdue")
    assert queued
    pause(stage, MENTEE, pairing, date(2027, 1, 18))
    still_wanted = next(
        one.still_wanted for one in check_ins.FEATURE.messages if one.name == "check_ins.overdue"
    )
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert not any(still_wanted(look, one) for one in queued)  # type: ignore[arg-type]

"""Reminders: in the person's own morning, once in a round, and never to whoever rests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from program.actor import Role
from program.check_in import Answer, CheckInState
from program.cohort import CohortPlan
from program.delivery import DeliveryState, Rendered
from program.pairing import PairingStep
from program.person import SlackPerson
from program.refusal import Refusal
from program.rhythm import Beat
from services import check_in_answers, deliveries, people, rhythm, rhythm_nudges
from services.deliveries import Message, Ready
from services.desk import Desk, Work
from store import delivery_claims
from store.store import Store
from tests.kit import check_ins as kit
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.check_ins import FORM, TODAY, log, pair, plan, step
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.trail import deliveries_of, queued

OVERDUE = "check_ins.overdue"
NINE_IN_NEW_YORK = datetime(2026, 12, 14, 14, tzinfo=UTC)
"""The working morning of the first day on which Mia is asked: a Monday, 21 days on."""


def judged(stage: Stage) -> object:
    """What becomes of the latest reminder at this moment."""
    message = Message(
        OVERDUE, rhythm_nudges.is_still_overdue, rhythm_nudges.told_overdue, lambda _: Rendered("")
    )
    with stage.desk.open_work_in(stage.workspace_id) as work:
        claimed = [
            one
            for one in delivery_claims.claim_due(work.session, work.now, 50, 60)
            if one.kind == OVERDUE
        ]
        return deliveries.judge(work, claimed[-1], message)


def told(stage: Stage) -> rhythm_nudges.ToldOverdue:
    """What the latest reminder says now."""
    sent = queued(stage, OVERDUE)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return rhythm_nudges.told_overdue(look, sent)


def wait_until_overdue(stage: Stage, clock: FrozenClock) -> None:
    plan(stage)
    clock.set(NINE_IN_NEW_YORK)
    plan(stage)


def test_whoever_books_is_reminded_in_their_own_morning_and_once(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    plan(stage)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert rhythm_nudges.next_due(look) == NINE_IN_NEW_YORK

    clock.set(NINE_IN_NEW_YORK - timedelta(seconds=1))
    plan(stage)
    assert not deliveries_of(stage, OVERDUE)
    clock.set(NINE_IN_NEW_YORK)
    for _ in range(3):
        plan(stage)

    (sent,) = deliveries_of(stage, OVERDUE)
    assert sent.recipient == stage.person_id(MENTEE)
    assert sent.about["pairing"] == pairing.id
    assert isinstance(judged(stage), Ready)


def test_a_restart_in_between_repeats_nothing(
    stage: Stage, clock: FrozenClock, sqlite_store: Store
) -> None:
    pair(stage)
    wait_until_overdue(stage, clock)

    anew = Stage(Desk(sqlite_store, clock), stage.workspace_id)
    with anew.desk.open_work_in(anew.workspace_id) as work:
        rhythm_nudges.remind(work)
    clock.move(days=3)
    plan(anew)

    assert len(deliveries_of(stage, OVERDUE)) == 1


def test_a_meeting_withdraws_it_and_begins_another_round(stage: Stage, clock: FrozenClock) -> None:
    pairing = pair(stage)
    wait_until_overdue(stage, clock)

    log(stage, pairing, replace(FORM, met_on=clock.now.date()))

    assert not told(stage).is_current
    clock.move(days=21)
    plan(stage)
    assert len(deliveries_of(stage, OVERDUE)) == 2
    assert told(stage).is_current


@pytest.mark.parametrize(("met", "last_met"), [(True, TODAY), (False, None)])
def test_two_who_differ_in_the_minutes_have_met_and_two_who_differ_in_meeting_have_not(
    stage: Stage, met: bool, last_met: date | None
) -> None:
    pairing = pair(stage)
    noted = log(stage, pairing)
    said = Answer(met, TODAY if met else None, 20 if met else None)
    with stage.desk.open_work(stage.caller(MENTOR)) as work:
        answered = check_in_answers.answer(work, noted.id, said)
    assert answered.state is CheckInState.DISPUTED

    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert rhythm.rhythms(look, [pairing])[pairing.id].last_met == last_met


def test_a_date_withdraws_it_and_the_day_after_it_is_asked_again(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    wait_until_overdue(stage, clock)
    agreed = clock.now.date() + timedelta(days=2)

    for _ in range(2):
        with stage.desk.open_work(stage.caller(MENTOR)) as work:
            rhythm.note_date(work, pairing.id, agreed)

    assert not told(stage).is_current
    clock.move(days=3)
    plan(stage)
    assert len(deliveries_of(stage, OVERDUE)) == 2


def test_quiet_for_a_week_can_be_undone_and_asks_once_more_afterwards(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    wait_until_overdue(stage, clock)

    for _ in range(2):
        with stage.desk.open_work(stage.caller(MENTEE)) as work:
            until = rhythm.snooze(work, pairing.id)
    assert until == clock.now.date() + timedelta(days=7)
    assert told(stage).snoozed_until == until

    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        rhythm.end_snooze(work, pairing.id)
    assert told(stage).is_current
    plan(stage)
    assert len(deliveries_of(stage, OVERDUE)) == 1

    with stage.desk.open_work(stage.caller(MENTEE)) as work:
        rhythm.snooze(work, pairing.id)
    clock.move(days=6)
    plan(stage)
    assert len(deliveries_of(stage, OVERDUE)) == 1
    clock.move(days=1)
    plan(stage)
    assert len(deliveries_of(stage, OVERDUE)) == 2


def test_while_it_rests_nothing_is_sent_and_the_clock_begins_anew(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    plan(stage)
    until = TODAY + timedelta(days=60)
    step(stage, pairing, PairingStep.PAUSED, resting_until=until)

    clock.set(NINE_IN_NEW_YORK + timedelta(days=30))
    plan(stage)
    assert not deliveries_of(stage, OVERDUE)

    clock.set(datetime(2027, 1, 22, 15, tzinfo=UTC))
    step(stage, pairing, PairingStep.RESUMED, resumed_on=until, resting_until=None)
    plan(stage)
    assert not deliveries_of(stage, OVERDUE)
    clock.move(days=24)
    plan(stage)
    assert len(deliveries_of(stage, OVERDUE)) == 1


def test_a_reminder_that_waits_is_dropped_when_the_pairing_rests_first(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    wait_until_overdue(stage, clock)

    step(stage, pairing, PairingStep.PAUSED, resting_until=TODAY + timedelta(days=60))

    assert not isinstance(judged(stage), Ready)


def test_an_end_withdraws_it(stage: Stage, clock: FrozenClock) -> None:
    pairing = pair(stage)
    wait_until_overdue(stage, clock)

    step(stage, pairing, PairingStep.ENDED, ended_on=clock.now.date())
    plan(stage)

    assert not told(stage).is_current
    clock.move(days=60)
    plan(stage)
    assert len(deliveries_of(stage, OVERDUE)) == 1


def test_nobody_is_reminded_to_meet_somebody_whose_account_is_closed(
    stage: Stage, clock: FrozenClock
) -> None:
    pair(stage)
    wait_until_overdue(stage, clock)

    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTOR, deactivated=True)])

    assert not isinstance(judged(stage), Ready)
    assert not told(stage).is_current


def test_whoever_moves_to_another_zone_is_not_rung_up_at_night(
    stage: Stage, clock: FrozenClock
) -> None:
    pair(stage)
    wait_until_overdue(stage, clock)

    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(MENTEE, zone="Asia/Tokyo")])

    held = judged(stage)
    assert not isinstance(held, Ready)
    assert deliveries_of(stage, OVERDUE)[-1].state != DeliveryState.DROPPED


def test_a_change_of_the_clocks_does_not_move_the_morning(stage: Stage, clock: FrozenClock) -> None:
    """New York puts its clocks forward on 14 March 2027."""
    clock.set(datetime(2027, 2, 22, 15, tzinfo=UTC))
    cohort = open_cohort(stage, _later(kit.RUNNING_PLAN))
    pair(stage, cohort)
    plan(stage)

    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert rhythm_nudges.next_due(look) == datetime(2027, 3, 15, 13, tzinfo=UTC)


def test_a_cohort_with_another_cadence_is_looked_at_again(stage: Stage, clock: FrozenClock) -> None:
    weekly = replace(kit.RUNNING_PLAN, cadence_days=7)
    pair(stage, open_cohort(stage, weekly))
    plan(stage)

    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = rhythm_nudges.next_due(look)
    assert due == datetime(2026, 12, 4, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "who", [COLLEAGUE, PROGRAM_MANAGER, LIAISON, SPONSOR], ids=lambda one: one.real_name
)
def test_only_the_two_name_a_date_or_ask_for_quiet(stage: Stage, who: SlackPerson) -> None:
    pairing = pair(stage)
    stage.give(LIAISON, Role.LIAISON)
    stage.give(SPONSOR, Role.SPONSOR)

    acts: tuple[Callable[[Work], object], ...] = (
        lambda work: rhythm.note_date(work, pairing.id, TODAY),
        lambda work: rhythm.snooze(work, pairing.id),
        lambda work: rhythm.end_snooze(work, pairing.id),
    )
    for act in acts:
        with (
            pytest.raises(Refusal, match=r"permissions\."),
            stage.desk.open_work(stage.caller(who)) as work,
        ):
            act(work)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (None, "check_ins.choose_day"),
        (TODAY - timedelta(days=1), "check_ins.next_is_past"),
        (TODAY + timedelta(days=93), "check_ins.next_too_far"),
        (date(9999, 12, 31), "check_ins.next_after_end"),
    ],
)
def test_a_date_that_cannot_be_is_said_under_its_field(
    stage: Stage, day: date | None, code: str
) -> None:
    pairing = pair(stage)

    with pytest.raises(Refusal) as refused, stage.desk.open_work(stage.caller(MENTEE)) as work:
        rhythm.note_date(work, pairing.id, day)

    assert (refused.value.code, refused.value.troubles[0].field) == (code, "next_on")


def test_no_date_is_noted_for_a_pairing_that_has_ended(stage: Stage) -> None:
    pairing = pair(stage)
    step(stage, pairing, PairingStep.ENDED, ended_on=TODAY)

    with (
        pytest.raises(Refusal, match="ended"),
        stage.desk.open_work(stage.caller(MENTEE)) as work,
    ):
        rhythm.note_date(work, pairing.id, TODAY)


def test_the_program_team_sees_at_twice_the_cadence_that_two_have_not_met(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    plan(stage)
    clock.move(days=27)
    assert not_met(stage, PROGRAM_MANAGER) == []
    clock.move(days=1)

    assert not_met(stage, PROGRAM_MANAGER) == [pairing.id]
    assert not_met(stage, COLLEAGUE) == []
    log(stage, pairing, replace(FORM, met_on=clock.now.date()))
    assert not_met(stage, PROGRAM_MANAGER) == []


def test_a_program_manager_does_not_oversee_a_pairing_of_their_own(
    stage: Stage, clock: FrozenClock
) -> None:
    pair(stage, mentor=PROGRAM_MANAGER)
    plan(stage)
    clock.move(days=28)

    assert not_met(stage, PROGRAM_MANAGER) == []


def test_the_two_and_the_program_team_know_the_beat_and_nobody_else(
    stage: Stage, clock: FrozenClock
) -> None:
    pairing = pair(stage)
    clock.move(days=22)

    for who, known in ((MENTEE, 1), (MENTOR, 1), (PROGRAM_MANAGER, 1), (COLLEAGUE, 0)):
        with stage.desk.open_look(stage.caller(who)) as look:
            found = rhythm.rhythms(look, [pairing])
        assert [one.beat for one in found.values()] == [Beat.CHECK_IN] * known


def not_met(stage: Stage, who: SlackPerson) -> list[str]:
    with stage.desk.open_look(stage.caller(who)) as look:
        return [one.pairing.id for one in rhythm_nudges.not_met(look)]


def _later(what: CohortPlan) -> CohortPlan:
    return replace(
        what,
        nominations_close=date(2027, 3, 1),
        starts=date(2027, 3, 2),
        ends=date(2028, 3, 1),
    )

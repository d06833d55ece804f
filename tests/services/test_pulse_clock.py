"""The clock of surveys: planned moments, a close that nothing holds up, everybody told once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.parts import PLANS
from program.person import SlackPerson
from program.pulse import moments
from program.pulse.survey import SurveyState
from program.refusal import Refusal
from program.task import TaskState
from scheduler.planner import Planner
from services import pulse_clock, pulse_closing, pulse_progress, pulse_results
from store.pulse import closing, surveys, voiding
from store.pulse.tables import PulseSurveyRow
from store.pulse.voting import Cast
from store.session import StoreSession
from store.store import Store
from store.tasks import TaskRow
from tests.kit.cast import LIAISON, MENTEE, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_closed import close_now
from tests.kit.pulse_results import asked, closed
from tests.kit.trail import audit_entries, deliveries_of

OURS = [one for one in PLANS if one.name in {"pulse.close", "pulse.told", "pulse.time"}]


@pytest.fixture
def pulse(stage: Stage, sqlite_store: Store, clock: FrozenClock) -> OpenPulse:
    """Open for a week; its moments are planned as at any opening."""
    opened = asked(stage, sqlite_store)
    closes, zone = opened.survey.closes_at, opened.survey.policy.zone
    remind = moments.reminder(clock.now, closes, zone)
    with sqlite_store.work(stage.workspace_id) as session:
        row = _row(session, opened.survey.id)
        row.remind_at = remind
        row.look_at = moments.next_look(
            clock.now, closes_at=closes, remind_at=remind, reminded=False, zone=zone
        )
    return opened


def _row(session: StoreSession, survey_id: str) -> PulseSurveyRow:
    return session.scalars(select(PulseSurveyRow).where(PulseSurveyRow.id == survey_id)).one()


def tick(stage: Stage) -> int:
    return Planner(stage.desk, OURS).tick()


def row_of(stage: Stage, pulse: OpenPulse) -> PulseSurveyRow:
    with pulse.store.look(stage.workspace_id) as session:
        return _row(session, pulse.survey.id)


def tasks(stage: Stage, store: Store) -> Sequence[TaskRow]:
    with store.look(stage.workspace_id) as session:
        return session.scalars(select(TaskRow).where(TaskRow.kind == pulse_closing.KIND)).all()


def test_nothing_is_due_at_the_opening_and_planning_twice_changes_nothing(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock
) -> None:
    assert tick(stage) == 0
    clock.set(moments.next_count(clock.now, pulse.survey.policy.zone))
    assert tick(stage) == 1
    assert tick(stage) == 0


def test_each_day_is_counted_once_and_the_reminder_is_made_once(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock
) -> None:
    for person in pulse.people[:12]:
        pulse.cast(person)
    counted: set[tuple[int | None, object]] = set()
    reminders: set[int] = set()
    while clock.now < pulse.survey.closes_at - timedelta(hours=1):
        clock.move(hours=1)
        tick(stage)
        row = row_of(stage, pulse)
        counted.add((row.progress, row.progress_on))
        reminders.add(len(deliveries_of(stage, "pulse.reminder")))

    assert {progress for progress, _ in counted} == {None, 50}
    assert len(counted) == 8, "none yet, then one for each day"
    assert reminders == {0, len(pulse.people)}
    assert row_of(stage, pulse).reminded


def test_an_answer_moves_no_moment(stage: Stage, pulse: OpenPulse) -> None:
    before = row_of(stage, pulse).look_at
    assert pulse.cast(pulse.people[0]) is Cast.COUNTED
    assert row_of(stage, pulse).look_at == before
    assert tick(stage) == 0


def test_at_its_time_it_takes_no_more_votes_and_is_counted_once(
    stage: Stage, sqlite_store: Store, pulse: OpenPulse, clock: FrozenClock
) -> None:
    for person in pulse.people[:12]:
        pulse.cast(person)
    clock.set(pulse.survey.closes_at)
    tick(stage)
    tick(stage)

    assert pulse.now().state is SurveyState.CLOSING
    assert pulse.cast(pulse.people[13]) is Cast.CLOSED
    (task,) = tasks(stage, sqlite_store)
    assert (task.state, dict(task.ids)) == (TaskState.WAITING, {"survey": pulse.survey.id})


def test_a_count_that_fails_does_not_hold_up_the_close(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pulse_progress, "count", breaks)
    clock.move(days=2)
    tick(stage)
    clock.set(pulse.survey.closes_at)
    tick(stage)

    assert pulse.now().state is SurveyState.CLOSING


def test_everybody_is_told_once_also_if_whoever_closed_it_was_killed_before(
    stage: Stage, sqlite_store: Store, pulse: OpenPulse, clock: FrozenClock
) -> None:
    for person in pulse.people[:12]:
        pulse.cast(person)
    survey = closed(stage, clock, pulse)
    assert survey.state is SurveyState.CLOSED
    told = [(one.kind, one.recipient) for one in deliveries_of(stage, "pulse.result")]
    assert (pulse_results.RESULT, stage.person_id(PROGRAM_MANAGER)) in told
    with sqlite_store.work(stage.workspace_id) as session:  # as if it had not come so far
        _row(session, survey.id).look_at = survey.closes_at
    clock.move(days=-3)

    tick(stage)

    assert [(one.kind, one.recipient) for one in deliveries_of(stage, "pulse.result")] == told
    with sqlite_store.look(stage.workspace_id) as session:
        assert closing.untold(session, 5) == []
    assert tick(stage) == 0


def test_a_void_survey_is_told_without_a_number_in_the_log(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock
) -> None:
    for person in pulse.people[:3]:
        pulse.cast(person)
    assert closed(stage, clock, pulse).state is SurveyState.VOID

    entries = [one for one in audit_entries(stage) if one.about == f"pulse:{pulse.survey.id}"]
    assert [(one.entry, dict(one.facts)) for one in entries] == [("pulse.voided", {})]
    assert {one.recipient for one in deliveries_of(stage, "pulse.void")} >= set(pulse.people)


def test_what_ended_long_ago_is_no_news(stage: Stage, pulse: OpenPulse, clock: FrozenClock) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        voiding.void(work.session, [pulse.survey.id], voiding.LEFT)
    clock.move(days=90)
    tick(stage)

    assert deliveries_of(stage, "pulse.void") == []
    assert tick(stage) == 0


def test_a_survey_whose_rules_were_spoilt_by_hand_does_not_keep_others_from_being_told(
    stage: Stage, sqlite_store: Store, pulse: OpenPulse, clock: FrozenClock
) -> None:
    with sqlite_store.work(stage.workspace_id) as session:
        _row(session, pulse.survey.id).policy = "nothing"
    clock.set(pulse.survey.closes_at)
    close_now(sqlite_store, stage.desk, stage.workspace_id, pulse.survey.id)

    with sqlite_store.look(stage.workspace_id) as session:
        assert closing.untold(session, 5) == []
        assert _row(session, pulse.survey.id).state == SurveyState.VOID


def test_a_clock_that_was_days_ahead_is_caught_up_with(
    stage: Stage, pulse: OpenPulse, clock: FrozenClock
) -> None:
    right = clock.now
    clock.set(pulse.survey.closes_at - timedelta(hours=3))
    tick(stage)
    clock.set(right)
    late = row_of(stage, pulse).look_at
    assert late is not None
    assert late > right + timedelta(days=2)

    with stage.desk.open_work_in(stage.workspace_id) as work:
        pulse_clock.put_right(work)

    again = row_of(stage, pulse).look_at
    assert again is not None
    assert right < again <= right + timedelta(days=1)


def test_a_close_that_is_moved_out_is_reached_at_the_later_moment(
    stage: Stage, sqlite_store: Store, pulse: OpenPulse, clock: FrozenClock
) -> None:
    later: datetime = pulse.survey.closes_at + timedelta(days=1)
    with sqlite_store.work(stage.workspace_id) as session:
        surveys.extend(session, pulse.survey.id, later)
    clock.set(pulse.survey.closes_at)
    tick(stage)
    assert pulse.now().state is SurveyState.OPEN
    assert pulse.cast(pulse.people[0]) is Cast.COUNTED

    clock.set(later)
    tick(stage)
    assert pulse.now().state is SurveyState.CLOSING


@pytest.mark.parametrize("account", [PROGRAM_MANAGER, LIAISON, MENTEE])
def test_no_person_closes_or_tells(stage: Stage, pulse: OpenPulse, account: SlackPerson) -> None:
    with stage.desk.open_work(stage.caller(account)) as work:
        for verb in (pulse_clock.close, pulse_clock.run, pulse_clock.put_right, pulse_closing.tell):
            with pytest.raises(Refusal, match="permissions"):
                verb(work)
        for one in (pulse_closing.begin, pulse_closing.told):
            with pytest.raises(Refusal, match="permissions"):
                one(work, pulse.survey.id)
        for due in (pulse_clock.next_close, pulse_clock.next_due, pulse_closing.next_told):
            with pytest.raises(Refusal, match="permissions"):
                due(work)

"""The one reminder of a pulse: read by whoever has not answered, and told of nobody afterwards."""

import logging
import secrets
from collections.abc import Collection
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from handlers.pulse.messages import MESSAGES
from program.delivery import NOT_THERE, DeliveryClass, DeliveryState, NewDelivery
from program.outcome import Outcome
from program.pulse.survey import Survey
from program.refusal import Refusal
from scheduler.courier import Courier
from scheduler.kinds import Kinds
from scheduler.witness import Unwatched
from services import pulse_extending, pulse_reminding
from services.carrying import LEASE
from services.desk import Caller
from services.pulse_invited import REMINDER
from store import deliveries, delivery_history
from store.delivery_tables import DeliveryRow
from store.pulse.surveys import extend, remind_at, row_of
from store.retention import forget
from store.store import Store
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.pulse import OpenPulse, open_pulse
from tests.kit.pulse_plans import open_pulse as open_planned
from tests.kit.pulse_plans import taking_part, wish
from tests.kit.slack import Killed, refusal
from tests.scheduler.house import TimeHouse

POST = "chat.postMessage"
TRIALS = 20
_DICE = secrets.SystemRandom()


class Counting(Unwatched):
    """A witness that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def carried(self, delivery: object, outcome: Outcome) -> None:
        self.told.append(f"{delivery} {outcome}")


@pytest.fixture
def house(sqlite_store: Store, clock: FrozenClock) -> TimeHouse:
    return TimeHouse(sqlite_store, clock)


@pytest.fixture
def pulse(house: TimeHouse) -> OpenPulse:
    return open_pulse(house.store, house.workspace, people=12)


def remind(house: TimeHouse, pulse: OpenPulse) -> None:
    """Its planned moment has come."""
    with house.desk.open_work_in(house.workspace) as work:
        row = row_of(work.session, pulse.survey.id)
        assert row is not None
        row.remind_at = row.remind_at or work.now
        work.session.flush()
        pulse_reminding.remind(work, pulse.survey)


def courier(house: TimeHouse, witness: Counting | None = None) -> Courier:
    kinds, told = Kinds(MESSAGES), witness or Counting()
    return Courier(house.desk, kinds, lambda _: house.call, house.pace, told)


def some_answer(pulse: OpenPulse, people: int) -> set[str]:
    """So many of those invited, by chance."""
    answered = _DICE.sample(pulse.people, people)
    for person_id in answered:
        pulse.cast(person_id)
    return set(answered)


def reached(house: TimeHouse, pulse: OpenPulse) -> list[str]:
    """Who has a message about the pulse in Slack, in the order of sending."""
    by_place = {f"D0PULSE{n:04}": person_id for n, person_id in enumerate(pulse.people)}
    return [by_place[str(post["channel"])] for post in house.slack.posts]


def rows(house: TimeHouse) -> list[DeliveryRow]:
    with house.store.look(house.workspace) as session:
        return list(session.scalars(select(DeliveryRow).where(DeliveryRow.kind == REMINDER)))


def told_apart_by(found: Collection[DeliveryRow]) -> set[str]:
    """The columns in which rows differ that everyone invited has one of."""
    names = {column.key for column in DeliveryRow.__table__.columns}
    return {name for name in names if len({str(getattr(row, name)) for row in found}) > 1}


def test_exactly_those_who_have_not_answered_are_reminded(
    house: TimeHouse, pulse: OpenPulse
) -> None:
    answered = some_answer(pulse, 7)
    remind(house, pulse)
    courier(house).deliver_due()

    assert set(reached(house, pulse)) == set(pulse.people) - answered
    assert len(house.slack.posts) == 5
    assert "The pulse closes on" in house.slack.texts[0]
    assert pulse.survey.id not in str(house.slack.posts)


def test_afterwards_no_row_tells_who_was_reminded(house: TimeHouse, pulse: OpenPulse) -> None:
    some_answer(pulse, 7)
    remind(house, pulse)
    before = rows(house)
    assert {row.recipient for row in before} == set(pulse.people)
    assert pulse.survey.id not in str([vars(row) for row in before])

    courier(house).deliver_due()

    assert told_apart_by(rows(house)) == {"id", "recipient", "key", "reference"}
    assert {(row.state, row.channel, row.ts) for row in rows(house)} == {("sent", None, None)}


def test_whoever_answers_while_it_waits_is_not_reminded(house: TimeHouse, pulse: OpenPulse) -> None:
    remind(house, pulse)
    answered = some_answer(pulse, 4)
    assert not house.slack.calls
    courier(house).deliver_due()

    assert set(reached(house, pulse)) == set(pulse.people) - answered


@pytest.mark.parametrize("code", ["cannot_dm_bot", "user_not_found", "channel_not_found"])
def test_what_slack_refuses_leaves_the_same_row(
    house: TimeHouse, pulse: OpenPulse, code: str
) -> None:
    some_answer(pulse, 7)
    remind(house, pulse)
    house.slack.break_before(POST, refusal(code), times=3)
    courier(house).deliver_due()

    assert len(house.slack.posts) == 2
    assert told_apart_by(rows(house)) == {"id", "recipient", "key", "reference"}


@pytest.mark.parametrize(
    "trouble",
    [
        refusal("ratelimited", status=429, retry_after=30),
        refusal("service_unavailable", status=503),
        refusal("token_revoked"),
        TimeoutError(),
    ],
    ids=["too fast", "unavailable", "shut out", "no answer"],
)
def test_what_slack_puts_off_leaves_the_same_row(
    house: TimeHouse, pulse: OpenPulse, trouble: Exception
) -> None:
    """Only those who have not answered are ever put off by Slack."""
    answered = some_answer(pulse, 7)
    remind(house, pulse)
    house.slack.break_before(POST, trouble, times=2)
    for _ in range(10):
        courier(house).deliver_due()
        assert {row.reason for row in rows(house)} <= {None, NOT_THERE}
        house.stopwatch.sleep(120)

    assert sorted(reached(house, pulse)) == sorted(set(pulse.people) - answered)
    assert told_apart_by(rows(house)) == {"id", "recipient", "key", "reference"}


@pytest.mark.parametrize("after", [True, False])
def test_a_courier_that_dies_reminds_nobody_twice_and_the_rows_end_the_same(
    house: TimeHouse, pulse: OpenPulse, *, after: bool
) -> None:
    answered = some_answer(pulse, 7)
    remind(house, pulse)
    (house.slack.break_after if after else house.slack.break_before)(POST, Killed())
    with pytest.raises(Killed):
        courier(house).deliver_due()
    house.clock.move(LEASE + timedelta(seconds=1))
    courier(house).deliver_due()

    assert sorted(reached(house, pulse)) == sorted(set(pulse.people) - answered)
    assert told_apart_by(rows(house)) == {"id", "recipient", "key", "reference"}


def test_it_costs_everyone_the_same_room_that_day(house: TimeHouse, pulse: OpenPulse) -> None:
    some_answer(pulse, 7)
    remind(house, pulse)
    courier(house).deliver_due()

    with house.store.look(house.workspace) as session:
        since = session.now - timedelta(days=1)
        sent = deliveries.sent_to(session, pulse.people, since)
    assert len({tuple(one) for one in sent.values()}) == 1
    assert {len(one) for one in sent.values()} == {1}


def test_outside_hours_it_waits_for_everyone_alike(house: TimeHouse, pulse: OpenPulse) -> None:
    answered = some_answer(pulse, 7)
    house.clock.move(hours=9)
    remind(house, pulse)
    courier(house).deliver_due()

    assert not house.slack.calls
    assert {row.state for row in rows(house)} == {DeliveryState.HELD.value}
    assert told_apart_by(rows(house)) == {"id", "recipient", "key", "reference"}
    house.clock.move(hours=14)
    courier(house).deliver_due()
    assert set(reached(house, pulse)) == set(pulse.people) - answered


def test_a_day_that_is_full_holds_it_whether_or_not_somebody_answered(
    house: TimeHouse, pulse: OpenPulse
) -> None:
    some_answer(pulse, 7)
    for person_id in pulse.people:
        for number in range(2):
            key = f"{person_id}:{number}"
            new = NewDelivery("test.note", person_id, {}, DeliveryClass.OWED, key)
            with house.store.work(house.workspace) as session:
                deliveries.queue(session, new)
                sent = update(DeliveryRow).where(DeliveryRow.key == key)
                session.execute(sent.values(state="sent", look_at=None, sent_at=session.now))
    remind(house, pulse)
    courier(house).deliver_due()

    assert not house.slack.calls
    assert {row.reason for row in rows(house)} == {"enough_for_the_day"}


def test_nothing_of_it_is_logged_or_counted(
    house: TimeHouse, pulse: OpenPulse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    some_answer(pulse, 7)
    remind(house, pulse)
    house.slack.break_before(POST, refusal("cannot_dm_bot"))
    witness = Counting()
    courier(house, witness).deliver_due()

    assert not witness.told
    said = " ".join(f"{one.getMessage()} {vars(one)}" for one in caplog.records)
    for row in rows(house):
        assert row.id not in said
        assert str(row.recipient) not in said
    assert "pulse.reminder" not in said


def test_its_rows_are_gone_by_the_next_night(house: TimeHouse, pulse: OpenPulse) -> None:
    remind(house, pulse)
    courier(house).deliver_due()
    forget(house.store)
    assert len(rows(house)) == 12, "it still counts on that day"
    house.clock.move(hours=16)
    forget(house.store)

    assert not rows(house)


def test_nobody_finds_it_in_what_they_were_sent(house: TimeHouse, pulse: OpenPulse) -> None:
    remind(house, pulse)
    courier(house).deliver_due()
    with house.store.look(house.workspace) as session:
        for person_id in pulse.people:
            assert not delivery_history.history_of(session, person_id)


def test_a_second_look_makes_no_second_reminder(house: TimeHouse, pulse: OpenPulse) -> None:
    remind(house, pulse)
    remind(house, pulse)
    assert len(rows(house)) == 12


def test_after_the_close_nobody_is_reminded_and_nothing_is_told(
    house: TimeHouse, pulse: OpenPulse
) -> None:
    some_answer(pulse, 7)
    house.clock.move(days=4, hours=9)
    remind(house, pulse)
    house.clock.move(days=3)
    courier(house).deliver_due()

    assert not house.slack.calls
    assert told_apart_by(rows(house)) == {"id", "recipient", "key", "reference"}


def test_a_lost_key_reminds_nobody(house: TimeHouse, pulse: OpenPulse) -> None:
    remind(house, pulse)
    house.store.vault.destroy(pulse.survey.id)
    courier(house).deliver_due()

    assert not house.slack.calls
    assert told_apart_by(rows(house)) == {"id", "recipient", "key", "reference"}


@pytest.mark.parametrize("apart", [0, 1])
def test_of_two_pulses_everyone_is_reminded_of_what_they_have_not_answered(
    house: TimeHouse, pulse: OpenPulse, apart: int
) -> None:
    house.clock.move(minutes=apart)
    other = open_pulse(house.store, house.workspace, people=12, program="Another")
    for person_id in pulse.people[3:]:
        pulse.cast(person_id)
        other.cast(person_id)
    pulse.cast(pulse.people[0])
    other.cast(pulse.people[1])
    remind(house, pulse)
    remind(house, other)
    for _ in range(3):
        courier(house).deliver_due()
        house.clock.move(minutes=1)

    wanted = [pulse.people[0], pulse.people[1], pulse.people[2], pulse.people[2]]
    assert sorted(reached(house, pulse)) == sorted(wanted)


def test_a_close_moved_out_meanwhile_reminds_all_the_same(
    house: TimeHouse, pulse: OpenPulse
) -> None:
    answered = some_answer(pulse, 7)
    remind(house, pulse)
    with house.store.work(house.workspace) as session:
        extend(session, pulse.survey.id, pulse.survey.closes_at + timedelta(days=1))
    courier(house).deliver_due()

    assert set(reached(house, pulse)) == set(pulse.people) - answered


def test_the_order_of_sending_is_not_that_of_any_list(house: TimeHouse, pulse: OpenPulse) -> None:
    """Spearman's rank correlation with the roster, averaged; chance is outside once in 370 runs.

    So a breach is looked at once more, with new randomness.
    """
    _is_by_chance(house, pulse, TRIALS)


@pytest.mark.attack
def test_nor_is_it_over_many_trials(house: TimeHouse, pulse: OpenPulse) -> None:
    _is_by_chance(house, pulse, 100)


def _is_by_chance(house: TimeHouse, pulse: OpenPulse, trials: int) -> None:
    limit = 3 / (trials * (len(pulse.people) - 1)) ** 0.5
    assert any(abs(_correlation(house, pulse, trials)) <= limit for _ in range(2))


def _correlation(house: TimeHouse, pulse: OpenPulse, trials: int) -> float:
    people, found = len(pulse.people), 0.0
    for _ in range(trials):
        house.slack.posts.clear()
        with house.store.work(house.workspace) as session:
            row = row_of(session, pulse.survey.id)
            assert row is not None
            row.reminded = False
            session.execute(delete(DeliveryRow).where(DeliveryRow.kind == REMINDER))
        remind(house, pulse)
        courier(house).deliver_due()
        ranks = [pulse.people.index(one) for one in reached(house, pulse)]
        apart = sum((place - rank) ** 2 for place, rank in enumerate(ranks))
        found += 1 - 6 * apart / (people * (people**2 - 1))
    return found / trials


def test_the_reminder_goes_with_a_close_that_is_moved_out(stage: Stage) -> None:
    cohort = open_cohort(stage)
    taking_part(stage, cohort)
    survey = open_planned(stage, wish(stage, cohort, days=9))
    assert _reminded_on(stage, survey) == date(2026, 11, 30)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pulse_extending.extend(work, survey.id, date(2026, 12, 4))
    assert _reminded_on(stage, survey) == date(2026, 12, 2)


def _reminded_on(stage: Stage, survey: Survey) -> date:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        planned = remind_at(look.session, survey.id)
    assert planned is not None
    return planned.date()


def test_only_the_clock_reminds(house: TimeHouse, pulse: OpenPulse) -> None:
    with (
        pytest.raises(Refusal),
        house.desk.open_work(Caller("T0ONE", "U0PULSE0001")) as work,
    ):
        pulse_reminding.remind(work, pulse.survey)

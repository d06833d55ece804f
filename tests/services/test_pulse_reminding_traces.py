"""The one reminder of a pulse: nothing tells afterwards, or by its order, for whom it was."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import delete

from program.delivery import NOT_THERE
from services.carrying import LEASE
from services.pulse_invited import REMINDER
from store import deliveries, delivery_history
from store.delivery_tables import DeliveryRow
from store.pulse.surveys import row_of
from store.retention import forget
from store.store import Store
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse, open_pulse
from tests.kit.pulse_reminded import (
    Counting,
    courier,
    reached,
    remind,
    rows,
    some_answer,
    told_apart_by,
)
from tests.kit.slack import Killed, refusal
from tests.scheduler.house import TimeHouse

POST = "chat.postMessage"
TRIALS = 20


@pytest.fixture
def house(sqlite_store: Store, clock: FrozenClock) -> TimeHouse:
    return TimeHouse(sqlite_store, clock)


@pytest.fixture
def pulse(house: TimeHouse) -> OpenPulse:
    return open_pulse(house.store, house.workspace, people=12)


def test_afterwards_no_row_tells_who_was_reminded(house: TimeHouse, pulse: OpenPulse) -> None:
    some_answer(pulse, 7)
    remind(house, pulse)
    before = rows(house)
    assert {row.recipient for row in before} == set(pulse.people)
    assert pulse.survey.id not in str([vars(row) for row in before])

    courier(house).deliver_due()

    assert told_apart_by(rows(house)) == {"id", "recipient", "key", "reference"}
    assert {(row.state, row.channel, row.ts) for row in rows(house)} == {("sent", None, None)}


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

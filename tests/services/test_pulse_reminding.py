"""The one reminder of a pulse: it is read by whoever has not answered."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from program.delivery import DeliveryClass, DeliveryState, NewDelivery
from program.pulse.survey import Survey
from program.refusal import Refusal
from services import pulse_extending, pulse_reminding
from services.desk import Caller
from store import deliveries
from store.delivery_tables import DeliveryRow
from store.pulse.surveys import extend, remind_at
from store.store import Store
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.pulse import OpenPulse, open_pulse
from tests.kit.pulse_plans import open_pulse as open_planned
from tests.kit.pulse_plans import taking_part, wish
from tests.kit.pulse_reminded import courier, reached, remind, rows, some_answer, told_apart_by
from tests.scheduler.house import TimeHouse


@pytest.fixture
def house(sqlite_store: Store, clock: FrozenClock) -> TimeHouse:
    return TimeHouse(sqlite_store, clock)


@pytest.fixture
def pulse(house: TimeHouse) -> OpenPulse:
    return open_pulse(house.store, house.workspace, people=12)


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


def test_whoever_answers_while_it_waits_is_not_reminded(house: TimeHouse, pulse: OpenPulse) -> None:
    remind(house, pulse)
    answered = some_answer(pulse, 4)
    assert not house.slack.calls
    courier(house).deliver_due()

    assert set(reached(house, pulse)) == set(pulse.people) - answered


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

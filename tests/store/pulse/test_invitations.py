"""Who was invited, and of what somebody is to be reminded, on both databases."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import text

from handlers.pulse.messages import MESSAGES
from scheduler.courier import Courier
from scheduler.kinds import Kinds
from services import pulse_messages, pulse_reminding
from services.pulse_invited import INVITATION, REMINDER, invited_once
from store.pulse import invitations, surveys
from store.pulse.surveys import row_of
from store.store import Store
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.page_person import PATIENCE
from tests.kit.pulse import OpenPulse, open_pulse
from tests.kit.trail import deliveries_of
from tests.scheduler.house import TimeHouse


@pytest.fixture
def house(store: Store, clock: FrozenClock) -> TimeHouse:
    return TimeHouse(store, clock)


@pytest.fixture
def pulse(house: TimeHouse) -> OpenPulse:
    return open_pulse(house.store, house.workspace, people=8)


def two_at_a_time(both: Barrier) -> Callable[[], None]:
    """Each call to Slack waits for another one."""

    def wait() -> None:
        both.wait()

    return wait


def remind(house: TimeHouse, pulse: OpenPulse) -> None:
    with house.desk.open_work_in(house.workspace) as work:
        row = row_of(work.session, pulse.survey.id)
        assert row is not None
        row.remind_at = work.now
        work.session.flush()
        pulse_reminding.remind(work, pulse.survey)


def test_everyone_invited_is_known_after_the_survey_is_gone(
    house: TimeHouse, pulse: OpenPulse
) -> None:
    with house.desk.open_work_in(house.workspace) as work:
        pulse_messages.invite(work, pulse.survey, pulse.people)
    with house.desk.open_look_in(house.workspace) as look:
        assert invited_once(look, pulse.survey.id) == set(pulse.people)
        assert not invited_once(look, "0" * 32)
        of_this = (look.session, INVITATION, pulse.survey.id)
        assert invitations.was_sent(*of_this, pulse.people[0])
        assert not invitations.was_sent(*of_this, house.mentee)


def test_reminders_end_the_same_whoever_has_answered(house: TimeHouse, pulse: OpenPulse) -> None:
    for person_id in pulse.people[:5]:
        pulse.cast(person_id)
    remind(house, pulse)
    kinds = Kinds(MESSAGES)
    Courier(house.desk, kinds, lambda _: house.call, house.pace).deliver_due()

    assert len(house.slack.posts) == 3
    rows = deliveries_of(Stage(house.desk, house.workspace), "pulse.reminder")
    assert len(rows) == 8
    assert len({(one.state, one.sent_at, one.ts, one.reason, one.attempts) for one in rows}) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_rows_of_reminders_are_written_at_once_whether_or_not_slack_was_called(
    house: TimeHouse, pulse: OpenPulse
) -> None:
    """The number of its transaction stands beside each row."""
    for person_id in pulse.people[:4]:
        pulse.cast(person_id)
    remind(house, pulse)
    house.slack.when_called = two_at_a_time(Barrier(2, timeout=PATIENCE))
    courier = Courier(house.desk, Kinds(MESSAGES), lambda _: house.call, house.pace, senders=2)
    courier.deliver_due()

    assert len(house.slack.posts) == 4
    numbers = text("SELECT count(DISTINCT xmin::text) FROM delivery WHERE kind = :kind")
    with house.store.engines.look.connect() as connection:
        assert connection.execute(numbers, {"kind": REMINDER}).scalar_one() == 1


def test_the_reminder_of_an_open_survey_is_planned_anew_until_it_is_made(
    house: TimeHouse, pulse: OpenPulse
) -> None:
    later = house.clock.now + timedelta(days=3)
    with house.store.work(house.workspace) as session:
        invitations.plan_reminder(session, pulse.survey.id, later)
    with house.store.look(house.workspace) as session:
        assert surveys.remind_at(session, pulse.survey.id) == later
        assert not invitations.reminded_of(session, pulse.people[0], session.now)
    remind(house, pulse)
    with house.store.work(house.workspace) as session:
        invitations.plan_reminder(session, pulse.survey.id, later)
    with house.store.look(house.workspace) as session:
        assert surveys.remind_at(session, pulse.survey.id) is None
        found = invitations.reminded_of(session, pulse.people[0], session.now)
        assert found == ((pulse.survey.id, pulse.survey.closes_at),)
        assert not invitations.reminded_of(session, house.mentee, session.now)
        assert not invitations.reminded_of(session, pulse.people[0], pulse.survey.closes_at)

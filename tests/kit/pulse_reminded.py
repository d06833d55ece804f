"""A reminder of a pulse as it is queued and carried, and what its rows tell apart."""

import secrets
from collections.abc import Collection

from sqlalchemy import select

from handlers.pulse.messages import MESSAGES
from program.outcome import Outcome
from scheduler.courier import Courier
from scheduler.kinds import Kinds
from scheduler.witness import Unwatched
from services import pulse_reminding
from services.pulse_invited import REMINDER
from store.delivery_tables import DeliveryRow
from store.pulse.surveys import row_of
from tests.kit.pulse import OpenPulse
from tests.scheduler.house import TimeHouse

_DICE = secrets.SystemRandom()


class Counting(Unwatched):
    """A witness that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def carried(self, delivery: object, outcome: Outcome) -> None:
        self.told.append(f"{delivery} {outcome}")


def remind(house: TimeHouse, pulse: OpenPulse) -> None:
    """Its planned moment has come."""
    with house.desk.open_work_in(house.workspace) as work:
        row = row_of(work.session, pulse.survey.id)
        assert row is not None
        row.remind_at = row.remind_at or work.now
        work.session.flush()
        pulse_reminding.remind(work, pulse.survey)


def courier(house: TimeHouse, witness: Counting | None = None) -> Courier:
    """With the messages of pulses alone, and somebody who notes what they are told."""
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
    """All reminders there are."""
    with house.store.look(house.workspace) as session:
        return list(session.scalars(select(DeliveryRow).where(DeliveryRow.kind == REMINDER)))


def told_apart_by(found: Collection[DeliveryRow]) -> set[str]:
    """The columns in which rows differ that everyone invited has one of."""
    names = {column.key for column in DeliveryRow.__table__.columns}
    return {name for name in names if len({str(getattr(row, name)) for row in found}) > 1}

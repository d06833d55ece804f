"""What the question to accept the code of conduct says at the moment it is sent or shown anew."""

from dataclasses import dataclass
from datetime import date, datetime

from program.delivery import Delivery
from program.hours import local_day
from program.permissions import Act, require
from services import people
from services.conduct import version_in_force
from services.desk import Look
from store import conduct as kept


@dataclass(frozen=True)
class ToldConduct:
    """Which version is asked about, and what became of it, for its reader."""

    version: int
    in_force: bool
    """Whether this version still counts."""
    accepted_at: datetime | None
    accepted_another: bool
    """Whether the reader accepted an earlier version, so that this one is news."""
    zone: str
    today: date


def told(look: Look, delivery: Delivery) -> ToldConduct:
    """What the message is made of."""
    require(look.actor, Act.CONDUCT_SEE_ACCEPTED)
    person_id, version = delivery.about["conduct"], int(delivery.about["version"])
    reader = people.named(look, [person_id])[person_id]
    return ToldConduct(
        version=version,
        in_force=version == version_in_force(look),
        accepted_at=kept.accepted_at(look.session, person_id, version),
        accepted_another=kept.accepted(look.session, person_id) is not None,
        zone=reader.zone,
        today=local_day(look.now, reader.zone),
    )


def is_open(look: Look, delivery: Delivery) -> bool:
    """Whether it is still to be accepted."""
    say = told(look, delivery)
    return say.in_force and say.accepted_at is None

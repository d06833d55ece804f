"""How much of a person's attention is left: which moment a message of a class may be sent at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from program.delivery import DeliveryClass, Sent
from program.hours import (
    ONE_DAY,
    WorkingHours,
    local_day,
    next_working_moment,
    start_of_day,
    week_of,
)

COUNTED_A_WEEK = 3
"""Counted messages a week over all features and roles, until the person chooses 0 to 7."""
A_DAY = 2
"""Messages a day of any class but reply."""
ONE_WEEK = timedelta(days=7)


class Held(StrEnum):
    """Why a message waits."""

    HOURS = "outside_hours"
    DAY = "enough_for_the_day"
    WEEK = "enough_for_the_week"


@dataclass(frozen=True)
class Opening:
    """The moment (UTC) a message may be sent at, and what it waits for until then."""

    at: datetime
    held: Held | None = None


def opening_for(
    cls: DeliveryClass,
    now: datetime,
    hours: WorkingHours,
    sent: Sequence[Sent],
    *,
    a_week: int = COUNTED_A_WEEK,
) -> Opening:
    """When may a message of this class be sent, given what the person was sent since last Monday?

    The rules of the house: a reply at once; all else in working hours, two a day, the
    rest the next working morning; of the counted classes `a_week` in a local week from Monday.
    """
    if cls is DeliveryClass.REPLY:
        return Opening(now)
    held = None
    at = next_working_moment(now, hours)
    if at > now:
        held = Held.HOURS
    if cls.counts and _counted_in_week_of(at, hours.zone, sent) >= a_week:
        held = Held.WEEK
        at = next_working_moment(
            start_of_day(week_of(at, hours.zone) + ONE_WEEK, hours.zone), hours
        )
    if _on_day_of(at, hours.zone, sent) >= A_DAY:
        held = Held.DAY
        at = next_working_moment(
            start_of_day(local_day(at, hours.zone) + ONE_DAY, hours.zone), hours
        )
    return Opening(at, held)


def _counted_in_week_of(moment: datetime, zone: str, sent: Sequence[Sent]) -> int:
    week = week_of(moment, zone)
    return sum(one.cls.counts and week_of(one.at, zone) == week for one in sent)


def _on_day_of(moment: datetime, zone: str, sent: Sequence[Sent]) -> int:
    day = local_day(moment, zone)
    return sum(
        one.cls is not DeliveryClass.REPLY and local_day(one.at, zone) == day for one in sent
    )

"""The fixed moments of an open survey: planned with it, and never moved by anybody's answer."""

from datetime import UTC, date, datetime, time, timedelta

from program.hours import (
    ONE_DAY,
    WorkingHours,
    is_working_day,
    local_day,
    next_working_moment,
    zone_named,
)

COUNTED_AT = time(8)
"""The hour, in the program's zone, at which it is counted how many have answered: once a day."""
REMINDED_AT = time(10)
"""The hour, in the program's zone, at which the one reminder is made."""
REMINDED_BEFORE = 2
"""Working days before the close."""
_SOONEST = timedelta(days=1)
"""After the opening: whoever was invited yesterday needs no reminder."""


def next_count(after: datetime, zone: str) -> datetime:
    """The first moment (UTC) after `after` at which answers are counted."""
    today = local_day(after, zone)
    days = (today, today + ONE_DAY, today + 2 * ONE_DAY)
    return min(moment for day in days if (moment := _at(day, COUNTED_AT, zone)) > after)


def reminder(opens_at: datetime, closes_at: datetime, zone: str) -> datetime | None:
    """The moment (UTC) of the one reminder; None where the survey is open too briefly for one."""
    hours = WorkingHours(zone=zone)
    day, left = local_day(closes_at, zone), REMINDED_BEFORE
    while left:
        day -= ONE_DAY
        left -= is_working_day(day, hours)
    moment = next_working_moment(_at(day, REMINDED_AT, zone), hours)
    return moment if moment >= opens_at + _SOONEST and moment < closes_at else None


def next_look(
    now: datetime, *, closes_at: datetime, remind_at: datetime | None, reminded: bool, zone: str
) -> datetime:
    """When the clock looks at an open survey next: to count, to remind or to close it."""
    moments = [closes_at, next_count(now, zone)]
    if remind_at is not None and not reminded:
        moments.append(remind_at)
    return min(moments)


def _at(day: date, hour: time, zone: str) -> datetime:
    return datetime.combine(day, hour, zone_named(zone)).astimezone(UTC)

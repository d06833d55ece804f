"""When a person may be written to: working hours, days and weeks by that person's own clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ONE_DAY = timedelta(days=1)
_LONGEST_SEARCH = 3 * 366
"""Days looked through for a working one; only a calendar without any can exhaust them."""


@dataclass(frozen=True)
class WorkingHours:
    """A person's working days and hours, and the dates on which nobody there works.

    The default of the house is Monday to Friday, 09:00 to 17:00; `end` is the first moment outside.
    Raises ValueError for hours that are never reached.
    """

    zone: str = "UTC"
    """IANA name, as Slack gives it."""
    days: frozenset[int] = frozenset(range(5))
    """Weekdays, Monday is 0."""
    start: time = time(9)
    end: time = time(17)
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.days or self.end <= self.start:
            raise ValueError("working hours need a weekday, and an end after the start")


def zone_named(name: str) -> ZoneInfo:
    """The zone of that name, or UTC: a zone this machine does not know must not silence anybody."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def local_day(moment: datetime, zone: str) -> date:
    """The calendar day on which a moment falls in a zone."""
    return moment.astimezone(zone_named(zone)).date()


def week_of(moment: datetime, zone: str) -> date:
    """The Monday of the local week of a moment: budgets begin anew on Monday at 00:00."""
    day = local_day(moment, zone)
    return day - day.weekday() * ONE_DAY


def start_of_day(day: date, zone: str) -> datetime:
    """The moment (UTC) at which a local day begins."""
    return datetime.combine(day, time.min, zone_named(zone)).astimezone(UTC)


def is_working_day(day: date, hours: WorkingHours) -> bool:
    """Is this local date one of the person's working days, and no holiday?"""
    return day.weekday() in hours.days and day not in hours.holidays


def is_working_hour(moment: datetime, hours: WorkingHours) -> bool:
    """Is the person at work at this moment, by their own clock?"""
    local = moment.astimezone(zone_named(hours.zone))
    return is_working_day(local.date(), hours) and hours.start <= local.time() < hours.end


def next_working_moment(moment: datetime, hours: WorkingHours) -> datetime:
    """The moment itself within working hours, else when the next ones begin (UTC).

    A start that the clocks skip in spring comes later by as much as they jump; one that comes twice
    in autumn counts the first time. Raises ValueError when no working day comes within three years.
    """
    if is_working_hour(moment, hours):
        return moment.astimezone(UTC)
    for day in _working_days_from(local_day(moment, hours.zone), hours):
        for start in _starts_of(day, hours):
            if start >= moment and is_working_hour(start, hours):
                return start
    raise ValueError("no working day within three years")


def add_working_days(day: date, count: int, hours: WorkingHours) -> date:
    """The date `count` working days after a date; 0 is that day or, if it is none, the next."""
    days = _working_days_from(day + ONE_DAY if count else day, hours)
    for reached, working_day in enumerate(days, start=min(count, 1)):
        if reached == count:
            return working_day
    raise ValueError("no working day within three years")


def _working_days_from(day: date, hours: WorkingHours) -> Iterator[date]:
    candidates = (day + n * ONE_DAY for n in range(_LONGEST_SEARCH))
    return (one for one in candidates if is_working_day(one, hours))


def _starts_of(day: date, hours: WorkingHours) -> list[datetime]:
    """The moments at which the day's work may begin: one, or two around a change of the clocks."""
    local = datetime.combine(day, hours.start, zone_named(hours.zone))
    return sorted({local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)})

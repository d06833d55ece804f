"""When two people can meet: a week of half-hours in UTC, by each one's own clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from program.hours import ONE_DAY, zone_named
from program.mentor_lists import Times

HALF_HOURS = 7 * 48
"""Half-hours of a week, one bit each; the first begins on Monday at 00:00 UTC."""
MORNING, NOON, EVENING = time(9), time(13), time(17)
"""A morning is 9 to 13, an afternoon 13 to 17, local time."""
_HALVES = {"am": (MORNING, NOON), "pm": (NOON, EVENING)}
_DAYS = ("mon", "tue", "wed", "thu", "fri")
_HALF_HOUR = timedelta(minutes=30)


def week(zone: str, times: Sequence[str], day: date) -> int:
    """The half-hours in which somebody can meet, by the clocks of the week in which `day` lies.

    `zone` is an IANA name (an unknown one counts as UTC), `times` are words of `Times`; without
    any, Monday to Friday from 9 to 17. The week goes round: Monday morning in Auckland is Sunday
    night in UTC, which is the end of the mask. Where a zone stands a quarter of an hour off, only
    half-hours that are free as a whole count.
    """
    monday = day - day.weekday() * ONE_DAY
    mask = 0
    for number, (start, end) in _spans(times):
        mask |= _between(monday + number * ONE_DAY, start, end, zone_named(zone))
    return mask


def longest(mask: int) -> int:
    """Half-hours in the longest unbroken stretch of a week, which goes round at its end."""
    length = 0
    while mask and length < HALF_HOURS:
        length += 1
        mask = shortened(mask)
    return length


def shortened(mask: int) -> int:
    """Every stretch without its last half-hour: what is left after n times began one of n + 1."""
    following = (mask >> 1) | ((mask & 1) << (HALF_HOURS - 1))
    return mask & following


def shared(one: int, other: int) -> int:
    """Half-hours in the longest stretch in which both can meet."""
    return longest(one & other)


def _spans(times: Sequence[str]) -> list[tuple[int, tuple[time, time]]]:
    """Weekday and local hours of each chosen half-day; both halves of a day are one stretch."""
    chosen = set(times) & set(Times)
    spans: list[tuple[int, tuple[time, time]]] = []
    for number, name in enumerate(_DAYS):
        halves = [hours for half, hours in _HALVES.items() if f"{name}_{half}" in chosen]
        if len(halves) == len(_HALVES) or not chosen:
            spans.append((number, (MORNING, EVENING)))
        elif halves:
            spans.append((number, halves[0]))
    return spans


def _between(day: date, start: time, end: time, zone: ZoneInfo) -> int:
    """The whole half-hours between two local times of one day."""
    week_begins = datetime.combine(day - day.weekday() * ONE_DAY, time.min, UTC)
    begins = datetime.combine(day, start, zone).astimezone(UTC) - week_begins
    ends = datetime.combine(day, end, zone).astimezone(UTC) - week_begins
    first, last = -(-begins // _HALF_HOUR), ends // _HALF_HOUR
    mask = 0
    for number in range(first, last):
        mask |= 1 << (number % HALF_HOURS)
    return mask

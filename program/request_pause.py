"""Pauses: until when a pairing may rest, whose pause it is, and when it resumes by itself."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from program.hours import ONE_DAY, WorkingHours, is_working_day, start_of_day
from program.permissions import Subject
from program.refusal import Trouble

LONGEST_MONTHS = 6
"""Longer than this is better ended well (the experience's rule for the form)."""
REASON_LIMIT = 600
TOLD_BEFORE = 2
"""Working days before its end at which whoever paused is told."""
TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True)
class Pause:
    """One person's pause of one pairing; its reason is a text of its own and not in here."""

    id: str
    pairing_id: str
    person_id: str
    until: date
    """The day on which it ends by itself, early on that day, by the clock of whoever paused."""
    asked_at: datetime
    noted_at: datetime | None = None
    """When they said that its coming end is fine."""
    over_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Does it still let the pairing rest?"""
        return self.over_at is None


def subject_of(pause: Pause) -> Subject:
    """The pause as the permission table sees it: it belongs to whoever paused."""
    return Subject(owners=frozenset({pause.person_id}))


def latest_day(today: date) -> date:
    """The last day a pause may run to: six months on, the 31st or 29th cut to the month's end."""
    months = today.month - 1 + LONGEST_MONTHS
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def check_until(until: date | None, today: date) -> tuple[Trouble, ...]:
    """What stands in the way of a pause until that day."""
    if until is None:
        return (Trouble("requests.date_missing", field="until"),)
    if until <= today:
        return (Trouble("requests.date_past", field="until"),)
    if until > latest_day(today):
        facts = {"latest": latest_day(today)}
        return (Trouble("requests.pause_too_long", field="until", facts=facts),)
    return ()


def check_reason(reason: str) -> tuple[Trouble, ...]:
    """A reason need not be given; a given one has its limit."""
    over = len(reason) - REASON_LIMIT
    if over <= 0:
        return ()
    return (Trouble("requests.text_too_long", field="reason", facts={"over": over}),)


def rests_until(pauses: Iterable[Pause]) -> date | None:
    """A pairing rests until the last of the pauses that are open; None when none is."""
    return max((one.until for one in pauses), default=None)


def ends_at(pause: Pause, zone: str) -> datetime:
    """The moment at which the pause ends by itself, in the zone of whoever paused."""
    return start_of_day(pause.until, zone)


def tell_on(until: date, today: date, hours: WorkingHours) -> date | None:
    """The working day on which the coming end is told; None when it is too near for that."""
    day, left = until, TOLD_BEFORE
    while left:
        day -= ONE_DAY
        if day <= today:
            return None
        left -= is_working_day(day, hours)
    return day


def longer(until: date, today: date) -> date:
    """Two more weeks, as far as six months from today allow."""
    return min(until + TWO_WEEKS, latest_day(today))

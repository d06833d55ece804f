"""The times of a nomination: how long a yes may take, when somebody is reminded, how long it lasts.

Rule of the expected wait: the median of the working days from the beginning of the review to the
first decision, over the cohort's decided nominations; with fewer than five of them, ten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from program.hours import (
    ONE_DAY,
    WorkingHours,
    add_working_days,
    is_working_day,
    local_day,
    next_working_moment,
    start_of_day,
)

ANSWER_WORKING_DAYS = 10
"""Working days for a yes, and for a manager's view."""
REMINDER_WORKING_DAYS = 3
WAITING_WORKING_DAYS = 15
"""Somebody who still waits is told so every so many working days."""
USUAL_WORKING_DAYS = 10
"""Working days a decision usually takes, until a cohort has decided enough to know better."""
ENOUGH_DECIDED = 5


@dataclass(frozen=True)
class Wait:
    """How long a decision usually takes."""

    days: int = USUAL_WORKING_DAYS
    """Working days."""
    decided: int = 0
    """Of how many decisions it is the middle; 0: the usual figure of the house."""


USUAL = Wait()


def usual_wait(waited: Sequence[int]) -> Wait:
    """The wait to be expected, from how long each decided nomination took, in any order."""
    if len(waited) < ENOUGH_DECIDED:
        return USUAL
    ordered = sorted(waited)
    return Wait(days=max(1, ordered[len(ordered) // 2]), decided=len(ordered))


def days_waited(begun: datetime, ended: datetime, hours: WorkingHours) -> int:
    """Working days after the day it began, up to the day it ended."""
    day, last = local_day(begun, hours.zone), local_day(ended, hours.zone)
    count = 0
    while day < last:
        day += ONE_DAY
        count += is_working_day(day, hours)
    return count


def answer_by(asked_at: datetime, hours: WorkingHours) -> date:
    """The last day on which an answer counts."""
    return add_working_days(local_day(asked_at, hours.zone), ANSWER_WORKING_DAYS, hours)


def is_over(last_day: date, moment: datetime, zone: str) -> bool:
    """Whether the last day for an answer has passed, where the person lives."""
    return local_day(moment, zone) > last_day


def over_at(last_day: date, zone: str) -> datetime:
    """The moment at which the last day for an answer has passed."""
    return start_of_day(last_day + ONE_DAY, zone)


def reminder_at(asked_at: datetime, hours: WorkingHours) -> datetime:
    """When somebody who has not answered is asked once more."""
    day = add_working_days(local_day(asked_at, hours.zone), REMINDER_WORKING_DAYS, hours)
    return next_working_moment(start_of_day(day, hours.zone), hours)


def notes_at(
    since: datetime, now: datetime, hours: WorkingHours
) -> tuple[datetime | None, datetime]:
    """When somebody who waits since then was due to be told that it goes on: last and next."""
    last, day = None, local_day(since, hours.zone)
    while True:
        day = add_working_days(day, WAITING_WORKING_DAYS, hours)
        moment = next_working_moment(start_of_day(day, hours.zone), hours)
        if moment > now:
            return last, moment
        last = moment

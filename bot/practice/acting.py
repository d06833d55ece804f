"""What the acts of the story share: a moment, somebody who acts, how things are found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.practice import people
from bot.practice.story import ZONE
from program.cohort import Cohort, Program
from services import cohorts
from services import people as colleagues
from services.desk import Caller, Desk, Look

PAUSE = timedelta(minutes=1)
"""At least this lies between two acts, so that only the last one can have been cut short."""


@dataclass(frozen=True)
class Act:
    """Something that happens in the story."""

    at: datetime
    name: str
    do: Callable[[Desk], None]


def on(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the story's year, by the program manager's own clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def caller(name: str) -> Caller:
    """Somebody of the made-up company, in front of Slack."""
    return Caller(team=people.TEAM_ID, slack_user=people.BY_NAME[name].slack_user)


def person_id(look: Look, name: str) -> str:
    """The id under which the program knows somebody."""
    return colleagues.by_slack_user(look, people.BY_NAME[name].slack_user).id


def program_of(look: Look) -> Program:
    """The one program of the story."""
    return cohorts.programs(look)[0]


def cohort_named(look: Look, name: str) -> Cohort:
    """A cohort of the story that has not ended."""
    return next(one for one in cohorts.current(look) if one.name == name)

"""Digests: figures of a whole cohort, what a sponsor can do about them, and when they are sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from program.cohort import Cohort
from program.hours import ONE_DAY, WorkingHours, is_working_day, local_day, zone_named
from program.permissions import Subject
from program.refusal import Trouble

WEEKS_SHOWN = 8
ONE_WEEK = timedelta(days=7)
MOST_ASKS = 3
FIRST_HOUR, LAST_HOUR = 7, 18
DEFAULT_HOUR = 9
LATE_BY = timedelta(days=3)
"""A digest that was not sent for so long waits for its next day: old figures help nobody."""
LEAST_APART = timedelta(days=4)
"""Between two digests, when the day of choice is changed in between."""
QUIET_AFTER_YES = timedelta(days=28)
QUIET_AFTER_NO = timedelta(days=14)
"""How long nobody is asked for the same again after doing it, and after *not now*."""
ON_COURSE = 0.8
"""Share of pairs meeting as planned from which nobody is asked to protect time."""
FEW = 5
"""Under so many nothing is concluded, and nothing is said of a part."""


class AskKind(StrEnum):
    """What a sponsor can do, in the order of pressing."""

    PLACES = "places"
    """Win somebody as a mentor: accepted mentees wait."""
    PROTECT = "protect"
    """Ask the leaders to keep the meetings."""
    THANK = "thank"
    """Thank those who gave time as mentors."""


class AskState(StrEnum):
    """What became of it."""

    OPEN = "open"
    DONE = "done"
    NOT_NOW = "not_now"
    RETIRED = "retired"


class DigestKind(StrEnum):
    """Whose digest it is."""

    SPONSOR = "sponsor"
    TEAM = "team"


@dataclass(frozen=True)
class Week:
    """Seven days: pairs that met within their cadence up to the last one, of those counted."""

    begins: date
    met: int
    planned: int


@dataclass(frozen=True)
class Figures:
    """Whole-cohort counts on one day. Nothing here is about a part of the cohort or a person."""

    week: int
    """Of the cohort, from 1."""
    weeks_in_all: int
    accepted: int
    paired: int
    """Mentees in a running pairing."""
    attention: int
    """Running pairings past one and a half times their cadence."""
    resting: int
    waiting: int
    """Accepted mentees without a mentor."""
    places_free: int
    mentors: int
    """Mentors who met a mentee in the last four weeks."""
    minutes: int
    """Given in the last thirteen weeks."""
    weeks: tuple[Week, ...] = ()
    """Up to eight, oldest first."""

    @property
    def last_week(self) -> Week | None:
        """The latest whole week, if there was one."""
        return self.weeks[-1] if self.weeks else None

    @property
    def week_before(self) -> Week | None:
        """The one before it."""
        return self.weeks[-2] if len(self.weeks) > 1 else None


@dataclass(frozen=True)
class Snapshot:
    """The figures of a cohort as they were counted on a day of its program."""

    id: str
    cohort: Cohort
    on_day: date
    figures: Figures


@dataclass(frozen=True)
class Ask:
    """One thing a sponsor is asked for in one week."""

    id: str
    cohort_id: str
    kind: AskKind
    week: date
    """Its Monday."""
    state: AskState
    answered_by: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Digest:
    """That one reader got, or gets, a digest on a day of theirs."""

    id: str
    kind: DigestKind
    person_id: str
    cohort_id: str | None
    on_day: date
    snapshot_id: str | None
    news: Mapping[str, int]
    """What the program team's digest counted; empty for a sponsor's."""


@dataclass(frozen=True)
class Wish:
    """When and to whom somebody's digest goes."""

    weekday: int = 0
    """Monday is 0; working days only."""
    hour: int = DEFAULT_HOUR
    delegate: str | None = None
    """Person id of whoever gets it too."""
    only_delegate: bool = False
    """Whether the delegate gets it instead."""


@dataclass(frozen=True)
class Done:
    """The last days, by their own calendar, on which somebody's digests were made."""

    sponsor_on: date | None = None
    team_on: date | None = None


def digest_of(digest: Digest, program_id: str | None) -> Subject:
    """A digest as the permission table sees it: it belongs to its reader."""
    return Subject(program_id=program_id, owners=frozenset({digest.person_id}))


def spans(cohort: Cohort, today: date) -> tuple[tuple[date, date], ...]:
    """The last whole weeks before a day as first and last day, oldest first, since the start."""
    found = []
    for back in range(WEEKS_SHOWN, 0, -1):
        first = today - back * ONE_WEEK
        if first >= cohort.starts:
            found.append((first, first + ONE_WEEK - ONE_DAY))
    return tuple(found)


def week_of_cohort(cohort: Cohort, today: date) -> tuple[int, int]:
    """Which week of the cohort it is, from 1, and how many it has in all."""
    in_all = (cohort.ends - cohort.starts).days // 7 + 1
    return max(1, min(in_all, (today - cohort.starts).days // 7 + 1)), in_all


def is_quiet(figures: Figures) -> bool:
    """Whether a week was on course, so that one sentence says all of it."""
    last = figures.last_week
    on_course = last is None or last.met >= last.planned
    return on_course and not figures.attention and not figures.waiting


def asks_for(figures: Figures, quiet: Collection[AskKind]) -> tuple[AskKind, ...]:
    """What a sponsor can do about these figures; at most three, without what has to rest."""
    last = figures.last_week
    wanted = {
        AskKind.PLACES: figures.waiting > figures.places_free,
        AskKind.PROTECT: last is not None
        and last.planned >= FEW
        and last.met < last.planned * ON_COURSE,
        AskKind.THANK: figures.mentors >= FEW and not figures.week % 4,
    }
    return tuple(kind for kind in AskKind if wanted[kind] and kind not in quiet)[:MOST_ASKS]


def rests_until(ask: Ask, zone: str) -> date | None:
    """Until when the same is not asked again; None for what was not answered."""
    if ask.answered_at is None:
        return None
    wait = QUIET_AFTER_YES if ask.state is AskState.DONE else QUIET_AFTER_NO
    return local_day(ask.answered_at, zone) + wait


def check_wish(wish: Wish, person_id: str) -> tuple[Trouble, ...]:
    """What stands in the way of these settings."""
    troubles = []
    if not 0 <= wish.weekday < FEW:
        troubles.append(Trouble("reports.choose_day", field="weekday"))
    if not FIRST_HOUR <= wish.hour <= LAST_HOUR:
        troubles.append(Trouble("reports.choose_hour", field="hour"))
    if wish.delegate == person_id:
        troubles.append(Trouble("reports.delegate_is_you", field="delegate"))
    if wish.only_delegate and wish.delegate is None:
        troubles.append(Trouble("reports.delegate_missing", field="delegate"))
    return tuple(troubles)


def slot(day: date, hour: int, zone: str) -> datetime:
    """The moment of an hour on a local day; one the clocks skip or repeat is taken as it reads."""
    return datetime.combine(day, time(hour), zone_named(zone))


def sponsor_slot(wish: Wish, done: Done, given_at: datetime, now: datetime, zone: str) -> datetime:
    """When a sponsor's next digest is due: in the past where it is due now."""
    today = local_day(now, zone)
    day = today - (today.weekday() - wish.weekday) % 7 * ONE_DAY
    while True:
        moment = slot(day, wish.hour, zone)
        made = done.sponsor_on is not None and day - done.sponsor_on < LEAST_APART
        late = moment <= now and (given_at > moment or now - moment > LATE_BY)
        if not made and not late:
            return moment
        day += ONE_WEEK


def team_slot(done: Done, given_at: datetime, now: datetime, zone: str) -> datetime:
    """When a program manager's next digest is due: each working morning, once a day."""
    hours = WorkingHours(zone)
    day = local_day(now, zone)
    while True:
        moment = slot(day, hours.start.hour, zone)
        made = done.team_on is not None and day <= done.team_on
        if is_working_day(day, hours) and not made and moment >= given_at:
            return moment
        day += ONE_DAY


def as_facts(figures: Figures) -> dict[str, str | int]:
    """The figures as ids and counts, to be kept."""
    facts: dict[str, str | int] = {
        one.name: getattr(figures, one.name) for one in fields(figures) if one.name != "weeks"
    }
    for number, week in enumerate(figures.weeks):
        facts[f"w{number}_on"] = week.begins.isoformat()
        facts[f"w{number}_met"], facts[f"w{number}_planned"] = week.met, week.planned
    return facts


def from_facts(facts: Mapping[str, str | int]) -> Figures:
    """The figures again."""
    plain = {
        one.name: int(facts.get(one.name, 0)) for one in fields(Figures) if one.name != "weeks"
    }
    weeks = tuple(
        Week(
            begins=date.fromisoformat(str(facts[f"w{number}_on"])),
            met=int(facts[f"w{number}_met"]),
            planned=int(facts[f"w{number}_planned"]),
        )
        for number in range(WEEKS_SHOWN)
        if f"w{number}_on" in facts
    )
    return Figures(**plain, weeks=weeks)


def is_news(found: Mapping[str, int], before: Mapping[str, int] | None) -> bool:
    """Whether a program manager's figures say anything that the last digest did not say.

    Nominations alone are no news: they have a morning message of their own.
    """
    counted = {name: number for name, number in found.items() if name != "nominations"}
    earlier = {name: number for name, number in (before or {}).items() if name != "nominations"}
    return any(counted.values()) and counted != earlier


def most_pressing(found: Sequence[tuple[str, int]], most: int) -> tuple[str, ...]:
    """The first of these that count anything, by name."""
    return tuple(name for name, number in found if number)[:most]

"""Cohorts: what a program manager promises for one dated run of a program, and how far it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from program.hours import local_day

NAME_LIMIT = 75
COMPETENCY_LIMIT = 75
"""Characters: both stand as one option of a menu, where Slack allows 75."""
CRITERION_LIMIT = 150
MOST_COMPETENCIES = 20
MOST_LISTED = 80
"""Competencies of one program, over all its cohorts: one view shows them all."""
MOST_CRITERIA = 5
"""One long text is asked for each criterion; six inputs are the most for one step of a form."""
LONGEST = timedelta(days=3 * 366)
CADENCES = (7, 14, 21, 28)
"""Days from one meeting of a pair to the next: every week, every 2, 3 or 4 weeks."""
LEAST_HOURS, MOST_HOURS = 1, 20
"""What a mentor may be asked to give in a month."""


class CohortState(StrEnum):
    """How far a cohort is, by its dates alone."""

    PLANNED = "planned"
    """Published, and not yet open for nominations."""
    NOMINATIONS_OPEN = "nominations_open"
    MATCHING = "matching"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True)
class Competency:
    """Something a future leader of this organisation must be able to do."""

    id: str
    name: str


@dataclass(frozen=True)
class Criterion:
    """One readiness criterion, published beside the form."""

    id: str
    text: str


@dataclass(frozen=True)
class Program:
    """A mentoring program; `zone` is where its days begin and end."""

    id: str
    name: str
    zone: str


@dataclass(frozen=True)
class Cohort:
    """One dated run of a program. Every day named is a whole day in the program's zone."""

    id: str
    program: Program
    name: str
    nominations_close: date
    starts: date
    ends: date
    competencies: tuple[Competency, ...]
    criteria: tuple[Criterion, ...]
    cadence_days: int = 14
    """Days from one meeting of a pair to the next."""
    hours_a_month: int = 2
    """What a mentor is expected to give for one mentee."""
    nominations_open: date | None = None
    """The first day for nominations; None where they were open from the beginning."""
    version: int = 1
    """Counts the changes, so that the later of two sees that it is late."""


@dataclass(frozen=True)
class CohortPlan:
    """What the form of a cohort says, before anything is checked."""

    program: str
    """The name of a new program; empty when the cohort joins one that exists."""
    name: str
    nominations_close: date | None
    starts: date | None
    ends: date | None
    competencies: tuple[str, ...]
    criteria: tuple[str, ...]
    cadence_days: int | None = 14
    hours_a_month: int | None = 2
    nominations_open: date | None = None
    """None: open as soon as the cohort is there."""

    def days(self) -> tuple[date, date, date]:
        """Close of nominations, start and end. Raises ValueError for a plan without all three."""
        if self.nominations_close is None or self.starts is None or self.ends is None:
            raise ValueError("a plan without its dates was not checked")
        return self.nominations_close, self.starts, self.ends


def state_on(cohort: Cohort, day: date) -> CohortState:
    """The state of the cohort on that day of its program; both ends of each span belong to it."""
    if cohort.nominations_open is not None and day < cohort.nominations_open:
        return CohortState.PLANNED
    if day <= cohort.nominations_close:
        return CohortState.NOMINATIONS_OPEN
    if day < cohort.starts:
        return CohortState.MATCHING
    if day <= cohort.ends:
        return CohortState.ACTIVE
    return CohortState.CLOSED


def turns_on(cohort: Cohort, day: date) -> date | None:
    """The day its state ends or the next one begins; None once the cohort has ended."""
    return {
        CohortState.PLANNED: cohort.nominations_open,
        CohortState.NOMINATIONS_OPEN: cohort.nominations_close,
        CohortState.MATCHING: cohort.starts,
        CohortState.ACTIVE: cohort.ends,
    }.get(state_on(cohort, day))


def takes_nominations(cohort: Cohort, moment: datetime) -> bool:
    """Whether somebody may be nominated at this moment."""
    state = state_on(cohort, local_day(moment, cohort.program.zone))
    return state is CohortState.NOMINATIONS_OPEN

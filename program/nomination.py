"""Nominations: where one stands, and what each of its readers reads of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from program.cohort import Cohort, Competency, Criterion
from program.hours import WorkingHours, add_working_days, local_day
from program.nomination_rhythm import USUAL, Wait
from program.nomination_steps import (
    UNDECIDED,
    NominationState,
    Step,
    StepReviewed,
    StepTaken,
    may_follow,
)
from program.permissions import Subject


@dataclass(frozen=True)
class Evidence:
    """What the nominee wrote to one criterion."""

    criterion: Criterion
    text: str = field(repr=False)


@dataclass(frozen=True)
class Standing:
    """A nomination without a word of what was written in it: for lists, messages and Home."""

    id: str
    cohort: Cohort
    nominee: str
    """Person id."""
    state: NominationState
    since: datetime
    received_at: datetime
    version: int
    decided_by: str | None = None
    decided_at: datetime | None = None
    place: int | None = None
    """Place on the wait list, from 1; only while wait-listed."""
    waiting: int | None = None
    """How many stand on that wait list in all."""
    answer_by: date | None = None
    """The last day for the nominee's yes, where somebody else put them forward."""
    review_from: datetime | None = None
    """Since when the program team may read it: never before the nominee's own yes."""
    has_own_words: bool = True
    """Whether the nominee wrote something themselves."""
    usual: Wait = USUAL
    """How long decisions of the cohort usually take."""


@dataclass(frozen=True)
class NominationForNominee:
    """Everything the nominee reads of their own nomination; remarks do not exist here."""

    standing: Standing
    competencies: tuple[Competency, ...]
    may_ask_manager: bool
    aspiration: str = field(repr=False)
    evidence: tuple[Evidence, ...] = field(repr=False)
    steps: tuple[StepTaken, ...] = field(repr=False)


@dataclass(frozen=True)
class NominationForReview:
    """Everything a program manager reads of a nomination."""

    standing: Standing
    competencies: tuple[Competency, ...]
    may_ask_manager: bool
    aspiration: str = field(repr=False)
    evidence: tuple[Evidence, ...] = field(repr=False)
    steps: tuple[StepReviewed, ...] = field(repr=False)


def expected_by(standing: Standing, zone: str) -> date:
    """The day by which a decision usually comes, by the nominee's working days."""
    begun = local_day(standing.since, zone)
    return add_working_days(begun, standing.usual.days, WorkingHours(zone))


def subject_of(standing: Standing) -> Subject:
    """The nomination as the permission table sees it."""
    nominee = frozenset({standing.nominee})
    return Subject(program_id=standing.cohort.program.id, concerns=nominee, owners=nominee)


def is_mentee_on(standing: Standing, day: date) -> bool:
    """Whether somebody is accepted for a cohort that has not ended by that day."""
    return standing.state is NominationState.ACCEPTED and day <= standing.cohort.ends


def takes_own_words(standing: Standing) -> bool:
    """Whether the nominee may still put themselves forward, beside or instead of others."""
    if standing.state is NominationState.CONSENT_ASKED or may_follow(standing.state, Step.RENEWED):
        return True
    return standing.state in UNDECIDED and not standing.has_own_words


def competencies_of(cohort: Cohort, chosen: Sequence[str]) -> tuple[Competency, ...]:
    """The chosen competencies, in the order the cohort lists them."""
    return tuple(one for one in cohort.competencies if one.id in set(chosen))

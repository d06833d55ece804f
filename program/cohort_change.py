"""Changes to a cohort: what is to be different, and whom that touches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from program.cohort import Cohort


@dataclass(frozen=True)
class DaysChange:
    """Name and days of a cohort, as a form says them; made on `seen_version`."""

    cohort_id: str
    seen_version: int
    name: str
    nominations_open: date | None
    nominations_close: date | None
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class RhythmChange:
    """How often pairs meet, what mentors give, and what the cohort is for."""

    cohort_id: str
    seen_version: int
    cadence_days: int | None
    hours_a_month: int | None
    competencies: tuple[str, ...]
    """Ids of competencies of the program, in the order of its list."""


@dataclass(frozen=True)
class CriteriaChange:
    """The readiness criteria: those that are there by their ids, and what joins them."""

    cohort_id: str
    seen_version: int
    kept: Mapping[str, str]
    """An empty text takes the criterion out."""
    added: tuple[str, ...]


@dataclass(frozen=True)
class Late:
    """Somebody else changed it since the form was opened: nothing of this one is applied."""

    by: str | None
    at: datetime | None


class Changed(StrEnum):
    """What of a cohort is different now, as far as people should hear of it."""

    CLOSES = "closes"
    RUNS = "runs"
    CADENCE = "cadence"
    HOURS = "hours"
    COMPETENCIES = "competencies"
    CRITERIA = "criteria"
    SCARCITY = "scarcity"
    """Who has a mentor where there are not places for all; set with the weights."""


def what_changed(before: Cohort, after: Cohort) -> tuple[Changed, ...]:
    """What people should hear of; a new name alone touches nobody."""
    pairs = {
        Changed.CLOSES: (before.nominations_close, after.nominations_close),
        Changed.RUNS: ((before.starts, before.ends), (after.starts, after.ends)),
        Changed.CADENCE: (before.cadence_days, after.cadence_days),
        Changed.HOURS: (before.hours_a_month, after.hours_a_month),
        Changed.COMPETENCIES: (before.competencies, after.competencies),
        Changed.CRITERIA: (before.criteria, after.criteria),
    }
    return tuple(what for what, (was, is_now) in pairs.items() if was != is_now)


FOR_NOMINEES = frozenset({Changed.CLOSES, Changed.CRITERIA})
"""Touches those whose nomination is not decided yet; everything else those who take part."""

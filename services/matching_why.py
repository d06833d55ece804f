"""Why this mentor, what else there is at what price, and why not that one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from program.matching.reasons import Bar
from program.matching.records import Explanation, WithoutMentor
from program.person import Person


@dataclass(frozen=True)
class Option:
    """Another mentor for a mentee, at an exact price."""

    mentor: Person
    score: int
    cost: int
    """Basis points of all pairs together; below 0 where keeping others in place had cost more."""
    moved: tuple[Person, ...] = ()
    """Other mentees whose mentor would change."""
    without: Person | None = None
    """Who would be left without a mentor, if somebody."""


@dataclass(frozen=True)
class One:
    """One mentee of a draft."""

    draft: str
    edits: int
    cohort_id: str
    mentee: Person
    mentor: Person | None
    explanation: Explanation | None
    """None for a mentee without a mentor."""
    options: tuple[Option, ...] = ()
    """At most five, the cheapest first."""
    locked: bool = False
    without: WithoutMentor | None = None
    bars: Mapping[Bar, int] = field(default_factory=dict)
    """Where nobody is possible: how many mentors which rule keeps away."""
    private: int = 0
    """And how many a confidential reason keeps away."""
    competencies: Mapping[str, str] = field(default_factory=dict)
    """Names by competency id, for the evidence of `explanation`."""


@dataclass(frozen=True)
class WhyNotTold:
    """The answer to: why not this mentor? as it may be told."""

    draft: str
    edits: int
    mentee: Person
    mentor: Person
    is_pair: bool = False
    score: int | None = None
    """None where a confidential reason stands in the way."""
    bars: tuple[Bar, ...] = ()
    """Rules in the way that may be told."""
    private: bool = False
    """A confidential reason is in the way, and no rule that may be told."""
    option: Option | None = None
    """The exact price, where nothing is in the way."""

"""What a program manager hears before a run: who is covered, for whom there is nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from program.cohort import Cohort
from program.matching.cover import Cover
from program.person import Person


@dataclass(frozen=True)
class CoverTold:
    """The cover of a cohort with the names in it."""

    cohort: Cohort
    cover: Cover
    people: Mapping[str, Person] = field(default_factory=dict)
    competencies: Mapping[str, str] = field(default_factory=dict)
    """Names by competency id."""

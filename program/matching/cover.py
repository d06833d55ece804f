"""What there is for whom before anything is computed: who offers what, whom nobody suits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from program.matching.reasons import Bar


@dataclass(frozen=True)
class CompetencyCover:
    """A competency, and whether there are places enough with whoever offers it."""

    competency: str
    wanted: int
    """Mentees who want to grow in it."""
    offered: int
    """Mentors who are strong in it and not paused."""
    places: int
    """Free places of these mentors."""

    @property
    def short(self) -> int:
        """Mentees for whom the places of these mentors cannot be enough; never below 0."""
        return max(0, self.wanted - self.places)


@dataclass(frozen=True)
class Nobody:
    """A mentee for whom no mentor is possible, with what stands in the way of how many."""

    mentee: str
    bars: Mapping[Bar, int] = field(default_factory=dict)
    """Mentors by the first rule in the way that may be told."""
    private: int = 0
    """Mentors kept away by a confidential reason only."""


@dataclass(frozen=True)
class Cover:
    """What a run has to work with."""

    mentees: int
    mentors: int
    """Mentors on the roster who do not rest."""
    places: int
    """Places free with them, hours counted."""
    competencies: tuple[CompetencyCover, ...] = ()
    """Those that are wanted, the shortest first."""
    nobody: tuple[Nobody, ...] = ()
    mentees_without_profile: tuple[str, ...] = ()
    """Nothing is known of what they want to grow in."""
    mentors_without_profile: tuple[str, ...] = ()
    superior: tuple[tuple[str, str], ...] = ()
    """Mentee and mentor of every pair that reporting lines bar."""

    @property
    def short(self) -> int:
        """Mentees for whom there is no place, whoever they are; never below 0."""
        return max(0, self.mentees - self.places)

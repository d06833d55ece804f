"""A draft as a program manager reads it: every mentee with mentor, fit and what to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from program.cohort import Cohort
from program.matching.records import Lift
from program.matching.recruiting import Recruit
from program.matching.rows import Row, Shown
from program.person import Person


@dataclass(frozen=True)
class ProposalRow:
    """One mentee of a draft, with names."""

    mentee: Person
    mentor: Person | None
    row: Row
    """Fit, margin, risk and marks; empty for whoever reads of themselves."""
    own: bool = False
    """The reader would be one of the two: nothing of it is told to them."""


@dataclass(frozen=True)
class Proposal:
    """A draft at its last edit."""

    draft: str
    number: int
    """Which draft of the cohort it is."""
    edits: int
    """The number of the last edit: every further one names it."""
    cohort: Cohort
    rows: tuple[ProposalRow, ...]
    """By the name of the mentee."""
    paired: int
    mean: int | None
    """Basis points, over the pairs the reader may read of."""
    weakest: int | None
    fifth: int | None
    """The fit that 95 of 100 pairs have at least."""
    gap: int
    """Basis points a better set could have at most; 0: there is none."""
    total: int
    engine: str
    floor: Lift | None = None
    quota: Lift | None = None
    hub: tuple[Person, int] | None = None
    """The mentor who is the best for most mentees, and for how many of 100."""
    recruits: tuple[Recruit, ...] = ()
    """What kind of mentor would help, the most helpful first."""
    competencies: Mapping[str, str] = field(default_factory=dict)
    """Names by competency id."""

    def count(self, shown: Shown) -> int:
        """How many rows stand in this part of the list."""
        return sum(one.row.stands_in(shown) for one in self.rows)

    def chosen(self, shown: Shown, search: str = "") -> tuple[ProposalRow, ...]:
        """The rows of this part whose mentee or mentor is called so.

        What needs a look comes with the dearest first: without a mentor, below the line, thin,
        close; everything else by name.
        """
        wanted = search.strip().casefold()
        found = [one for one in self.rows if one.row.stands_in(shown) and _called(one, wanted)]
        return tuple(sorted(found, key=_urgency) if shown is Shown.NEEDS_LOOK else found)


def _called(one: ProposalRow, wanted: str) -> bool:
    names = [one.mentee.name, one.mentor.name if one.mentor else ""]
    return any(wanted in name.casefold() for name in names)


def _urgency(one: ProposalRow) -> tuple[int, int]:
    row = one.row
    marks = (row.without is not None, row.below, row.thin, row.close)
    return marks.index(True), row.margin or 0

"""A draft as a program manager reads it: every mentee with mentor, fit and what to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from program.cohort import Cohort
from program.matching.records import Edit, Inputs, Lift, Solution
from program.matching.recruiting import Recruit, recruits
from program.matching.rows import Row, Shown
from program.matching_draft import Draft, edits_of
from program.permissions import Act, require
from program.person import Person
from services import matching_drafts, matching_engine, people
from services.desk import Look

if TYPE_CHECKING:
    from program.matching.engine import Study


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


@dataclass(frozen=True)
class Opened:
    """A draft at its last edit with everything that can be asked of it."""

    draft: Draft
    edits: tuple[Edit, ...]
    solution: Solution
    inputs: Inputs = field(repr=False)
    study: Study = field(repr=False)


def opened(look: Look, draft_id: str) -> Opened:
    """A draft to be asked; the caller asks for the right to what is then told of people.

    Raises Refusal `matching.no_draft`, `.not_ready` (state), `.copy_gone`, `permissions.*`.
    """
    seen = matching_drafts.draft(look, draft_id)
    require(look.actor, Act.MATCHING_SEE, seen.subject)
    solution = matching_drafts.solution(look, seen)
    edits = edits_of(matching_drafts.edits(look, seen))
    house = look.by_the_house()
    study = matching_engine.study(seen.copy, lambda: matching_drafts.inputs(house, seen))
    return Opened(seen, edits, solution, study.inputs, study)


def proposal(look: Look, draft_id: str) -> Proposal:
    """Every mentee of a draft, what it came to, and what kind of mentor would help.

    Of a pair the reader would be in, nothing is told, and no figure counts it. Raises Refusal
    `matching.no_draft`, `.not_ready` (state), `.copy_gone`, `permissions.*`.
    """
    found = opened(look, draft_id)
    rows = found.study.explain_all(found.edits, found.solution, besides=look.me)
    known = people.named(look, {one for row in rows for one in (row.mentee, row.mentor) if one})
    shown = sorted(
        (_row(look, known, row) for row in rows), key=lambda one: one.mentee.name.casefold()
    )
    scores = sorted(one.row.score for one in shown if one.row.score is not None)
    cohort = found.draft.cohort
    return Proposal(
        draft=found.draft.id,
        number=found.draft.number,
        edits=found.draft.edits,
        cohort=cohort,
        rows=tuple(shown),
        paired=len(found.solution.pairs),
        mean=round(sum(scores) / len(scores)) if scores else None,
        weakest=scores[0] if scores else None,
        gap=found.solution.gap,
        total=sum(scores),
        engine=found.solution.engine,
        floor=found.solution.floor,
        quota=found.solution.quota,
        hub=_hub(look, found.study),
        recruits=recruits(found.inputs, found.solution),
        competencies={one.id: one.name for one in cohort.competencies},
    )


def _row(look: Look, known: Mapping[str, Person], row: Row) -> ProposalRow:
    mentee = known[row.mentee]
    mentor = known[row.mentor] if row.mentor else None
    if look.me not in (row.mentee, row.mentor):
        return ProposalRow(mentee, mentor, row)
    whose = None if look.me == row.mentee else mentor
    return ProposalRow(mentee, whose, Row(row.mentee, locked=row.locked), own=True)


def _hub(look: Look, study: Study) -> tuple[Person, int] | None:
    hub = study.hub()
    if hub is None or hub[0] == look.me:
        return None
    mentor, share = hub
    return people.named(look, [mentor])[mentor], share


def _called(one: ProposalRow, wanted: str) -> bool:
    names = [one.mentee.name, one.mentor.name if one.mentor else ""]
    return any(wanted in name.casefold() for name in names)


def _urgency(one: ProposalRow) -> tuple[int, int]:
    row = one.row
    marks = (row.without is not None, row.below, row.thin, row.close)
    return marks.index(True), row.margin or 0

"""A cohort in numbers: who fits whom how well, who may not, and who comes first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from program.matching import hard_rules, score
from program.matching.hard_rules import BIT, Masks, bars_in, free_places, free_seats
from program.matching.market import Counts, Market, Scores
from program.matching.reasons import NEVER, Bar
from program.matching.records import Edit, EditKind, Inputs, MenteeInput, MentorInput
from program.matching.rules import Priority, Scarcity
from program.nomination_voice import Rating
from program.refusal import Refusal

Shares = NDArray[np.int16]


class _Somebody(Protocol):
    @property
    def id(self) -> str: ...


One = TypeVar("One", bound=_Somebody)


@dataclass(frozen=True)
class Problem:
    """Everything that is counted once for a run: edits make a `Market` of it.

    Mentees are rows and mentors columns, in the order of the cohort's lottery.
    """

    inputs: Inputs
    mentees: tuple[str, ...]
    """Person ids; row i is mentees[i]."""
    mentors: tuple[str, ...]
    row: Mapping[str, int]
    column: Mapping[str, int]
    scores: Scores
    """Basis points, 0 to 10,000."""
    present: Shares
    """Of the weights, how many per cent stand behind a score."""
    bars: Masks
    """Bit k stands for the k-th member of `Bar`; 0: the pair is possible."""
    seats: Counts
    """Free places of each mentor that their hours reach for as well."""
    places: Counts
    """Free places of each mentor, whatever their hours: as many locks may stand on them."""
    order: Counts
    """Each mentee's place in the charter's order, from 0."""
    groups: Counts
    """For each mentee the number of their location, -1 without one."""
    rows: tuple[MenteeInput, ...] = field(repr=False)
    columns: tuple[MentorInput, ...] = field(repr=False)
    sides: score.Sides = field(repr=False)


def build(inputs: Inputs) -> Problem:
    """Count scores and hard rules of every pair. Raises ValueError where somebody stands twice."""
    rows = _by_lot(inputs.mentees, inputs.salt)
    columns = _by_lot(inputs.mentors, inputs.salt)
    sides = score.sides(rows, columns, inputs.rules.weights)
    scores, present = score.count(sides)
    bars = hard_rules.masks(rows, columns, inputs, sides.hours, sides.languages)
    if inputs.rules.priority is Priority.QUALITY:
        bars[scores < inputs.rules.line] |= BIT[Bar.BELOW_FLOOR]
    return Problem(
        inputs=inputs,
        mentees=tuple(one.id for one in rows),
        mentors=tuple(one.id for one in columns),
        row={one.id: number for number, one in enumerate(rows)},
        column={one.id: number for number, one in enumerate(columns)},
        scores=scores,
        present=present,
        bars=bars,
        seats=_numbers([free_seats(one, inputs.hours_a_mentee) for one in columns]),
        places=_numbers([free_places(one) for one in columns]),
        order=_order(rows, inputs.rules.scarcity),
        groups=_groups(rows),
        rows=rows,
        columns=columns,
        sides=sides,
    )


def market(
    problem: Problem,
    edits: Sequence[Edit] = (),
    *,
    kept: Mapping[str, str] | None = None,
    bonus: int = 0,
) -> Market:
    """The market after all edits, the last one about two people counting.

    A lock outweighs every bar but those of `NEVER` and a missing place. Raises Refusal
    `matching.locked_twice` (mentee, mentors), `matching.never_pair` (mentee, mentor, bar),
    `matching.locks_beyond_places` (mentor, places, locked) and `matching.not_in_draft` (mentee,
    mentor) for somebody who is no part of the run.
    """
    allowed = problem.bars == 0
    locks: list[tuple[int, int]] = []
    for (row, column), kind in standing(problem, edits).items():
        if kind is EditKind.VETO:
            allowed[row, column] = False
        elif kind is EditKind.LOCK:
            locks.append((row, column))
    locked = _checked(problem, locks)
    seats = np.maximum(problem.seats, np.minimum(locked, problem.places))
    return Market(
        scores=problem.scores,
        allowed=allowed,
        seats=seats,
        order=problem.order,
        groups=problem.groups,
        quota=problem.inputs.rules.quota,
        lift=problem.inputs.rules.floor,
        kept=_kept(problem, kept or {}),
        bonus=bonus,
        locks=tuple(sorted(locks)),
    )


def standing(problem: Problem, edits: Sequence[Edit]) -> dict[tuple[int, int], EditKind]:
    """What was last said about each pair, by row and column. Raises `matching.not_in_draft`."""
    last: dict[tuple[int, int], EditKind] = {}
    for edit in edits:
        if edit.mentee not in problem.row or edit.mentor not in problem.column:
            raise Refusal("matching.not_in_draft", mentee=edit.mentee, mentor=edit.mentor)
        last[problem.row[edit.mentee], problem.column[edit.mentor]] = edit.kind
    return last


def _checked(problem: Problem, locks: Sequence[tuple[int, int]]) -> Counts:
    """How many locks stand on each mentor, once all of them are possible together."""
    mentor_of: dict[int, int] = {}
    for row, column in locks:
        mentee, mentor = problem.mentees[row], problem.mentors[column]
        if row in mentor_of:
            both = (problem.mentors[mentor_of[row]], mentor)
            raise Refusal("matching.locked_twice", mentee=mentee, mentors=both)
        mentor_of[row] = column
        never = [bar for bar in bars_in(int(problem.bars[row, column])) if bar in NEVER]
        if never:
            raise Refusal("matching.never_pair", mentee=mentee, mentor=mentor, bar=never[0])
    for column, locked in Counter(mentor_of.values()).items():
        places = int(problem.places[column])
        if locked > places:
            mentor = problem.mentors[column]
            raise Refusal(
                "matching.locks_beyond_places", mentor=mentor, places=places, locked=locked
            )
    return np.bincount(
        np.fromiter(mentor_of.values(), dtype=np.int64, count=len(mentor_of)),
        minlength=len(problem.mentors),
    ).astype(np.int64)


def _kept(problem: Problem, kept: Mapping[str, str]) -> Counts | None:
    """The mentors of the draft before, for those who are still there."""
    if not kept:
        return None
    found = np.full(len(problem.mentees), -1, dtype=np.int64)
    for mentee, mentor in kept.items():
        if mentee in problem.row and mentor in problem.column:
            found[problem.row[mentee]] = problem.column[mentor]
    return found


def _by_lot(people: Sequence[One], salt: str) -> tuple[One, ...]:
    """The order of the lottery: the same for the same cohort, and nobody can choose a place."""
    if len({one.id for one in people}) < len(people):
        raise ValueError("somebody stands twice on one side of a run")
    return tuple(sorted(people, key=lambda one: sha256((salt + one.id).encode()).digest()))


def _order(rows: Sequence[MenteeInput], scarcity: Scarcity) -> Counts:
    """Who comes first where seats are scarce; among equals the lot decides."""
    potential = Rating.POTENTIAL.value if scarcity is Scarcity.POTENTIAL else ""
    ranked = sorted(
        range(len(rows)),
        key=lambda at: (-rows[at].ratings.get(potential, 0), rows[at].accepted, at),
    )
    order = np.empty(len(rows), dtype=np.int64)
    order[ranked] = np.arange(len(rows))
    return order


def _groups(rows: Sequence[MenteeInput]) -> Counts:
    number = {name: at for at, name in enumerate(sorted({one.location for one in rows} - {""}))}
    return _numbers([number.get(one.location, -1) for one in rows])


def _numbers(of: Sequence[int]) -> Counts:
    return np.array(of, dtype=np.int64)

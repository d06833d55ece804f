"""What a score is made of, in points that add up, with what stands behind each of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from program.matching import score
from program.matching.evidence import evidence
from program.matching.features import nearest
from program.matching.hard_rules import bars_in
from program.matching.problem import Problem, standing
from program.matching.reasons import Bar
from program.matching.records import Edit, EditKind, Points
from program.matching.rules import Component
from program.matching.score import COMPONENTS, Parts

MOST = 1000
"""Tenths of a point in a full score."""


def parts(problem: Problem, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Parts:
    """What each component brings to the pairs (rows[k], columns[k]): many at once, for lists."""
    return score.parts_of(problem.sides, rows, columns)


def points(problem: Problem, mentee: str, mentor: str) -> tuple[Points, ...]:
    """The components of a pair's score in tenths of a point; they add up to the score as shown.

    That is the score in basis points by 10, nearest. Components with weight 0 are left out; those
    nobody can say anything about give 0 of 0. What one can give at most adds up to 1000.
    """
    row, column = problem.row[mentee], problem.column[mentor]
    found = _one(problem, row, column)
    gained, weight = found.gained[0].tolist(), found.weight[0].tolist()
    at_most = [MOST if one else 0 for one in weight]
    most = _apportioned(weight, max(at_most), at_most)
    given = _apportioned(gained, nearest(int(problem.scores[row, column]), 10), most)
    return tuple(
        Points(
            component=component,
            points=given[at],
            of=most[at],
            evidence=_evidence(problem, component, row, column) if weight[at] else {},
        )
        for at, component in enumerate(COMPONENTS)
        if problem.inputs.rules.weights[component]
    )


def missing(problem: Problem, mentee: str, mentor: str) -> tuple[Component, ...]:
    """Components with a weight that nobody can say anything about; the others stand for them.

    Wishes are among them for every pair that nobody wished for, or where a wish would not help.
    """
    found = _one(problem, problem.row[mentee], problem.column[mentor])
    weights = problem.inputs.rules.weights
    return tuple(
        component
        for component, weight in zip(COMPONENTS, found.weight[0], strict=True)
        if weights[component] and not weight
    )


def bars(problem: Problem, edits: Sequence[Edit], mentee: str, mentor: str) -> tuple[Bar, ...]:
    """The rules in the way of a pair, in the order they are told in, vetoes included."""
    at = problem.row[mentee], problem.column[mentor]
    found = bars_in(int(problem.bars[at]))
    vetoed = standing(problem, edits).get(at) is EditKind.VETO
    return tuple(bar for bar in Bar if bar in found or (vetoed and bar is Bar.VETO))


def _one(problem: Problem, row: int, column: int) -> Parts:
    return parts(problem, np.array([row]), np.array([column]))


def _evidence(
    problem: Problem, component: Component, row: int, column: int
) -> dict[str, tuple[str, ...]]:
    return dict(evidence(component, problem.rows[row], problem.columns[column]))


def _apportioned(shares: Sequence[int], total: int, most: Sequence[int]) -> list[int]:
    """A total in whole numbers by largest remainder; nobody gets more than `most`."""
    whole = max(sum(shares), 1)
    given = [min(share * total // whole, limit) for share, limit in zip(shares, most, strict=True)]
    by_remainder = sorted(range(len(shares)), key=lambda at: (-(shares[at] * total % whole), at))
    while sum(given) < total:
        for at in by_remainder:
            if given[at] < most[at] and sum(given) < total:
                given[at] += 1
    return given

"""What a score is made of, in points that add up, with what stands behind each of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from program.matching.problem import Problem
from program.matching.reasons import Bar
from program.matching.records import Edit, Points
from program.matching.rules import Component


def shares(
    problem: Problem, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.int32]:
    """For each pair (rows[k], columns[k]) the basis points of its score by component (k x 9)."""
    raise NotImplementedError


def points(problem: Problem, mentee: str, mentor: str) -> tuple[Points, ...]:
    """The components of a pair's score in tenths of a point; they add up to round(score / 10).

    Components with weight 0 are left out; those nobody can say anything about give 0 of 0.
    """
    raise NotImplementedError


def missing(problem: Problem, mentee: str, mentor: str) -> tuple[Component, ...]:
    """Components with a weight that nobody can say anything about; the others stand for them."""
    raise NotImplementedError


def bars(problem: Problem, edits: Sequence[Edit], mentee: str, mentor: str) -> tuple[Bar, ...]:
    """The rules in the way of a pair, in the order they are told in, vetoes included."""
    raise NotImplementedError

"""A cohort in numbers: who fits whom how well, who may not, and who comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from program.matching.market import Counts, Market, Scores
from program.matching.records import Edit, Inputs

Shares = NDArray[np.int16]
Masks = NDArray[np.int16]


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


def build(inputs: Inputs) -> Problem:
    """Count scores and hard rules of every pair. Raises ValueError where somebody stands twice."""
    raise NotImplementedError


def market(
    problem: Problem,
    edits: Sequence[Edit] = (),
    *,
    kept: Mapping[str, str] | None = None,
    bonus: int = 0,
) -> Market:
    """The market after all edits, the last one about two people counting.

    A lock outweighs every bar but those of `NEVER` and a missing place. Raises Refusal
    `matching.locked_twice` (mentee), `matching.never_pair` (mentee, mentor, bar),
    `matching.locks_beyond_places` (mentor, places, locked) and `matching.not_in_draft` for somebody
    who is no part of the run.
    """
    raise NotImplementedError

"""Signals: what others see in a mentee, each met by what a mentor offers, as pure interactions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from program.matching import tables
from program.matching.records import MenteeInput, MentorInput

LOWEST, HIGHEST = 100, 500
"""Ratings are hundredths: the mean of several raters lies between two rows of a table."""
_LEVELS = 5
_STEP = 5
"""The tables count in steps of five per cent."""


@dataclass(frozen=True)
class Signals:
    """`left @ right.T` is the sum of the tables present, `counted` says how many there are."""

    left: NDArray[np.float32]
    right: NDArray[np.float32]
    left_known: NDArray[np.float32]
    right_known: NDArray[np.float32]

    def rows(self, start: int, stop: int, weight: int) -> tuple[NDArray[np.int32], ...]:
        """What some mentees gain with every mentor, and the weight behind it."""
        total = (self.left[start:stop] @ self.right.T).astype(np.int32)
        counted = (self.left_known[start:stop] @ self.right_known.T).astype(np.int32)
        return _mean(total, counted, weight)

    def of(
        self, rows: NDArray[np.int64], columns: NDArray[np.int64], weight: int
    ) -> tuple[NDArray[np.int32], ...]:
        """The same for single pairs."""
        total = (self.left[rows] * self.right[columns]).sum(axis=1).astype(np.int32)
        counted = (self.left_known[rows] * self.right_known[columns]).sum(axis=1).astype(np.int32)
        return _mean(total, counted, weight)


def signals(mentees: Sequence[MenteeInput], mentors: Sequence[MentorInput]) -> Signals:
    """Both sides of the four tables; a rating between two levels lies between their rows."""
    kinds = tuple(tables.SIGNALS.items())
    left = np.zeros((len(mentees), len(kinds) * _LEVELS), dtype=np.float32)
    right = np.zeros((len(mentors), len(kinds) * _LEVELS), dtype=np.float32)
    left_known = np.zeros((len(mentees), len(kinds)), dtype=np.float32)
    right_known = np.zeros((len(mentors), len(kinds)), dtype=np.float32)
    for number, (rating, (offer, table)) in enumerate(kinds):
        first = number * _LEVELS
        rated = np.array([one.ratings.get(rating, 0) for one in mentees], dtype=np.int64)
        known = np.flatnonzero(rated)
        low, over = np.divmod(np.clip(rated[known], LOWEST, HIGHEST) - LOWEST, 100)
        left[known, first + low] = 100 - over
        left[known, first + np.minimum(low + 1, _LEVELS - 1)] += over
        left_known[known, number] = 1
        steps = [offered(one, offer, len(table[0])) or 0 for one in mentors]
        offering = np.flatnonzero(steps)
        columns = np.array(table, dtype=np.float32).T // _STEP
        right[offering, first : first + _LEVELS] = columns[np.array(steps, dtype=int)[offering] - 1]
        right_known[offering, number] = 1
    return Signals(left, right, left_known, right_known)


def offered(mentor: MentorInput, name: str, most: int) -> int | None:
    """What a mentor offers on one scale, from 1; None: not said, or not on the scale."""
    step: int | None = getattr(mentor, name)
    return step if step is not None and 1 <= step <= most else None


def _mean(
    total: NDArray[np.int32], counted: NDArray[np.int32], weight: int
) -> tuple[NDArray[np.int32], ...]:
    """Weight times the mean of the tables present, nearest, and the weight where there are any."""
    # The sum is in hundredths of a rating times steps: 100 * 20 of them are a whole.
    among = np.maximum(counted, 1) * (2_000 * 2_079 // tables.WHOLE)
    gained = (weight * 2_079 * total + among // 2) // among
    return gained, np.where(counted > 0, weight, 0).astype(np.int32)

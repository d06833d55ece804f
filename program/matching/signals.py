"""Signals: what others see in a mentee, each met by what a mentor offers, as pure interactions."""

from collections.abc import Mapping, Sequence
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
        for row, mentee in enumerate(mentees):
            if rating in mentee.ratings:
                low, over = below(mentee.ratings[rating])
                left[row, first + low] = 100 - over
                left[row, first + min(low + 1, _LEVELS - 1)] += over
                left_known[row, number] = 1
        for row, mentor in enumerate(mentors):
            step = offered(mentor, offer, len(table[0]))
            if step is not None:
                right[row, first : first + _LEVELS] = [line[step - 1] // _STEP for line in table]
                right_known[row, number] = 1
    return Signals(left, right, left_known, right_known)


def below(rating: int) -> tuple[int, int]:
    """The row of a table at or below a rating, from 0, and how many hundredths it is above it."""
    clipped = min(max(rating, LOWEST), HIGHEST)
    return divmod(clipped - LOWEST, 100)


def offered(mentor: MentorInput, name: str, most: int) -> int | None:
    """What a mentor offers on one scale, from 1; None: not said, or not on the scale."""
    steps: Mapping[str, int | None] = {
        "reach": mentor.reach,
        "directness": mentor.directness,
        "breadth": mentor.breadth,
        "stretch": mentor.stretch,
    }
    step = steps[name]
    return step if step is not None and 1 <= step <= most else None


def _mean(
    total: NDArray[np.int32], counted: NDArray[np.int32], weight: int
) -> tuple[NDArray[np.int32], ...]:
    """Weight times the mean of the tables present, nearest, and the weight where there are any."""
    # The sum is in hundredths of a rating times steps: 100 * 20 of them are a whole.
    among = np.maximum(counted, 1) * (2_000 * 2_079 // tables.WHOLE)
    gained = (weight * 2_079 * total + among // 2) // among
    return gained, np.where(counted > 0, weight, 0).astype(np.int32)

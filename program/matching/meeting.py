"""What two people must have in common to meet at all: hours and languages, as tables of classes.

Many people share a zone or a list of languages, so the table between the different weeks (or
lists) is small and every pair looks its number up in it.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from program.matching import tables
from program.matching.hours import HALF_HOURS, shortened

Classes = NDArray[np.intp]
Table = NDArray[np.int32]
Kind = TypeVar("Kind", bound=Hashable)
Number = TypeVar("Number", bound=np.signedinteger[Any])


@dataclass(frozen=True)
class Meeting:
    """A number for each pair by the class of either one; -1 where one of the two is unknown."""

    left: Classes
    right: Classes
    table: Table

    def rows(self, worth: NDArray[Number], start: int, stop: int) -> NDArray[Number]:
        """For some mentees with every mentor what their number is worth, by a table beside ours."""
        return worth[self.left[start:stop]][:, self.right]

    def of(
        self, worth: NDArray[Number], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> NDArray[Number]:
        """The same for single pairs."""
        return worth[self.left[rows], self.right[columns]]


def shared_hours(mine: Sequence[int | None], theirs: Sequence[int | None]) -> Meeting:
    """Half-hours of the longest stretch both share, at most `ENOUGH_HALF_HOURS`."""
    left, weeks = _classes(mine)
    right, others = _classes(theirs)
    table = np.zeros((len(weeks), len(others)), dtype=np.int32)
    # A stretch of n half-hours is shared where stretches of n half-hours begin in both weeks.
    for _ in range(tables.ENOUGH_HALF_HOURS):
        table += (_bits(weeks) @ _bits(others).T) > 0
        weeks, others = [shortened(one) for one in weeks], [shortened(one) for one in others]
    return Meeting(left, right, _unknown_at_the_end(table))


def common_languages(mine: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> Meeting:
    """How many languages both speak."""
    left, lists = _classes([frozenset(one) or None for one in mine])
    right, others = _classes([frozenset(one) or None for one in theirs])
    words = {word: number for number, word in enumerate(sorted(set().union(*lists, *others)))}
    table = _spoken(lists, words) @ _spoken(others, words).T
    return Meeting(left, right, _unknown_at_the_end(table.astype(np.int32)))


def _classes(of: Sequence[Kind | None]) -> tuple[Classes, list[Kind]]:
    """The class of each one and the classes; unknown is -1, the last row of a table."""
    numbers: dict[Kind, int] = {}
    for one in of:
        if one is not None:
            numbers.setdefault(one, len(numbers))
    found = (-1 if one is None else numbers[one] for one in of)
    return np.fromiter(found, dtype=np.intp, count=len(of)), list(numbers)


def _bits(weeks: Sequence[int]) -> NDArray[np.float32]:
    size = HALF_HOURS // 8
    raw = np.frombuffer(b"".join(one.to_bytes(size, "little") for one in weeks), dtype=np.uint8)
    return np.unpackbits(raw.reshape(len(weeks), size), axis=1).astype(np.float32)


def _spoken(lists: Sequence[frozenset[str]], words: dict[str, int]) -> NDArray[np.float32]:
    spoken = np.zeros((len(lists), len(words)), dtype=np.float32)
    for row, one in enumerate(lists):
        spoken[row, [words[word] for word in one]] = 1
    return spoken


def _unknown_at_the_end(table: Table) -> Table:
    """A last row and column of -1, where index -1 finds them."""
    return np.pad(table, ((0, 1), (0, 1)), constant_values=-1)

"""Who can have a seat together: paths of exchanges over everybody possible, as bits of numbers."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from program.matching.market import Counts


def bits(possible: NDArray[np.bool_]) -> list[int]:
    """For each mentee one number with a bit for each possible mentor."""
    if not possible.shape[1]:
        return [0] * len(possible)
    packed = np.packbits(possible, axis=1, bitorder="little")
    width = packed.shape[1]
    whole = packed.tobytes()
    return [int.from_bytes(whole[at : at + width], "little") for at in range(0, len(whole), width)]


class Seating:
    """Seats handed out one by one; who has one keeps one, though perhaps another."""

    def __init__(self, possible: Sequence[int], seats: Counts) -> None:
        """`possible` as `bits` gives it."""
        self._possible = possible
        self._left = [max(0, int(many)) for many in seats]
        self._holders: list[set[int]] = [set() for _ in self._left]
        self._free = sum(1 << at for at, many in enumerate(self._left) if many)
        self._open = (1 << len(self._left)) - 1
        self.mates = [-1] * len(possible)

    def put(self, mentee: int, mentor: int) -> None:
        """Hand a free seat of a mentor to a mentee who has none."""
        self.mates[mentee] = mentor
        self._holders[mentor].add(mentee)
        self._left[mentor] -= 1
        if not self._left[mentor]:
            self._free ^= 1 << mentor

    def seat(self, mentee: int) -> bool:
        """Find a seat for one more, by exchanges if need be. False: there is none.

        Where there is none, all seats that the search reached can be reached by nobody's exchange
        any more; nobody looks there again.
        """
        free = self._possible[mentee] & self._free & self._open
        if free:
            self.put(mentee, _first(free))
            return True
        reached = 0
        came_from: dict[int, int] = {}
        waiting = [mentee]
        for one in waiting:
            new = self._possible[one] & self._open & ~reached
            free = new & self._free
            if free:
                self._exchange(mentee, one, _first(free), came_from)
                return True
            reached |= new
            for mentor in _each(new):
                came_from[mentor] = one
                waiting.extend(sorted(self._holders[mentor]))
        self._open &= ~reached
        return False

    def _exchange(self, mentee: int, last: int, free: int, came_from: dict[int, int]) -> None:
        one, to = last, free
        while True:
            left = self.mates[one]
            if left >= 0:
                self._holders[left].remove(one)
                self._left[left] += 1
            self.mates[one] = to
            self._holders[to].add(one)
            self._left[to] -= 1
            if one == mentee:
                break
            one, to = came_from[left], left
        if not self._left[free]:
            self._free ^= 1 << free


def _first(number: int) -> int:
    return (number & -number).bit_length() - 1


def _each(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def seated(possible: Sequence[int], seats: Counts, order: Counts) -> Counts:
    """For each mentee some seat, or -1: the first in the order have one before any later one.

    Nobody who could have a seat besides those before them goes without (sets of people who can
    sit together are a matroid, and this is its greedy set), so it is also as many as possible.
    """
    found = Seating(possible, seats)
    for mentee in np.argsort(order, kind="stable").tolist():
        if possible[mentee]:
            found.seat(mentee)
    return np.array(found.mates, dtype=np.int64)


def all_seated(possible: Sequence[int], seats: Counts, start: Counts) -> Counts | None:
    """A seat for everybody, `start` being a part of it already; None where that is impossible."""
    found = Seating(possible, seats)
    for mentee in np.flatnonzero(start >= 0).tolist():
        found.put(mentee, int(start[mentee]))
    for mentee in np.flatnonzero(start < 0).tolist():
        if not found.seat(mentee):
            return None
    return np.array(found.mates, dtype=np.int64)

"""The shortest chain of moves that passes a seat on, forwards from whoever lacks one."""

import numpy as np

from program.matching.ledger import BLOCK, FAR, Ledger
from program.matching.market import Counts


def seat(ledger: Ledger, mentee: int, end: int) -> None:
    """Find a seat for a mentee who has none.

    One seat of mentor `end` stands empty at its price; `ledger.out`: none does, and the chain
    may end at any free seat or with somebody who goes without.
    """
    _Forward(ledger, end).from_mentee(mentee)


def spill(ledger: Ledger, mentor: int, end: int) -> None:
    """One mentee of a mentor has to go, as there are more than seats; `end` as in `seat`."""
    _Forward(ledger, end).from_mentor(mentor)


class _Forward:
    """Distances from a start to mentors, nearest first, until `end` is the nearest."""

    def __init__(self, ledger: Ledger, end: int) -> None:
        nodes = ledger.out + 1
        self.on = ledger
        self.end = end
        self.far = np.full(nodes, FAR)
        self.open = np.full(nodes, FAR)  # the same, without those already reached
        self.by = np.full(nodes, -1)  # the mentee whose move leads there
        self.freed = -1  # the mentor whose free seat leads out
        self.start = -1
        self.moving = -1

    def from_mentee(self, mentee: int) -> None:
        out = self.on.out
        lacks = self.on.lacks(mentee)
        best = max(0, -int(lacks.min(initial=0)))
        self.moving = mentee
        self.far[:out] = lacks + best
        self.far[out] = best
        self.by[:] = mentee
        self.open[:] = self.far
        self._go()

    def from_mentor(self, mentor: int) -> None:
        self.start = mentor
        self.far[mentor] = self.open[mentor] = 0
        self._go()

    def _go(self) -> None:
        while (node := int(self.open.argmin())) != self.end:
            self.open[node] = FAR
            if node == self.on.out:
                self._from_out()
            else:
                self._from(node)
        on, length = self.on, self.far[self.end]
        shifted = np.minimum(self.far, length)
        on.prices += shifted[on.out] - shifted[:-1]
        for mentee, mentor in self._moves():
            on.move(mentee, mentor)

    def _from(self, mentor: int) -> None:
        on, here = self.on, self.far[mentor]
        if on.has_free(mentor) and here < self.far[on.out]:
            self.far[on.out] = self.open[on.out] = here
            self.by[on.out], self.freed = -1, mentor
        for mentee in np.flatnonzero(on.mates == mentor).tolist():
            lacks = on.lacks(mentee)
            here_too = here - lacks[mentor]
            if here_too < self.far[on.out]:
                self.far[on.out] = self.open[on.out] = here_too
                self.by[on.out] = mentee
            self._nearer(lacks + here_too, mentee)

    def _from_out(self) -> None:
        """A seat may be left empty, or go to somebody who has none."""
        on, here = self.on, self.far[self.on.out]
        self._nearer(on.prices + here, -1)
        without = on.present & (on.mates < 0)
        if self.moving >= 0:
            without[self.moving] = False
        waiting = np.flatnonzero(without)
        size = max(1, BLOCK // max(1, on.out))
        for first in range(0, len(waiting), size):
            some = waiting[first : first + size]
            lacks = np.stack([on.lacks(mentee) for mentee in some.tolist()])
            self._nearer(lacks.min(axis=0) + here, some[lacks.argmin(axis=0)])

    def _nearer(self, far: Counts, by: Counts | int | np.int64) -> None:
        out = self.on.out
        nearer = far < self.far[:out]
        np.copyto(self.far[:out], far, where=nearer)
        np.copyto(self.open[:out], far, where=nearer)
        np.copyto(self.by[:out], by, where=nearer)

    def _moves(self) -> list[tuple[int, int]]:
        """The chain from its end back to its start: who moves to which mentor."""
        on, node = self.on, self.end
        moves = []
        while node != self.start:
            mentee = int(self.by[node])
            if mentee < 0:
                node = self.freed if node == on.out else on.out
                continue
            moves.append((mentee, -1 if node == on.out else node))
            if mentee == self.moving:
                break
            left = int(on.mates[mentee])
            node = on.out if left < 0 else left
        return moves

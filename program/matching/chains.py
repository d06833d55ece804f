"""The shortest chain of moves that passes a seat on, forwards from whoever lacks one."""

import numpy as np

from program.matching.ledger import FAR, Ledger
from program.matching.market import Counts
from program.matching.sales import sell

BATCH = 32
"""So many mentors are looked at together in a long search: arrays cost by the piece."""


def seat(ledger: Ledger, mentee: int, empty: int = -1) -> None:
    """Find a seat for a mentee who has none, if they are worth one.

    One seat of mentor `empty` stands empty at its price; -1: no seat does.
    """
    _Search(ledger, empty).from_mentee(mentee)


def spill(ledger: Ledger, mentor: int, empty: int = -1) -> None:
    """One mentee of a mentor has to go, as there are more than seats; `empty` as in `seat`."""
    _Search(ledger, empty).from_mentor(mentor)


class _Search:
    """How far mentors are from the start, nearest first, until a chain may end.

    It ends at the seat that stands empty, or `out`: at a free seat that costs nothing, or with
    somebody who goes without. In the second case the empty seat is sold afterwards.
    """

    def __init__(self, ledger: Ledger, empty: int) -> None:
        self.on = ledger
        self.out = len(ledger.prices)
        self.empty = empty
        self.far = np.full(self.out + 1, FAR)
        self.open = np.full(self.out, FAR)  # the same, of those still to be looked at
        self.by = np.full(self.out + 1, -1)  # the mentee whose move leads there
        self.freed = -1  # the mentor whose free seat leads out
        self.start = -1
        self.moving = -1

    def from_mentee(self, mentee: int) -> None:
        lacks = self.on.lacks(np.array([mentee]))[0]
        best = max(0, -int(lacks.min(initial=0)))
        self.moving = mentee
        self.far[:-1] = self.open[:] = lacks + best
        self.far[-1] = best
        self.by[:] = mentee
        self._go()

    def from_mentor(self, mentor: int) -> None:
        self.start = mentor
        self.far[mentor] = self.open[mentor] = 0
        self._go()

    def _go(self) -> None:
        batch = 1
        while len(mentors := self._nearest(batch)):
            self.open[mentors] = FAR
            self._from(mentors)
            batch = min(2 * batch, BATCH)
        on, end = self.on, self._end()
        on.prices += np.maximum(0, self.far[end] - self.far[:-1])
        for mentee, mentor in self._moves(end):
            on.move(mentee, mentor)
        if end == self.out and self.empty >= 0:
            sell(on, self.empty)

    def _end(self) -> int:
        """Where the chain would end now."""
        if self.empty >= 0 and self.far[self.empty] <= self.far[self.out]:
            return self.empty
        return self.out

    def _nearest(self, most: int) -> Counts:
        """Some of the nearest mentors that are nearer than the end; none: it is reached."""
        length = self.far[self._end()]
        if most == 1:
            nearest = np.array([self.open.argmin()])
        elif most < self.out:
            nearest = np.argpartition(self.open, most)[:most]
        else:
            nearest = np.arange(self.out)
        near: Counts = nearest[self.open[nearest] < length]
        return near

    def _from(self, mentors: Counts) -> None:
        """Look from some mentors at where their mentees could go."""
        on, out = self.on, self.out
        free = mentors[on.taken[mentors] < on.seats[mentors]]
        if len(free):
            first = int(free[self.far[free].argmin()])
            if self.far[first] < self.far[out]:
                self.far[out], self.by[out], self.freed = self.far[first], -1, first
        looked_at = np.zeros(out + 1, np.bool_)
        looked_at[mentors] = True
        mentees = np.flatnonzero(looked_at[on.mates])
        if not len(mentees):
            return
        theirs = on.mates[mentees]
        lacks = on.lacks(mentees)
        here = self.far[theirs] - lacks[np.arange(len(mentees)), theirs]
        lacks += here[:, None]
        last = here.argmin()
        if here[last] < self.far[out]:
            self.far[out], self.by[out] = here[last], mentees[last]
        far = lacks.min(axis=0)
        nearer = np.flatnonzero(far < self.far[:-1])
        self.far[nearer] = self.open[nearer] = far[nearer]
        if len(nearer):
            self.by[nearer] = mentees[lacks[:, nearer].argmin(axis=0)]

    def _moves(self, end: int) -> list[tuple[int, int]]:
        """The chain from its end back to its start: who moves to which mentor."""
        moves: list[tuple[int, int]] = []
        node = end
        while node != self.start:
            mentee = int(self.by[node])
            if mentee < 0:
                node = self.freed
                continue
            moves.append((mentee, -1 if node == self.out else node))
            if mentee == self.moving:
                break
            node = int(self.on.mates[mentee])
        return moves

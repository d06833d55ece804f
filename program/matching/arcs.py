"""The best set of pairs on some arcs, and the prices of seats that prove it on these arcs."""

from dataclasses import dataclass

import numpy as np

from program.matching import flow
from program.matching.market import Counts


@dataclass(frozen=True)
class Arcs:
    """Pairs that may be made, in the order of their mentees; every mentee has one at least."""

    people: int
    mentees: Counts
    """For each arc its mentee, 0 to `people` - 1, ascending."""
    columns: Counts
    """For each arc its mentor, or whatever else has seats."""
    weights: Counts

    def held(self, mates: Counts) -> Counts:
        """What the pair of each mentee weighs."""
        used = np.flatnonzero(self.columns == mates[self.mentees])
        found = np.empty(self.people, np.int64)
        found[self.mentees[used]] = self.weights[used]
        return found


def best(arcs: Arcs, seats: Counts) -> Counts:
    """For each mentee a column: of all ways to give everybody one, that of the greatest weight.

    Raises ValueError where not everybody can have one. What all arcs of one mentee have in common
    makes no difference and is taken off: small numbers are quicker to solve.
    """
    if not arcs.people:
        return np.zeros(0, np.int64)
    common = np.full(arcs.people, np.iinfo(np.int64).min)
    np.maximum.at(common, arcs.mentees, arcs.weights)
    worth = arcs.weights - common[arcs.mentees]
    return flow.assign(arcs.mentees, arcs.columns, worth, arcs.people, seats)


def prices(arcs: Arcs, mates: Counts, start: Counts) -> Counts:
    """The smallest prices, from `start` up, at which everybody's own column suits them best.

    Who is left with less because a price rose offers more elsewhere, until nobody does. Raises
    ValueError if `mates` is not the best on these arcs: then prices would rise for ever.
    """
    many = np.bincount(arcs.mentees, minlength=arcs.people)
    first = np.cumsum(many) - many
    held = arcs.held(mates)
    found = start.copy()
    asked = np.arange(arcs.people)
    rounds = 0
    while len(asked):
        left = held[asked] - found[mates[asked]]
        runs = many[asked]
        ends = np.cumsum(runs)
        chosen = np.repeat(first[asked] - (ends - runs), runs) + np.arange(ends[-1])
        offered = arcs.weights[chosen] - np.repeat(left, runs)
        columns = arcs.columns[chosen]
        more = offered > found[columns]
        before = found.copy()
        np.maximum.at(found, columns[more], offered[more])
        asked = np.flatnonzero((found > before)[mates])
        rounds += 1
        if rounds > len(start) + 1:
            raise ValueError("these pairs are not the best on these arcs")
    return found

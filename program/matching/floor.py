"""Lifting the weakest pair: how high that is possible with the same people seated, at what cost."""

from dataclasses import dataclass, replace

import numpy as np

from program.matching import candidates, rounds, seated, weights
from program.matching.market import Counts, Market
from program.matching.rounds import Benches

DEAREST = 100
"""Lifting costs at most one in so many basis points of all pairs together."""


@dataclass(frozen=True)
class Lifted:
    """The best pairs above a floor; without one where the weakest pair cannot be lifted."""

    found: rounds.Found
    at: int | None
    price: int


def lift(
    market: Market, inside: Market, free: Counts, found: rounds.Found, benches: Benches | None
) -> Lifted:
    """As high as the same people can be seated, or as high as one per cent of the whole allows.

    `inside` is the market without its locked pairs. The price counts scores and bonuses, so it is
    never below 0 and grows with the floor.
    """
    rows = free[found.mates[free] >= 0]
    if not market.lift or not len(rows):
        return Lifted(found, None, 0)
    mates = found.mates[rows]
    levels, sitting = reachable(inside, rows, mates)
    whole = weights.value(inside, found.mates)
    most = _scores(market, found.mates) // DEAREST
    out = np.setdiff1d(free, free if benches is not None else rows, assume_unique=True)
    everybody = free if benches is not None else rows
    best = Lifted(found, None, 0)
    low, high = 0, len(levels) - 1
    at = high  # most often the highest is cheap enough
    while low < high:
        above = cut(inside, int(levels[at]))
        keys = found.keys[above.allowed.reshape(-1)[found.keys]]
        keys = candidates.joined(keys, rows, sitting, len(market.seats))
        lifted = rounds.settle(above, everybody, out, keys, benches)
        price = whole - weights.value(inside, lifted.mates)
        if price <= most:
            best = Lifted(lifted, int(levels[at]), price)
            low = at
        else:
            high = at - 1
        at = (low + high + 1) // 2
    return best


def reachable(market: Market, rows: Counts, mates: Counts) -> tuple[Counts, Counts]:
    """From the weakest of these pairs up: every score at which all of `rows` can still be seated,
    ascending, and seats for them at the last one.

    `market` is without locks; `mates` is a seat for each of `rows`.
    """
    lines = np.arange(len(rows))
    scores = np.where(market.allowed[rows], market.scores[rows], -1)
    low, high = int(scores[lines, mates].min()), int(scores.max(axis=1).min())
    levels = np.unique(scores[(scores >= low) & (scores <= high)])
    first, last = 0, len(levels) - 1
    while first < last:
        middle = (first + last + 1) // 2
        possible = scores >= levels[middle]
        start = np.where(possible[lines, mates], mates, -1)
        sitting = seated.all_seated(seated.bits(possible), market.seats, start)
        if sitting is None:
            last = middle - 1
        else:
            first, mates = middle, sitting
    return levels[: first + 1].astype(np.int64), mates


def cut(market: Market, threshold: int) -> Market:
    """The market without the pairs below a threshold."""
    return replace(market, allowed=market.allowed & (market.scores >= threshold))


def _scores(market: Market, mates: Counts) -> int:
    seats = mates.copy()
    for mentee, mentor in market.locks:
        seats[mentee] = mentor
    rows = np.flatnonzero(seats >= 0)
    return int(market.scores[rows, seats[rows]].sum())

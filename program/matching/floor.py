"""Lifting the weakest pair: how high that is possible with the same people seated, at what cost."""

from dataclasses import dataclass, replace

import numpy as np

from program.matching import candidates, rounds, seated, weights
from program.matching.certificate import blocks
from program.matching.market import Counts, Market
from program.matching.rounds import Benches
from program.matching.rules import BASIS_POINTS

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
    low = int(inside.scores[rows, found.mates[rows]].min())
    high, sitting = highest(inside, rows, found.mates[rows])
    whole = weights.value(inside, found.mates)
    most = rounds.total(market, found.mates) // DEAREST
    everybody = rows if benches is None else free
    out = np.setdiff1d(free, everybody, assume_unique=True)
    best = Lifted(found, None, 0)
    at = high  # most often the highest is cheap enough
    while low < high:
        above = cut(inside, at)
        keys = found.keys[above.allowed.reshape(-1)[found.keys]]
        keys = candidates.joined(keys, rows, sitting, len(market.seats))
        lifted = rounds.settle(above, everybody, out, keys, benches)
        price = whole - weights.value(inside, lifted.mates)
        if price <= most:
            best = Lifted(lifted, at, price)
            low = at
        else:
            high = at - 1
        at = (low + high + 1) // 2
    return best


def highest(market: Market, rows: Counts, mates: Counts) -> tuple[int, Counts]:
    """The highest threshold at which all of `rows` can still be seated, and seats for them there.

    `market` is without locks; `mates` is a seat for each of `rows` already.
    """
    low = int(market.scores[rows, mates].min())
    high = _best_of_worst(market, rows)
    while low < high:
        middle = (low + high + 1) // 2
        start = np.where(market.scores[rows, mates] >= middle, mates, -1)
        sitting = seated.all_seated(_possible(market, rows, middle), market.seats, start)
        if sitting is None:
            high = middle - 1
        else:
            mates = sitting
            low = int(market.scores[rows, mates].min())
    return low, mates


def _best_of_worst(market: Market, rows: Counts) -> int:
    """What the mentee has at best whose best is the least: no threshold above it seats them."""
    least = BASIS_POINTS
    for some in blocks(rows, len(market.seats)):
        least = min(least, int((market.scores[some] * market.allowed[some]).max(axis=1).min()))
    return least


def _possible(market: Market, rows: Counts, threshold: int) -> list[int]:
    found: list[int] = []
    for some in blocks(rows, len(market.seats)):
        found += seated.bits(market.allowed[some] & (market.scores[some] >= threshold))
    return found


def cut(market: Market, threshold: int) -> Market:
    """The market without the pairs below a threshold."""
    return replace(market, allowed=market.allowed & (market.scores >= threshold))

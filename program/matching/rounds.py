"""Solving on a few pairs, asking all others whether one of them would be better, and again."""

from dataclasses import dataclass

import numpy as np

from program.matching import arcs, candidates, certificate, weights
from program.matching.market import Counts, Market

SHORT = 500
"""Basis points: a pair that misses being better by no more is looked at in the next round."""


@dataclass(frozen=True)
class Benches:
    """Seats without a mentor, of no weight: for whom a quota allows to stay without one."""

    of: Counts
    """For each mentee of the market the number of their bench; the last one has room for all."""
    seats: Counts


@dataclass(frozen=True)
class Found:
    """The best set of pairs of a market, locked ones left out."""

    mates: Counts
    prices: Counts
    keys: candidates.Keys
    """The pairs it was found among; all others were asked."""
    lifts: Counts | None = None


def settle(
    market: Market, rows: Counts, out: Counts, keys: candidates.Keys, benches: Benches | None = None
) -> Found:
    """The best way to give each of `rows` a seat (or a bench), proved over all their pairs.

    `out` are those for whom there is no seat: what they would weigh is the least price of a seat
    that is possible for them. `market` is without locks, `keys` are the pairs to begin with;
    raises ValueError where they do not seat everybody.
    """
    mentors = len(market.seats)
    place = np.full(len(market.order), -1, np.int64)
    place[rows] = np.arange(len(rows))
    seats = market.seats if benches is None else np.concatenate([market.seats, benches.seats])
    start = np.zeros(len(seats), np.int64)
    start[:mentors] = _wanted(market, out)
    missed = keys[:0]
    while True:
        some = _arcs(market, rows, place, keys, benches)
        mates = arcs.best(some, seats)
        prices = arcs.prices(some, mates, start)
        left = some.held(mates) - prices[mates]
        mentees, columns, over = certificate.missed(market, rows, prices[:mentors], left, SHORT)
        better = over > 0
        if not better.any():
            break
        # Those missed once stay, so that each round knows more than the one before.
        missed = candidates.joined(missed, mentees[better], columns[better], mentors)
        has = mates < mentors
        sitting = candidates.joined(missed, rows[has], mates[has], mentors)
        keys = candidates.joined(sitting, mentees, columns, mentors)
    found = np.full(len(market.order), -1, np.int64)
    found[rows] = np.where(mates < mentors, mates, -1)
    lifts = None if benches is None else prices[mentors:-1]
    return Found(found, prices[:mentors], keys, lifts)


def total(market: Market, mates: Counts) -> int:
    """Basis points of these pairs and the locked ones of the market together."""
    seats = mates.copy()
    for mentee, mentor in market.locks:
        seats[mentee] = mentor
    rows = np.flatnonzero(seats >= 0)
    return int(market.scores[rows, seats[rows]].sum())


def _arcs(
    market: Market, rows: Counts, place: Counts, keys: candidates.Keys, benches: Benches | None
) -> arcs.Arcs:
    mentors = len(market.seats)
    mentees, columns = np.divmod(keys, max(1, mentors))
    weight = weights.of_pairs(market, mentees, columns)
    if benches is None:
        return arcs.Arcs(len(rows), place[mentees], columns, weight)
    mentees = np.concatenate([mentees, rows])
    columns = np.concatenate([columns, mentors + benches.of[rows]])
    weight = np.concatenate([weight, np.zeros(len(rows), np.int64)])
    in_order = np.argsort(mentees, kind="stable")
    return arcs.Arcs(len(rows), place[mentees[in_order]], columns[in_order], weight[in_order])


def _wanted(market: Market, out: Counts) -> Counts:
    """For each mentor the most that anybody without a seat weighs with them."""
    most = np.zeros(len(market.seats), np.int64)
    for some in certificate.blocks(out, len(market.seats)):
        np.maximum(most, weights.of_rows(market, some).max(axis=0), out=most)
    return most

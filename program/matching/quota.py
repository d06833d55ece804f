"""A quota: of each location at least so many per cent get a mentor, or as many as can be had."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from program.matching import candidates, rounds, seated
from program.matching.certificate import without_mentor
from program.matching.market import Counts, Market


@dataclass(frozen=True)
class Shared:
    """The best pairs that hold a quota."""

    found: rounds.Found
    inside: Market
    """The market they are the best of, without locked pairs."""
    benches: rounds.Benches | None = None
    """Only where the quota changed anything."""
    at: int | None = None
    price: int = 0


def hold(
    market: Market, inside: Market, free: Counts, possible: Sequence[int], found: rounds.Found
) -> Shared:
    """The pairs that hold the quota of a market, or the highest below it that can be held.

    `found` are the best pairs without one. `possible` has a bit for each mentor of each mentee who
    is free. The price counts scores, and is 0 where the quota costs none.
    """
    if market.quota is None or market.groups is None:
        return Shared(found, inside)
    mates = found.mates.copy()
    for mentee, mentor in market.locks:
        mates[mentee] = mentor
    least = held(market, mates)
    more = reachable(inside, free, possible, least)
    if more is None:
        return Shared(found, replace(inside, quota=least), at=least)
    at, sitting = more
    inside = replace(inside, quota=at)
    beside = benches(inside)
    mentors = len(inside.seats)
    has = sitting < mentors
    keys = candidates.joined(candidates.best(inside, free), free[has], sitting[has], mentors)
    shared = rounds.settle(inside, free, free[:0], keys, beside)
    price = rounds.total(inside, found.mates) - rounds.total(inside, shared.mates)
    return Shared(shared, inside, beside, at, max(0, price))


def held(market: Market, mates: Counts) -> int:
    """The greatest quota, at most the one asked for, that a set of pairs holds."""
    if market.groups is None or market.quota is None:
        return 0
    inside = market.groups >= 0
    people = np.bincount(market.groups[inside])
    seats = np.bincount(market.groups[inside & (mates >= 0)], minlength=len(people))
    there = people > 0
    return int((100 * seats[there] // people[there]).min(initial=market.quota))


def benches(market: Market) -> rounds.Benches:
    """The benches of a market with a quota: one for each group, for as many as its quota leaves
    over, and a last one for whoever belongs to no group."""
    groups, places = without_mentor(market)
    return rounds.Benches(
        np.where(groups < 0, len(places), groups), np.append(places, len(groups)).astype(np.int64)
    )


def reachable(
    market: Market, free: Counts, possible: Sequence[int], least: int
) -> tuple[int, Counts] | None:
    """The greatest quota above `least` that can be held, and a seat or bench for everybody free.

    None where nothing above `least` can be. `market` is without locks.
    """
    low, high = least, market.quota or 0
    best: tuple[int, Counts] | None = None
    asked = high  # most often it can be held as it is
    while low < high:
        beside = benches(replace(market, quota=asked))
        first = len(market.seats)
        seats = np.concatenate([market.seats, beside.seats])
        with_bench = [
            one | (1 << (first + bench))
            for one, bench in zip(possible, beside.of[free].tolist(), strict=True)
        ]
        sitting = seated.all_seated(with_bench, seats, np.full(len(free), -1, np.int64))
        if sitting is None:
            high = asked - 1
        else:
            low, best = asked, (asked, sitting)
        asked = (low + high + 1) // 2
    return best

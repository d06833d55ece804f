"""The best set of pairs of a market, with the prices that prove it."""

from collections.abc import Callable
from dataclasses import replace

from program.matching import candidates, certificate, floor, flow, quota, rounds, seated, weights
from program.matching.market import Market, Outcome

Progress = Callable[[int, int], None]
"""Told how many parts of the work are done, and of how many."""

PARTS = 4
"""Who has a seat; who sits where; the quota; the weakest pair."""


def solve(market: Market, *, progress: Progress | None = None) -> Outcome:
    """The best set of pairs, proved: `bound` equals `value`.

    The same market gives the same pairs. Raises ValueError where locks are more than seats or name
    one mentee twice.
    """
    told = progress or (lambda _done, _of: None)
    told(0, PARTS)
    free, seats = certificate.without_locks(market)
    inside = replace(market, seats=seats, locks=(), lift=False)
    possible = seated.bits(market.allowed[free])
    sitting = seated.seated(possible, seats, market.order[free])
    told(1, PARTS)
    rows, out = free[sitting >= 0], free[sitting < 0]
    keys = candidates.joined(candidates.best(inside, rows), rows, sitting[sitting >= 0], len(seats))
    found = rounds.settle(inside, rows, out, keys)
    told(2, PARTS)
    shared = quota.hold(market, inside, free, possible, found)
    told(3, PARTS)
    lifted = floor.lift(market, shared.inside, free, shared.found, shared.benches)
    mates = lifted.found.mates.copy()
    for mentee, mentor in market.locks:
        mates[mentee] = mentor
    outcome = Outcome(
        mates=mates,
        prices=lifted.found.prices,
        value=weights.value(market, mates),
        bound=0,
        floor=lifted.at,
        floor_price=lifted.price,
        quota=shared.at,
        quota_price=shared.price,
        lifts=lifted.found.lifts,
        engine=flow.engine(),
    )
    proved = certificate.bound(within(market, outcome), outcome.prices, outcome.lifts)
    told(PARTS, PARTS)
    return replace(outcome, bound=proved)


def within(market: Market, outcome: Outcome) -> Market:
    """The market that an outcome is the best of: no pair below its floor, the quota it held."""
    inside = replace(market, quota=outcome.quota, lift=False)
    return inside if outcome.floor is None else floor.cut(inside, outcome.floor)

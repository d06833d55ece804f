"""What a pair that was not made would do to the whole: the exact price, and who else would move."""

from dataclasses import dataclass, replace

import numpy as np

from program.matching import turns, weights
from program.matching.forcing import force
from program.matching.market import Counts, Market, Outcome
from program.matching.standing import Standing
from program.matching.warm import Held

MOST_TRIED = 40
"""So many mentors are priced exactly for one mentee before the cheapest are told."""
_FAR = 2**62
"""More than anything a pair can take from the whole."""


@dataclass(frozen=True)
class Effect:
    """A pair forced into a draft."""

    mates: Counts
    loss: int
    """In the weights of the market: places, scores and kept pairs together."""


@dataclass(frozen=True)
class Opened:
    """A draft in which one mentee is free to be forced: a lock of theirs is taken off."""

    whole: Market
    market: Market
    outcome: Outcome
    decided: bool
    lifted: bool
    """Whether a floor takes pairs out of the market."""


def opened(found: Standing, mentee: int) -> Opened | None:
    """None where this draft cannot be told from prices: they do not prove it, a quota decided who
    has a seat and that might change, or a lock stands on a place beyond the mentor's hours."""
    market, outcome, whole = found.market, found.outcome, found.whole
    mentor = dict(market.locks).get(mentee)
    might_change = found.decided and (mentor is not None or found.mates[mentee] < 0)
    if outcome is None or might_change:
        return None
    if mentor is not None:
        if market.seats[mentor] > found.problem.seats[mentor]:
            return None
        held = Held(market, outcome)
        held.unlock(mentee)
        market, outcome = held.market, held.outcome()
        whole = replace(whole, locks=market.locks)
    lifted = found.solution.floor is not None
    return Opened(whole, market, outcome, found.decided, lifted)


def has_place(found: Standing, mentee: int, mentor: int) -> bool:
    """Whether a mentor has a place that is not locked to somebody else."""
    return int(found.problem.places[mentor]) > _locked(found.whole, mentor, besides=mentee)


def effect(room: Opened, mentee: int, mentor: int) -> Effect | None:
    """The best pairs given this one; None where floor, quota or hours would have to give way."""
    if room.market.seats[mentor] <= _locked(room.market, mentor, besides=mentee):
        return None
    forced = force(room.market, room.outcome, mentee, mentor)
    if room.decided and forced.unseated is not None:
        return None
    whole = replace(room.whole, locks=(*room.whole.locks, (mentee, mentor)))
    if forced.unseated is not None and room.lifted and not turns.kept(whole, forced.mates):
        return None
    before = weights.value(room.market, room.outcome.mates)
    return Effect(forced.mates, before - weights.value(room.market, forced.mates))


def cheapest(
    found: Standing, room: Opened, mentee: int, most: int
) -> tuple[tuple[int, Effect | None], ...]:
    """Mentors beside the mentee's own whose pair takes least from the whole, with what it does.

    Among pairs that take the same, the higher score comes first. Prices bound from below what a
    pair takes, so nobody is priced who cannot be among the cheapest. An effect is None where
    `effect` has none; such a mentor comes last.
    """
    bounds = _bounds(room, mentee)
    possible = found.possible[mentee] & room.market.allowed[mentee]
    if found.mates[mentee] >= 0:
        possible[found.mates[mentee]] = False
    open_to = [int(j) for j in np.flatnonzero(possible) if has_place(found, mentee, int(j))]
    scores = found.problem.scores[mentee]
    tried: list[tuple[int, int, int, Effect | None]] = []
    for mentor in sorted(open_to, key=lambda j: (int(bounds[j]), -int(scores[j]), j))[:MOST_TRIED]:
        tried.sort(key=lambda one: one[:3])
        if len(tried) >= most and tried[most - 1][0] < bounds[mentor]:
            break
        done = effect(room, mentee, mentor)
        loss = _FAR if done is None else done.loss
        tried.append((loss, -int(scores[mentor]), mentor, done))
    tried.sort(key=lambda one: one[:3])
    return tuple((mentor, done) for _, _, mentor, done in tried[:most])


def _locked(market: Market, mentor: int, *, besides: int) -> int:
    return sum(1 for other, one in market.locks if one == mentor and other != besides)


def _bounds(room: Opened, mentee: int) -> Counts:
    """For each mentor the least that forcing the pair takes, in weights: what prices say."""
    market, prices = room.market, room.outcome.prices
    worth = weights.of_rows(market, np.array([mentee], np.int64))[0]
    mate = int(room.outcome.mates[mentee])
    left = int(worth[mate] - prices[mate]) if mate >= 0 else 0
    bounds: Counts = left + prices - worth
    return bounds


def by_score(found: Standing, mentee: int, most: int) -> tuple[int, ...]:
    """Possible mentors beside the mentee's own, the highest scores first: where no price tells."""
    scores = found.problem.scores[mentee]
    possible = [
        int(j)
        for j in np.flatnonzero(found.possible[mentee])
        if j != found.mates[mentee] and has_place(found, mentee, int(j))
    ]
    return tuple(sorted(possible, key=lambda j: (-int(scores[j]), j))[:most])

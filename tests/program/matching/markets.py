"""Hypothesis' markets: small ones with everything a market may have, and what is best in them.

The best is told by scipy: mentees against single seats, with a place of their own for whoever goes
without. It shares no line with ours.
"""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from program.matching.market import Counts, Market, Outcome

IMPOSSIBLE = -1e15


@st.composite
def markets(
    draw: st.DrawFn, *, mentees: int = 9, mentors: int = 5, kept: bool = True, groups: bool = False
) -> Market:
    """Up to so many people. Many scores are equal in some, none in others."""
    n, m = draw(st.integers(1, mentees)), draw(st.integers(1, mentors))
    most = draw(st.sampled_from([3, 300, 10_000]))
    pairs = st.lists(st.integers(-(most // 2), most), min_size=n * m, max_size=n * m)
    scores = np.array(draw(pairs)).reshape(n, m)
    before = draw(st.lists(st.integers(-1, m - 1), min_size=n, max_size=n))
    some = draw(st.lists(st.integers(-1, 1), min_size=n, max_size=n))
    return Market(
        scores=np.maximum(scores, 0).astype(np.int32),
        allowed=scores >= 0,
        seats=np.array(draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))),
        order=np.array(draw(st.permutations(range(n)))),
        groups=np.array(some) if groups else None,
        kept=np.array(before) if kept else None,
        bonus=draw(st.sampled_from([0, 1, 100])) if kept else 0,
    )


def locked(market: Market, data: st.DataObject) -> Market:
    """The same with a few pairs locked, forbidden ones among them, never beyond the seats."""
    people, mentors = market.scores.shape
    locks: dict[int, int] = {}
    wishes = st.tuples(st.integers(0, people - 1), st.integers(0, mentors - 1))
    for mentee, mentor in data.draw(st.lists(wishes, max_size=3)):
        if list(locks.values()).count(mentor) < market.seats[mentor]:
            locks.setdefault(mentee, mentor)
    return replace(market, locks=tuple(locks.items()))


def best(market: Market) -> Counts:
    """For each mentee their mentor in a best set of pairs, by scipy."""
    people, mentors = market.scores.shape
    allowed, seats = market.allowed.copy(), market.seats.copy()
    for mentee, mentor in market.locks:
        allowed[mentee] = False
        seats[mentor] -= 1
    seat_of = np.repeat(np.arange(mentors), seats)
    worth = np.where(allowed, _worth(market), IMPOSSIBLE)[:, seat_of]
    without = np.where(np.eye(people, dtype=bool), 0.0, IMPOSSIBLE)
    rows, columns = linear_sum_assignment(np.hstack([worth, without]), maximize=True)
    mates = np.full(people, -1)
    seated = columns < len(seat_of)
    mates[rows[seated]] = seat_of[columns[seated]]
    for mentee, mentor in market.locks:
        mates[mentee] = mentor
    return mates


def best_value(market: Market) -> int:
    """What a best set of pairs weighs."""
    return weighed(market, best(market))


def weighed(market: Market, mates: Counts) -> int:
    """What a set of pairs weighs, told without our code."""
    worth = _worth(market)
    return sum(int(worth[mentee, mentor]) for mentee, mentor in enumerate(mates) if mentor >= 0)


def total(market: Market, mates: Counts) -> int:
    """The scores of all pairs together."""
    return sum(
        int(market.scores[mentee, mentor]) for mentee, mentor in enumerate(mates) if mentor >= 0
    )


def is_feasible(market: Market, mates: Counts) -> bool:
    """Whether these are pairs of this market: possible or locked, no more than there are seats."""
    locks = dict(market.locks)
    pairs = [(mentee, int(mentor)) for mentee, mentor in enumerate(mates) if mentor >= 0]
    for mentee, mentor in pairs:
        possible = market.allowed[mentee, mentor] and mentee not in locks
        if not possible and locks.get(mentee) != mentor:
            return False
    taken = np.bincount([mentor for _, mentor in pairs], minlength=len(market.seats))
    return bool((taken <= market.seats).all()) and set(market.locks) <= set(pairs)


def is_proved(market: Market, outcome: Outcome) -> bool:
    """Whether the outcome is what its prices prove: no pair leaves anybody more than their own."""
    locks = dict(market.locks)
    free = market.seats - np.bincount([*locks.values()], minlength=len(market.seats))
    taken = np.bincount(
        [m for i, m in enumerate(outcome.mates) if m >= 0 and i not in locks],
        minlength=len(market.seats),
    )
    prices, worth = outcome.prices, _worth(market)
    if (prices < 0).any() or (prices[taken < free] > 0).any():
        return False
    bound = int((free * prices).sum())
    for mentee in range(len(worth)):
        if mentee in locks:
            bound += int(worth[mentee, locks[mentee]])
        else:
            left = (worth[mentee] - prices)[market.allowed[mentee]]
            bound += max(0, int(left.max(initial=0)))
    return bound == outcome.bound == outcome.value == weighed(market, outcome.mates)


def _worth(market: Market) -> Counts:
    """People first, in their order, then scores and bonuses: as the decision on the model says."""
    people = len(market.order)
    one = people * 10_001 + people * market.bonus + 1
    worth: Counts = market.scores + one * (people - market.order)[:, None]
    if market.kept is not None:
        worth = worth + market.bonus * (
            market.kept[:, None] == np.arange(len(market.seats))[None, :]
        )
    return worth.astype(np.int64)

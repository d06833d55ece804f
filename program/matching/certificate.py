"""The proof: a bound that no set of pairs exceeds, from any prices, over every allowed pair."""

import numpy as np
from numpy.typing import NDArray

from program.matching import weights
from program.matching.market import Counts, Market

BLOCK = 1 << 16
"""Pairs that are looked at together: what fits the processor's cache is quickest."""
MOST = 64
"""So many pairs of one mentee are taken up in one round."""


def bound(market: Market, prices: Counts, lifts: Counts | None = None) -> int:
    """What no set of pairs of this market can weigh more than, whatever the prices from 0 up.

    Every mentee takes at most what their best pair leaves after its price, every seat brings at
    most its price. `lifts` says what a quota adds to the weight of each group: it is taken off
    again for as many as the quota asks for. Locked pairs count as they are.
    """
    free, seats = without_locks(market)
    total = int((seats * prices).sum())
    rest = np.zeros(len(market.order), np.int64)
    if lifts is not None:
        held, places = without_mentor(market)
        total += int((places * lifts).sum())
        rest[held >= 0] = -lifts[held[held >= 0]]
    shift = int(prices.max(initial=0)) + 1  # so that 0 is less than what any pair leaves
    own = weights.bases(market)
    for some in blocks(free, len(prices)):
        leaves = market.scores[some] + (shift - prices)
        _add_bonus(market, some, leaves, market.bonus)
        leaves *= market.allowed[some]
        best = leaves.max(axis=1, initial=0)
        with_pair = np.where(best > 0, best - shift + own[some], rest[some])
        total += int(np.maximum(with_pair, rest[some]).sum())
    if market.locks:
        locked = np.array(market.locks, np.int64)
        total += int(weights.of_pairs(market, locked[:, 0], locked[:, 1]).sum())
    return total


def missed(
    market: Market, rows: Counts, prices: Counts, left: Counts, short: int
) -> tuple[Counts, Counts, Counts]:
    """Pairs of some mentees that leave more, at these prices, than each of them has `left`, or at
    most `short` less: mentee, mentor and by how much, in the order of the market.

    No more than `MOST` of one mentee, those that leave most. None above 0: nothing better exists.
    """
    nothing = np.zeros(0, np.int64)
    found = [(nothing, nothing, nothing)]
    own = weights.bases(market)[rows]
    at = 0
    for some in blocks(rows, len(prices)):
        here = slice(at, at + len(some))
        at += len(some)
        least = (left[here] - own[here])[:, None] + prices
        _add_bonus(market, some, least, -market.bonus)
        least -= short
        scores = market.scores[some]
        line, column = _at(scores >= least, market.allowed[some])
        over = scores[line, column] - least[line, column] - short
        chosen = _most_of_each(line, over)
        found.append((some[line[chosen]], column[chosen], over[chosen]))
    mentees, mentors, over = (np.concatenate(each) for each in zip(*found, strict=True))
    return mentees, mentors, over


def _at(near: NDArray[np.bool_], allowed: NDArray[np.bool_]) -> tuple[Counts, Counts]:
    line, column = np.divmod(np.flatnonzero(near & allowed), max(1, near.shape[1]))
    return line, column


def _most_of_each(line: Counts, over: Counts) -> Counts:
    """Where the greatest numbers of each line stand, at most `MOST` of each; lines ascend."""
    many = np.bincount(line)
    if not (many > MOST).any():
        return np.arange(len(line))
    in_order = np.lexsort((-over, line))
    place = np.arange(len(line)) - np.repeat(np.cumsum(many) - many, many)
    return np.sort(in_order[place < MOST])


def without_locks(market: Market) -> tuple[Counts, Counts]:
    """The mentees who are not locked, and the seats that locked pairs leave.

    Raises ValueError where a lock names nobody, one mentee is locked twice or a mentor has fewer
    seats than locks: who makes a market refuses that in words.
    """
    free = np.ones(len(market.order), np.bool_)
    taken = np.zeros(len(market.seats), np.int64)
    for mentee, mentor in market.locks:
        if not (0 <= mentee < len(free) and 0 <= mentor < len(taken)):
            raise ValueError("a lock names nobody")
        if not free[mentee]:
            raise ValueError("a mentee is locked twice")
        free[mentee] = False
        taken[mentor] += 1
    seats = market.seats - taken
    if (seats[taken > 0] < 0).any():
        raise ValueError("a mentor has more locks than seats")
    return np.flatnonzero(free), np.maximum(seats, 0)


def without_mentor(market: Market) -> tuple[Counts, Counts]:
    """For each mentee the group that a quota counts them in, and for each group how many of it
    may stay without a mentor: all those beyond the quota's share, rounded down."""
    if market.groups is None or market.quota is None or not len(market.groups):
        return np.full(len(market.order), -1, np.int64), np.zeros(0, np.int64)
    people = np.bincount(market.groups[market.groups >= 0])
    return market.groups.astype(np.int64), people - (people * market.quota + 99) // 100


def _add_bonus(market: Market, rows: Counts, block: NDArray[np.int64], bonus: int) -> None:
    if market.kept is not None and bonus:
        kept = market.kept[rows]
        with_one = np.flatnonzero(kept >= 0)
        block[with_one, kept[with_one]] += bonus


def blocks(rows: Counts, columns: int) -> list[Counts]:
    """Rows in pieces of about `BLOCK` pairs."""
    size = max(1, BLOCK // max(1, columns))
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def split(market: Market, prices: Counts) -> tuple[Counts, Counts]:
    """Prices as places in the order and basis points: what one more seat of a mentor would change.

    Above 0 places, one more seat would give somebody a mentor who has none. The basis points are
    what the sum of scores and bonuses gains by it; below 0 only where a place is gained.
    """
    one = weights.step(market)
    places = (prices + one // 2) // one
    return places, prices - places * one

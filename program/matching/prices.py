"""The smallest prices of seats that prove a set of pairs to be the best."""

from collections.abc import Callable

import numpy as np

from program.matching import weights
from program.matching.market import Counts, Market

BLOCK = 1 << 20
"""So many pairs are looked at in one go, to bound the memory."""

Offers = Callable[[Counts, Counts], Counts]
"""From some mentees and what a pair leaves each of them: the most they would pay each mentor."""


def smallest(rows: Counts, columns: Counts, worth: Counts, mates: Counts, mentors: int) -> Counts:
    """The smallest prices under which nobody on these arcs would rather have another mentor.

    `rows`, `columns` and `worth` name the arcs (in any order, the pairs of `mates` among them) and
    their weights. Raises ValueError if `mates` is not the best set of pairs on these arcs.
    """
    by_row = np.argsort(rows, kind="stable")
    columns, worth = columns[by_row], worth[by_row]
    arcs = np.bincount(rows, minlength=len(mates))
    ends = np.cumsum(arcs)
    starts = ends - arcs
    owner = np.repeat(np.arange(len(mates)), arcs)

    held = np.zeros(len(mates), np.int64)
    pairs = np.flatnonzero(mates[owner] == columns)
    held[owner[pairs]] = worth[pairs]

    def offers(asked: Counts, left: Counts) -> Counts:
        many = arcs[asked]
        first = np.repeat(starts[asked] - (np.cumsum(many) - many), many)
        chosen = first + np.arange(len(first))
        most = np.zeros(mentors, np.int64)
        np.maximum.at(most, columns[chosen], worth[chosen] - left[owner[chosen]])
        return most

    return _risen(offers, held, mates, mentors, np.arange(len(mates)))


def of_market(market: Market, mates: Counts) -> Counts:
    """The same over every allowed pair of a market; a locked pair takes no part.

    Raises ValueError if `mates` is not the best set of pairs.
    """
    people, mentors = market.scores.shape
    free = np.ones(people, np.bool_)
    free[[mentee for mentee, _ in market.locks]] = False
    mates = np.where(free, mates, -1)
    held = np.zeros(people, np.int64)
    seated = np.flatnonzero(mates >= 0)
    held[seated] = weights.of_pairs(market, seated, mates[seated])

    def offers(asked: Counts, left: Counts) -> Counts:
        most = np.zeros(mentors, np.int64)
        size = max(1, BLOCK // max(1, mentors))
        for first in range(0, len(asked), size):
            some = asked[first : first + size]
            would_pay = weights.of_rows(market, some) - left[some][:, None]
            np.maximum(most, would_pay.max(axis=0, initial=0), out=most)
        return most

    return _risen(offers, held, mates, mentors, np.flatnonzero(free))


def _risen(offers: Offers, held: Counts, mates: Counts, mentors: int, asked: Counts) -> Counts:
    """From prices of nothing: whoever is left with less by a risen price offers more elsewhere."""
    prices = np.zeros(mentors, np.int64)
    left = held.copy()
    rounds = 0
    while len(asked):
        most = offers(asked, left)
        risen = most > prices
        np.maximum(prices, most, out=prices)
        asked = np.flatnonzero(risen[mates] & (mates >= 0)) if mentors else asked[:0]
        left[asked] = held[asked] - prices[mates[asked]]
        rounds += 1
        # A price rises along a chain of mentors; one longer than there are mentors goes in circles.
        if rounds > mentors + 1 or (left[asked] < 0).any():
            raise ValueError("these pairs are not the best on these arcs")
    return prices

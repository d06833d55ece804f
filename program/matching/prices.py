"""The smallest prices of seats that prove a set of pairs to be the best of its market."""

import numpy as np

from program.matching import weights
from program.matching.certificate import blocks
from program.matching.market import Counts, Market

DEAREST = 64
"""So many mentors whose price rose are followed at a time, the dearest first: what follows from
them is seldom higher, so few are followed twice."""


def of_market(market: Market, mates: Counts) -> Counts:
    """The smallest prices under which nobody would rather have another mentor; locked pairs take
    no part.

    From prices of nothing: whom a risen price leaves with less offers more to every other mentor.
    Raises ValueError if `mates` is not the best set of pairs: prices would rise for ever.
    """
    people, mentors = market.scores.shape
    free = np.ones(people, np.bool_)
    free[[mentee for mentee, _ in market.locks]] = False
    mates = np.where(free, mates, -1)
    held = np.zeros(people, np.int64)
    seated = np.flatnonzero(mates >= 0)
    held[seated] = weights.of_pairs(market, seated, mates[seated])

    prices = np.zeros(mentors, np.int64)
    left = held.copy()
    raised_by = np.full(mentors, -1)
    risen = np.zeros(mentors + 1, np.bool_)  # the last one stands for no mentor
    followed = 0
    asked = np.flatnonzero(free)
    while len(asked) and mentors:
        for some in blocks(asked, mentors):
            offers = weights.of_rows(market, some)
            offers -= left[some, None]
            most = offers.max(axis=0)
            up = np.flatnonzero(most > prices)
            prices[up] = most[up]
            if len(up):
                raised_by[up] = some[offers[:, up].argmax(axis=0)]
            risen[up] = True
        dearest = _dearest(np.flatnonzero(risen), prices)
        risen[dearest] = False
        theirs = np.zeros(mentors + 1, np.bool_)
        theirs[dearest] = True
        asked = np.flatnonzero(theirs[mates])
        left[asked] = held[asked] - prices[mates[asked]]
        followed += len(dearest)
        in_circles = False
        if followed > mentors:
            followed, in_circles = 0, _in_circles(raised_by, mates)
        if in_circles or (left[asked] < 0).any():
            raise ValueError("these pairs are not the best of this market")
    return prices


def _dearest(risen: Counts, prices: Counts) -> Counts:
    """Of these mentors the few with the highest prices."""
    if len(risen) <= DEAREST:
        return risen
    return risen[np.argpartition(-prices[risen], DEAREST)[:DEAREST]]


def _in_circles(raised_by: Counts, mates: Counts) -> bool:
    """Whether a price rose because of itself: whose mentees raised it, whose raised theirs …"""
    start = len(raised_by)
    because = np.full(start + 1, start)
    known = np.flatnonzero(raised_by >= 0)
    of = mates[raised_by[known]]
    because[known] = np.where(of >= 0, of, start)
    for _ in range(start.bit_length()):
        because = because[because]
    return bool((because != start).any())

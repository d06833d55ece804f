"""The weights that a market is solved in: people first, in the charter's order, then the scores."""

import numpy as np

from program.matching.market import Counts, Market

NEVER = np.int64(-(2**62))
"""The weight of a pair that a rule forbids."""


def step(market: Market) -> int:
    """What one place in the charter's order weighs: more than all scores together can differ.

    Basis points run to 10,000 a mentee, and each may bring the bonus for a kept pair; so no gain
    of scores is ever worth a seat, nor a place in the order.
    """
    mentees = len(market.order)
    return mentees * (10_001 + market.bonus) + 1


def bases(market: Market) -> Counts:
    """For each mentee what being seated weighs at all: the earlier in the order, the more."""
    return step(market) * (len(market.order) - market.order.astype(np.int64))


def of_rows(market: Market, rows: Counts) -> Counts:
    """The weights of some mentees with every mentor; `NEVER` where a rule forbids the pair."""
    weights = market.scores[rows] + bases(market)[rows][:, None]
    if market.kept is not None and market.bonus:
        kept = market.kept[rows]
        with_one = np.flatnonzero(kept >= 0)
        weights[with_one, kept[with_one]] += market.bonus
    return np.where(market.allowed[rows], weights, NEVER)


def of_pairs(market: Market, rows: Counts, columns: Counts) -> Counts:
    """The weights of some pairs, forbidden or not."""
    weights = market.scores[rows, columns] + bases(market)[rows]
    if market.kept is not None and market.bonus:
        weights += market.bonus * (market.kept[rows] == columns)
    return weights


def value(market: Market, mates: Counts) -> int:
    """What a set of pairs weighs, locked ones included."""
    seated = np.flatnonzero(mates >= 0)
    return int(of_pairs(market, seated, mates[seated]).sum())

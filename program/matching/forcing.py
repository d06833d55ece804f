"""What one pair would cost the whole, exactly: the pair is made, and all others the best for it."""

from dataclasses import dataclass, field

import numpy as np

from program.matching.market import Counts, Market, Outcome
from program.matching.warm import Held


@dataclass(frozen=True)
class Forced:
    """A market with one pair forced, against its best set of pairs."""

    cost_bp: int
    """What the scores of all pairs together lose, in basis points. Places and kept pairs go before
    scores: below 0 where somebody else has a seat by it or a pair of the draft before is given
    up."""
    moved: tuple[int, ...]
    """Other mentees who get another mentor, none, or one at last."""
    unseated: int | None
    """Who of them would have no mentor any more."""
    seated: int | None
    """Who of them would have one at last."""
    mates: Counts = field(repr=False)
    """For each mentee the number of their mentor then, -1 without one."""


def force(market: Market, outcome: Outcome, mentee: int, mentor: int) -> Forced:
    """Force a pair in the market that `outcome` is the best of; neither is changed.

    The pair may be one that a rule forbids. Raises ValueError where the mentee is locked or every
    seat of the mentor is.
    """
    held = Held(market, outcome)
    before = held.mates
    held.lock(mentee, mentor)
    after = held.mates
    other = np.flatnonzero(before != after)
    other = other[other != mentee]
    gone = other[after[other] < 0]
    come = other[before[other] < 0]
    return Forced(
        cost_bp=_total(market, before) - _total(market, after),
        moved=tuple(int(one) for one in other),
        unseated=int(gone[0]) if len(gone) else None,
        seated=int(come[0]) if len(come) else None,
        mates=after,
    )


def _total(market: Market, mates: Counts) -> int:
    seated = np.flatnonzero(mates >= 0)
    return int(market.scores[seated, mates[seated]].sum(dtype=np.int64))

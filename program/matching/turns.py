"""Whether the charter's order is kept: nobody goes without while a later one could give way."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from program.matching import certificate, seated
from program.matching.market import Counts, Market


def kept(market: Market, mates: Counts) -> bool:
    """Whether no mentee without a mentor could have one, be it by others changing places or by
    somebody later in the order giving theirs up.

    Sets of people who can sit together are a matroid: where no single exchange makes the set
    better, it is the one that the order gives. Locked pairs stay as they are.
    """
    free, seats = certificate.without_locks(market)
    allowed = market.allowed[free] & (seats > 0)
    own, order = mates[free], market.order[free]
    waiting = np.flatnonzero((own < 0) & allowed.any(axis=1))
    if not len(waiting):
        return True
    holders: dict[int, list[int]] = defaultdict(list)
    for one in np.flatnonzero(own >= 0).tolist():
        holders[int(own[one])].append(one)
    taken = np.bincount(own[own >= 0], minlength=len(seats))
    empty = sum(1 << mentor for mentor in np.flatnonzero(seats > taken).tolist())
    possible = seated.bits(allowed)
    unseen = (1 << len(seats)) - 1
    # Whoever a search from an earlier one reaches is earlier than that one, or we are done; so the
    # later ones need not look there again.
    for first in waiting[np.argsort(order[waiting])].tolist():
        ahead = [first]
        for one in ahead:
            reached = possible[one] & unseen
            if reached & empty:
                return False
            unseen ^= reached
            for mentor in _each(reached):
                if any(order[other] > order[first] for other in holders[mentor]):
                    return False
                ahead.extend(holders[mentor])
    return True


def _each(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest

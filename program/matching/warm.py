"""A solved market kept warm: each edit is a chain or two of moves, and leaves a proven optimum."""

from dataclasses import replace

import numpy as np

from program.matching import chains, sales, solving, weights
from program.matching.certificate import bound, without_mentor
from program.matching.ledger import Ledger
from program.matching.market import Counts, Market, Outcome

ENGINE = "numpy"


class Held:
    """The pairs of a market and their prices, changed by one edit after another.

    After each edit no set of pairs weighs more than these; where several weigh the same, a cold
    solve may choose another of them. Prices are of the weights of `program.matching.weights`.
    """

    def __init__(self, market: Market, outcome: Outcome) -> None:
        """Take over what a solver answered for this very market (`solving.within`)."""
        self._outcome = outcome
        self._ledger = _ledger(market, outcome)
        self._locks = dict(market.locks)

    @property
    def mates(self) -> Counts:
        """For each mentee the number of their mentor, -1 without one; locked pairs included."""
        mates = self._ledger.mates.copy()
        for mentee, mentor in self._locks.items():
            mates[mentee] = mentor
        return mates

    @property
    def market(self) -> Market:
        """The market as it stands after the edits. Who was removed has no possible mentor."""
        seats = self._ledger.seats.copy()
        for mentor in self._locks.values():
            seats[mentor] += 1
        allowed = self._ledger.allowed()
        away = [i for i in np.flatnonzero(~self._ledger.present) if int(i) not in self._locks]
        if away:
            allowed = allowed.copy()
            allowed[away] = False
        locks = tuple(self._locks.items())
        return replace(self._ledger.market, allowed=allowed, seats=seats, locks=locks)

    def outcome(self) -> Outcome:
        """The pairs as a solver would answer them, proven anew over all pairs."""
        market, mates, prices = self.market, self.mates, self._ledger.prices.copy()
        held = replace(market, quota=self._outcome.quota)
        return replace(
            self._outcome,
            mates=mates,
            prices=prices,
            value=weights.value(market, mates),
            bound=bound(held, prices, self._outcome.lifts),
            engine=ENGINE,
        )

    def add(self, mentee: int) -> None:
        """A mentee takes part again, or for the first time."""
        if self._ledger.present[mentee]:
            return
        self._refuse_locked(mentee)
        self._ledger.present[mentee] = True
        chains.seat(self._ledger, mentee)
        self._settle()

    def remove(self, mentee: int) -> None:
        """A mentee takes no part any more; their seat goes to whoever gains the most."""
        self._refuse_locked(mentee)
        left = self._leave(mentee)
        if left >= 0:
            sales.sell(self._ledger, left)
        self._settle()

    def seat(self, mentor: int, more: int) -> None:
        """A mentor has one seat more (1) or one less (-1).

        Raises ValueError where no seat beside the locked ones is left to take away.
        """
        on = self._ledger
        if on.seats[mentor] + more < 0:
            raise ValueError("every seat of this mentor is locked")
        on.seats[mentor] += more
        if more > 0:
            sales.sell(on, mentor)
        elif on.taken[mentor] > on.seats[mentor]:
            chains.spill(on, mentor)
        self._settle()

    def veto(self, mentee: int, mentor: int) -> None:
        """This pair is not possible any more; if it was not made, nobody moves."""
        if self._ledger.allow(mentee, mentor, False) and self._ledger.mates[mentee] == mentor:
            self._again(mentee)
        self._settle()

    def unveto(self, mentee: int, mentor: int) -> None:
        """This pair is possible again."""
        if self._ledger.allow(mentee, mentor, True) and self._ledger.present[mentee]:
            self._again(mentee)
        self._settle()

    def lock(self, mentee: int, mentor: int) -> None:
        """This pair is made, whatever its rules or its score say, and takes no further part.

        Raises ValueError where every seat of the mentor is locked already, or the mentee is.
        """
        on = self._ledger
        self._refuse_locked(mentee)
        if on.seats[mentor] < 1:
            raise ValueError("every seat of this mentor is locked")
        left = self._leave(mentee)
        on.seats[mentor] -= 1
        self._locks[mentee] = mentor
        if on.taken[mentor] > on.seats[mentor]:
            chains.spill(on, mentor, left)
        elif left >= 0 and left != mentor:
            sales.sell(on, left)
        self._settle()

    def unlock(self, mentee: int) -> None:
        """A locked pair is like any other again; its mentee may lose that mentor."""
        mentor = self._locks.pop(mentee)
        self._ledger.present[mentee] = True
        self._ledger.seats[mentor] += 1
        chains.seat(self._ledger, mentee, mentor)
        self._settle()

    def _settle(self) -> None:
        """Chains know a quota by what it adds to weights; where that is no longer right, cold."""
        old, quota = self._ledger, self._ledger.market.quota
        if quota is None or (self._outcome.quota == quota and self._is_shared()):
            return
        market = self.market
        self._outcome = found = solving.solve(market)
        bare = replace(old.market, seats=market.seats, locks=market.locks)
        self._ledger = _ledger(bare, found)
        self._ledger.rules, self._ledger.present = old.rules, old.present

    def _is_shared(self) -> bool:
        """Whether each group has its share, and no more than it where the quota binds."""
        groups, may = without_mentor(self._ledger.market)
        without = np.bincount(groups[(groups >= 0) & (self.mates < 0)], minlength=len(may))
        lifts = self._outcome.lifts
        tight = np.zeros(len(may), np.bool_) if lifts is None else lifts > 0
        return bool((without <= may).all() and (without == may)[tight].all())

    def _leave(self, mentee: int) -> int:
        """Take a mentee out; answers whose seat stands empty now, -1: nobody's."""
        left = int(self._ledger.mates[mentee])
        self._ledger.move(mentee, -1)
        self._ledger.present[mentee] = False
        return left

    def _again(self, mentee: int) -> None:
        """What is possible for a mentee has changed: seat them anew."""
        left = self._leave(mentee)
        self._ledger.present[mentee] = True
        chains.seat(self._ledger, mentee, left)

    def _refuse_locked(self, mentee: int) -> None:
        if mentee in self._locks:
            raise ValueError("this mentee is locked")


def _ledger(market: Market, outcome: Outcome) -> Ledger:
    bases = weights.bases(market)
    if outcome.lifts is not None and market.groups is not None:
        in_one = np.flatnonzero(market.groups >= 0)
        bases[in_one] += outcome.lifts[market.groups[in_one]]
    return Ledger(market, outcome.mates, outcome.prices, bases)

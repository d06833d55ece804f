"""Who has whose seat at which prices, and the cheapest way to pass one seat on along a chain.

A ledger is right as long as two things hold: nobody would rather have another mentor at these
prices, and a mentor with a free seat costs nothing. Everything that changes a market leaves one
seat too few somewhere and one too many elsewhere; the shortest chain of moves between the two,
with the prices that follow from its length, makes both hold again. (Successive shortest paths;
`OUT` stands for everything that is no seat: mentees without one, and seats without a mentee.)
"""

import numpy as np

from program.matching import weights
from program.matching.market import Allowed, Counts, Market

FAR = np.int64(2**61)
"""Farther than any sum of weights."""


class Ledger:
    """The pairs and prices of a market, to be changed step by step. Locked pairs take no part."""

    def __init__(
        self, market: Market, mates: Counts, prices: Counts, bases: Counts | None = None
    ) -> None:
        """`bases`: what being seated weighs for each mentee, if not by the charter's order."""
        self.market = market
        self.mates = mates.copy()
        self.prices = prices.copy()
        self.seats = market.seats.copy()
        self.present = np.ones(len(mates), np.bool_)
        for mentee, mentor in market.locks:
            self.mates[mentee] = -1
            self.present[mentee] = False
            self.seats[mentor] -= 1
        self.taken = np.bincount(self.mates[self.mates >= 0], minlength=len(prices))
        self._bases = weights.bases(market) if bases is None else bases
        self.rules: dict[int, Allowed] = {}
        """Of the mentees whose rules have changed since: which mentors are possible."""

    def allow(self, mentee: int, mentor: int, allowed: bool) -> bool:
        """Allow or forbid a pair; answers whether that was news."""
        row = self.rules.get(mentee, self.market.allowed[mentee])
        if bool(row[mentor]) == allowed:
            return False
        changed = row.copy()
        changed[mentor] = allowed
        self.rules[mentee] = changed
        return True

    def allowed(self) -> Allowed:
        """All rules as they stand now."""
        allowed = self.market.allowed
        if self.rules:
            allowed = allowed.copy()
            for mentee, row in self.rules.items():
                allowed[mentee] = row
        return allowed

    def lacks(self, mentees: Counts) -> Counts:
        """For each mentor the price less the weight of the pair: below 0 where it is worth it."""
        market = self.market
        lacks = self.prices - market.scores[mentees]
        lacks -= self._bases[mentees, None]
        if market.bonus and market.kept is not None:
            kept = market.kept[mentees]
            rows = np.flatnonzero(kept >= 0)
            lacks[rows, kept[rows]] -= market.bonus
        allowed = market.allowed[mentees]
        if self.rules:
            for row, mentee in enumerate(mentees.tolist()):
                if mentee in self.rules:
                    allowed[row] = self.rules[mentee]
        lacks[~allowed] = FAR
        return lacks

    def lacks_of(self, mentor: int) -> Counts:
        """The same of one mentor for each mentee; far for whoever takes no part."""
        market = self.market
        lacks = self.prices[mentor] - self._bases - market.scores[:, mentor]
        if market.bonus and market.kept is not None:
            lacks -= market.bonus * (market.kept == mentor)
        allowed = market.allowed[:, mentor] & self.present
        for mentee, row in self.rules.items():
            allowed[mentee] = row[mentor] and self.present[mentee]
        return np.where(allowed, lacks, FAR)

    def surplus(self) -> Counts:
        """What their pair leaves each mentee after its price; 0 without a pair."""
        surplus = np.zeros(len(self.mates), np.int64)
        seated = np.flatnonzero(self.mates >= 0)
        mates = self.mates[seated]
        surplus[seated] = self.market.scores[seated, mates] + self._bases[seated]
        surplus[seated] -= self.prices[mates]
        if self.market.bonus and self.market.kept is not None:
            surplus[seated] += self.market.bonus * (self.market.kept[seated] == mates)
        return surplus

    def move(self, mentee: int, mentor: int) -> None:
        """Give a mentee the seat of a mentor (-1: none), whatever that does to the prices."""
        left = self.mates[mentee]
        if left >= 0:
            self.taken[left] -= 1
        if mentor >= 0:
            self.taken[mentor] += 1
        self.mates[mentee] = mentor

    def has_free(self, mentor: int) -> bool:
        """Whether a seat is free."""
        return bool(self.taken[mentor] < self.seats[mentor])

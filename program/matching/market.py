"""A market: who may be paired with whom, for how much, how many seats there are. Numbers only."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.int32]
Allowed = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Market:
    """Mentees are rows, mentors are columns; both stand in the order of the cohort's lottery."""

    scores: Scores
    """Basis points, 0 to 10,000, for every pair."""
    allowed: Allowed
    """Which pairs no hard rule forbids; locked pairs are in `locks`, whatever stands here."""
    seats: Counts
    """Free places of each mentor, those of locked pairs included."""
    order: Counts
    """For each mentee their place in the charter's order, from 0, each number once: where seats are
    scarce, the lower one has a seat before any higher one."""
    groups: Counts | None = None
    """For each mentee the number of their location, -1 without one."""
    quota: int | None = None
    """The least share (per cent) of each group that gets a mentor."""
    lift: bool = False
    """Whether the weakest pair is lifted."""
    kept: Counts | None = None
    """For each mentee the mentor of the draft before this one, -1 without one."""
    bonus: int = 0
    """Basis points for keeping such a pair."""
    locks: tuple[tuple[int, int], ...] = field(default=())


@dataclass(frozen=True)
class Outcome:
    """The best set of pairs of a market, with the prices that prove it."""

    mates: Counts
    """For each mentee the number of their mentor, -1 without one."""
    prices: Counts
    """What a seat of each mentor is worth, in the weights of the solver; 0 with a free seat."""
    value: int
    """The sum of those weights."""
    bound: int
    """No set of pairs has more; equal to `value` where nothing better exists."""
    floor: int | None = None
    """Basis points below which no pair was made."""
    floor_price: int = 0
    """Basis points of all pairs together that the floor costs."""
    quota: int | None = None
    """The quota that was held, in per cent, where one was asked for."""
    quota_price: int = 0
    lifts: Counts | None = None
    """What the quota adds to the weight of everybody of each group; None where it binds nobody."""
    engine: str = ""

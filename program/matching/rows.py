"""What a list of a draft says of each mentee: plain records, made by the engine for all at once."""

from dataclasses import dataclass
from enum import StrEnum

from program.matching.records import Risk, WithoutMentor

CLOSE_BELOW = 100
"""Basis points: a pair is a close call where the next best mentor is this near, either way."""
CLEAR_FROM = 300
"""Basis points to the next best from which a pair without a risk is clear."""


class Shown(StrEnum):
    """What of a draft is looked at."""

    NEEDS_LOOK = "needs_look"
    """Without a mentor, below the line, thin or close."""
    CLOSE = "close"
    THIN = "thin"
    BELOW = "below"
    WITHOUT = "without"
    LOCKED = "locked"
    CHANGED = "changed"
    """Another mentor than in the state before."""
    ALL = "all"


@dataclass(frozen=True)
class Row:
    """One mentee of a draft."""

    mentee: str
    mentor: str | None = None
    score: int | None = None
    margin: int | None = None
    """Basis points to the best other possible mentor, as in `Explanation`."""
    risk: Risk | None = None
    thin: bool = False
    locked: bool = False
    below: bool = False
    """Under the line of a good enough pair."""
    changed: bool = False
    without: WithoutMentor | None = None

    @property
    def close(self) -> bool:
        """Whether somebody else would be about as good, so that a person may well decide."""
        return not self.locked and self.margin is not None and abs(self.margin) < CLOSE_BELOW

    @property
    def clear(self) -> bool:
        """Whether nothing speaks against it and nobody comes near."""
        far = self.margin is None or self.margin >= CLEAR_FROM
        return self.mentor is not None and self.risk is None and far

    def stands_in(self, shown: Shown) -> bool:
        """Whether this row belongs to what is looked at."""
        holds = {
            Shown.CLOSE: self.close,
            Shown.THIN: self.thin,
            Shown.BELOW: self.below,
            Shown.WITHOUT: self.without is not None,
            Shown.LOCKED: self.locked,
            Shown.CHANGED: self.changed,
            Shown.ALL: True,
        }
        needs = (Shown.WITHOUT, Shown.BELOW, Shown.THIN, Shown.CLOSE)
        return any(holds[one] for one in needs) if shown is Shown.NEEDS_LOOK else holds[shown]

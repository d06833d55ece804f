"""What kind of mentor one more would help most, read from prices of places and who waits."""

from dataclasses import dataclass
from enum import StrEnum


class Trait(StrEnum):
    """What a mentor to look for is like."""

    COMPETENCY = "competency"
    FUNCTION = "function"
    LOCATION = "location"


@dataclass(frozen=True)
class Recruit:
    """A kind of mentor of whom one more would help."""

    trait: Trait
    word: str
    """Competency id, function or location."""
    waiting: int
    """Mentees without a mentor who want this (or sit there)."""
    worth: int
    """Basis points that one more place of such a mentor is worth, on average; 0: nothing now."""
    have: int
    """Mentors of the cohort who are like this."""

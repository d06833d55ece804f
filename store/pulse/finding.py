"""What an auditor is told about the pulses of an installation: findings, as codes and counts."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding weighs."""

    FINE = "fine"
    LOOK = "look"
    """Weakens something, or could not be seen."""
    TROUBLE = "trouble"
    """Not as promised."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. It never tells who answered, nor how many."""

    weight: Weight
    code: str
    about: str = ""
    """A table, column, file, setting, or the id of a survey."""
    value: str = ""
    """What was found there, where that is no secret."""


def fine(code: str, about: str = "", value: str = "") -> Finding:
    """As it should be."""
    return Finding(Weight.FINE, code, about, value)


def look(code: str, about: str = "", value: str = "") -> Finding:
    """Worth a look."""
    return Finding(Weight.LOOK, code, about, value)


def trouble(code: str, about: str = "", value: str = "") -> Finding:
    """Not as promised."""
    return Finding(Weight.TROUBLE, code, about, value)

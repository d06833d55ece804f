"""One thing the doctor looked at, and how checks stand together."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a check came out."""

    FINE = "fine"
    LOOK = "look"
    """Works, and deserves a look."""
    TROUBLE = "trouble"
    SKIPPED = "skipped"
    """Could not be looked at because of an earlier trouble."""


@dataclass(frozen=True)
class Check:
    """A name, a state, a sentence, and what to do where there is something to do."""

    name: str
    state: State
    sentence: str
    do: str = ""


def fine(name: str, sentence: str) -> Check:
    return Check(name, State.FINE, sentence)


def look(name: str, sentence: str, do: str) -> Check:
    return Check(name, State.LOOK, sentence, do)


def trouble(name: str, sentence: str, do: str) -> Check:
    return Check(name, State.TROUBLE, sentence, do)


def skipped(name: str, because: str) -> Check:
    return Check(name, State.SKIPPED, f"Not looked at: {because}.")


def is_well(checks: Iterable[Check]) -> bool:
    """Is there no trouble among them?"""
    return all(check.state is not State.TROUBLE for check in checks)

"""Erasing somebody: who may begin it, what has to be settled before, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

TELL_WITHIN = timedelta(days=1)
"""How long the last word to the person may take; then the account is forgotten all the same."""
WORKSPACE_KEPT = timedelta(days=30)
"""How long a workspace that took the app out may come back and find everything as it was."""


class Origin(StrEnum):
    """Who began an erasure."""

    THEMSELVES = "themselves"
    OPERATOR = "operator"
    RESTORED = "restored"
    """An older backup was put back: what had been erased is erased again."""


@dataclass(frozen=True)
class Standing:
    """What erasing somebody comes to, before it is done: counts only."""

    person_id: str
    running: tuple[str, ...] = ()
    """Pairings that run and have to be ended first, by their ids."""
    unstaffed: tuple[str, ...] = ()
    """Names of programs nobody would run: somebody has to be put in line first."""
    begun: bool = False
    """It has begun already."""
    goes: Mapping[str, int] = field(default_factory=dict)
    """Rows that would be deleted or emptied, by table."""
    stays: Mapping[str, int] = field(default_factory=dict)
    """Rows that stay as counts, under an id that leads to nobody, by table."""

    @property
    def is_free(self) -> bool:
        """May it begin?"""
        return not self.running and not self.unstaffed

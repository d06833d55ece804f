"""What the clock does with suggestions to change a kind: they lapse after 10 working days."""

from datetime import datetime

from program.permissions import Act, require
from services import pairing_kinds
from services.desk import Look, Work
from store import pairing_kinds as kept

A_ROUND = 50
"""Suggestions in one transaction: well under the time that a write lock may be held."""


def next_due(look: Look) -> datetime | None:
    """The earliest moment at which one lapses, by index."""
    require(look.actor, Act.PAIRINGS_KIND_RUN)
    return kept.next_due(look.session)


def run(work: Work) -> None:
    """Let lapse what is due by now; done twice, the second time finds nothing to do."""
    require(work.actor, Act.PAIRINGS_KIND_RUN)
    for found in kept.due(work.session, work.now, A_ROUND):
        pairing_kinds.lapse(work, found)

"""Pairings as they may be read: by the two of them, and by the program team."""

from collections.abc import Collection

from program.pairing import RUNNING, Pairing, PairingState, as_told, case_of, subject_of
from program.permissions import Act, may, require
from program.refusal import Refusal
from services.desk import Look
from services.pairing_looks import conflict_declared, look_again
from services.pairing_starts import go_on
from store import pairings as kept

__all__ = [
    "conflict_declared",
    "go_on",
    "look_again",
    "mine",
    "pairing",
]
"""With what other features call when something changed: an acceptance, a conflict, a line."""


def pairing(look: Look, pairing_id: str) -> Pairing:
    """One pairing, for one of the two who knows of it or for the program team.

    How it ended, and why it was marked, stand in it for program managers alone.

    Raises Refusal `pairings.not_found`, or `permissions.*` for anybody else.
    """
    found = kept.pairing(look.session, pairing_id)
    if found is None:
        raise Refusal("pairings.not_found")
    if may(look.actor, Act.PAIRINGS_READ, subject_of(found)):
        return as_told(found)
    require(look.actor, Act.PAIRINGS_OVERSEE, case_of(found))
    return found if may(look.actor, Act.PAIRINGS_SETTLE, case_of(found)) else as_told(found)


def mine(look: Look, states: Collection[PairingState] = RUNNING) -> tuple[Pairing, ...]:
    """The actor's own pairings that stand so, as mentor or mentee, as far as they may know of them.

    Oldest first.
    """
    if look.actor.person_id is None:
        return ()
    found = kept.of_person(look.session, look.actor.person_id, states)
    seen = (one for one in found if may(look.actor, Act.PAIRINGS_READ, subject_of(one)))
    return tuple(as_told(one) for one in seen)

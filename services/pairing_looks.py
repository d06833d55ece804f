"""What is found about a pairing that runs or was proposed: nothing ends by itself but what is open.

A reporting line after an import, a conflict that is declared, an account that is closed: what was
only proposed is withdrawn; what runs is marked, and a program manager decides.
"""

from collections.abc import Collection, Iterable

from program.pairing import GONE, HOLDS_PLACE, OPEN, Flag, Pairing, PairingStep, case_of
from program.permissions import Act, require
from program.refusal import Refusal
from services import pairing_checks, pairing_news, pairing_starts
from services.desk import Work
from store import pairing_searches
from store import pairings as kept


def look_again(work: Work, person_ids: Collection[str]) -> int:
    """Look again at the pairings of these people, since something about them changed.

    Answers how many were withdrawn or marked.
    """
    require(work.actor, Act.PAIRINGS_LOOK_AGAIN)
    found = {
        pairing.id: pairing
        for person_id in person_ids
        for pairing in kept.of_person(work.session, person_id, HOLDS_PLACE)
    }
    return _look(work, found.values())


def look_at_everyone_gone(work: Work) -> int:
    """The same for every pairing of somebody whose account is closed. For the clock."""
    require(work.actor, Act.PAIRINGS_PLAN)
    return _look(work, pairing_searches.of_closed_accounts(work.session))


def conflict_declared(work: Work, one: str, other: str) -> int:
    """Look again at the pairings of these two: one of them declared a conflict of interest."""
    require(work.actor, Act.PAIRINGS_LOOK_AGAIN)
    found = [
        pairing
        for pairing in kept.between(work.session, one, other)
        if pairing.state in HOLDS_PLACE
    ]
    return _look(work, found)


def settle(work: Work, pairing_id: str) -> Pairing:
    """Let a pairing go on that was marked, or note that one was seen that could not begin.

    Twice is a quiet success. Raises Refusal `pairings.account_closed` where one of the two left.
    """
    pairing = kept.pairing(work.session, pairing_id)
    if pairing is None:
        raise Refusal("pairings.not_found")
    require(work.actor, Act.PAIRINGS_SETTLE, case_of(pairing))
    if pairing.flag is None:
        return pairing
    if pairing.is_running and pairing.flag in GONE:
        raise Refusal("pairings.account_closed")
    moved = kept.move(work.session, pairing, PairingStep.KEPT, by=work.actor.person_id, flag=None)
    work.note("pairing.settled", about=f"pairing:{pairing.id}")
    pairing_news.spread(work, moved)
    return moved


def _look(work: Work, pairings: Iterable[Pairing]) -> int:
    touched = 0
    for pairing in pairings:
        found = pairing_checks.obstacle(work, pairing.mentor, pairing.mentee)
        if found is None or found is pairing.flag:
            continue
        if pairing.state in OPEN:
            pairing_starts.stop(work, pairing, found)
        else:
            _mark(work, pairing, found)
        touched += 1
    return touched


def _mark(work: Work, pairing: Pairing, found: Flag) -> None:
    moved = kept.move(work.session, pairing, PairingStep.FLAGGED, by=None, flag=found)
    work.note("pairing.flagged", about=f"pairing:{pairing.id}", flag=found.value)
    pairing_news.spread(work, moved)

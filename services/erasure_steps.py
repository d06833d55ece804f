"""The work of an erasure, a short transaction at a time; done twice it changes nothing more."""

from collections.abc import Iterable
from datetime import datetime

from program.actor import Role
from program.delivery import DeliveryClass, Method, NewDelivery
from program.erasure import TELL_WITHIN, Origin
from program.hours import local_day
from program.nomination_steps import NominationState
from program.pairing import HOLDS_PLACE, OPEN, Ending, Pairing, PairingState, PairingStep
from program.permissions import Act, require
from services import (
    governance,
    matching_engine,
    nomination_news,
    pairing_news,
    request_watch,
    succession,
)
from services.desk import Look, Work
from store import (
    cohorts,
    deliveries,
    erasing,
    erasures,
    homes,
    nominations,
    pairings,
    people,
    roles,
)

KIND = "governance.erased"
_HOME = "home.page"
_COPIES = "matching_part"
"""Counts the copies of runs that somebody was taken out of."""


def settle(work: Work, person_id: str) -> None:
    """End what the person has open with others: proposals, roles, a place on a wait list."""
    require(work.actor, Act.ERASURE_CARRY)
    for pairing in pairings.of_person(work.session, person_id, HOLDS_PLACE):
        _end(work, pairing)
    for program_id in _left_alone(work, person_id):
        follower = succession.next_in_line(work, program_id, without=person_id)
        if follower is not None:
            governance.take_over(work, follower, program_id)
    for standing in nominations.standings_of(work.session, person_id):
        if standing.state is NominationState.WAIT_LISTED:
            nomination_news.move_up(work, standing.cohort)


def clear(work: Work, person_id: str) -> int:
    """Erase one batch; how many rows. To be asked until it answers 0.

    Two may do this side by side (the operator's command and the running bot): once one of them
    has said goodbye, the other must not take the last word away with the rest.
    """
    require(work.actor, Act.ERASURE_CARRY)
    found = erasures.find(work.session, person_id)
    if found is not None and found.cleared_at is not None and found.done_at is None:
        return 0
    return _clear(work, person_id)


def _clear(work: Work, person_id: str) -> int:
    gone = erasing.clear(work.session, person_id)
    if _COPIES in gone:
        # What the engine of this process holds of a draft may be of before.
        matching_engine.forget()
    erasures.count(work.session, person_id, gone)
    return sum(gone.values())


def tell(work: Work, person_id: str) -> None:
    """Hand on what was theirs to answer, and say goodbye where there is an account to say it to."""
    require(work.actor, Act.ERASURE_CARRY)
    found = erasures.find(work.session, person_id)
    if found is None or found.cleared_at is not None:
        return
    request_watch.go_on_without(work, person_id)
    work.refresh_home(*_others(work, person_id))
    person = people.by_id(work.session, person_id)
    is_told = found.origin is not Origin.RESTORED
    if is_told and not person.deactivated and not person.erased:
        opened_at, _ = homes.of_person(work.session, person_id)
        about = {"person": person_id}
        if opened_at is not None:
            _queue(work, _HOME, person_id, about, Method.PUBLISH)
        _queue(work, KIND, person_id, about, Method.POST)
    erasures.cleared(work.session, person_id)


def next_end(look: Look) -> datetime | None:
    """When the last thing that leads to somebody may go; None: nothing waits. For the clock."""
    require(look.actor, Act.ERASURE_CARRY)
    moments = [
        look.now
        if not erasures.is_owed_a_word(look.session, one.person_id)
        else one.cleared_at + TELL_WITHIN
        for one in erasures.open_ones(look.session)
        if one.cleared_at is not None
    ]
    return min(moments, default=None)


def end_due(work: Work) -> None:
    """Forget the account of everybody whose last word is out, or has waited for a day."""
    require(work.actor, Act.ERASURE_CARRY)
    for one in erasures.open_ones(work.session):
        if one.cleared_at is None:
            continue
        late = work.now >= one.cleared_at + TELL_WITHIN
        if late or not erasures.is_owed_a_word(work.session, one.person_id):
            _end_one(work, one.person_id)


def is_done(look: Look, person_id: str) -> bool:
    """Does nothing lead to the person any more?"""
    require(look.actor, Act.ERASURE_CARRY)
    found = erasures.find(look.session, person_id)
    return found is not None and found.done_at is not None


def _end_one(work: Work, person_id: str) -> None:
    """What came in since is little: it goes in the same transaction as the account."""
    while _clear(work, person_id):
        continue
    people.unname(work.session, person_id)
    erasures.done(work.session, person_id)
    found = erasures.find(work.session, person_id)
    counts = {} if found is None else found.counts
    work.note("person.erased", about=f"person:{person_id}", **counts)
    work.retouch(*(f"pairing:{one.id}" for one in _pairings(work, person_id)))


def _end(work: Work, pairing: Pairing) -> None:
    """Nobody is told by a message of its own: what was sent is shown anew, and says who left."""
    if pairing.state in OPEN:
        moved = pairings.move(work.session, pairing, PairingStep.WITHDRAWN, by=None)
        work.note("pairing.withdrawn", about=f"pairing:{pairing.id}")
    else:
        today = local_day(work.now, pairing.cohort.program.zone)
        moved = pairings.move(
            work.session,
            pairing,
            PairingStep.ENDED,
            by=None,
            ended_on=min(pairing.ended_on or today, today),
            ending=pairing.ending or Ending.LEFT,
        )
        work.note("pairing.ended", about=f"pairing:{pairing.id}")
    pairing_news.spread(work, moved)


def _left_alone(work: Work, person_id: str) -> Iterable[str]:
    """The programs that nobody but this person runs."""
    held = [one for one in roles.given(work.session) if one.role is Role.PROGRAM_MANAGER]
    for program in cohorts.programs(work.session):
        runs = [one for one in held if one.program_id in (None, program.id)]
        open_ones = [one for one in runs if not one.person.deactivated]
        if runs and all(one.person.id == person_id for one in open_ones or runs):
            yield program.id


def _others(work: Work, person_id: str) -> set[str]:
    """Whose Home shows the person: whoever was paired with them, and the program managers."""
    partners = {one.other(person_id) for one in _pairings(work, person_id)}
    return partners | {one.id for one in governance.program_managers(work)}


def _pairings(look: Look, person_id: str) -> tuple[Pairing, ...]:
    return pairings.of_person(look.session, person_id, frozenset(PairingState))


def _queue(work: Work, kind: str, person_id: str, about: dict[str, str], method: Method) -> None:
    deliveries.queue(
        work.session,
        NewDelivery(
            kind=kind,
            recipient=person_id,
            about=about,
            cls=DeliveryClass.REPLY,
            key=f"{kind}:{person_id}:{work.now:%Y%m%d%H%M%S}",
            method=method,
            expires_at=work.now + TELL_WITHIN,
        ),
    )

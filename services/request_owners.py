"""Who answers a request: somebody of the program whom it does not concern, never one of the two."""

from collections.abc import Collection
from dataclasses import dataclass

from program.pairing import Pairing
from program.permissions import Act, require
from program.person import Person
from program.request import Request
from services import governance
from services.desk import Look
from store import conduct as kept_conduct
from store import requests as kept


@dataclass(frozen=True)
class Owner:
    """Who answers, by person id (None: nobody independent is there), and in which part."""

    person_id: str | None
    by_charter: bool = False
    """Not as a program manager: as the liaison, or as the charter's escalation person."""


NOBODY = Owner(None)


def choose(look: Look, pairing: Pairing, *, without: Collection[str]) -> Owner:
    """The program manager with the fewest open requests who is neither one of the two, nor in
    conflict with one of them, nor among `without`; else the liaison; else the escalation person.
    """
    require(look.actor, Act.PEOPLE_NAME)
    program_id = pairing.cohort.program.id
    free = _independent(look, pairing, governance.program_managers(look, program_id), without)
    if free:
        load = kept.load_of(look.session, [one.id for one in free])
        return Owner(min(free, key=lambda one: (load.get(one.id, 0), one.name, one.id)).id)
    others = [*governance.liaisons(look, program_id)]
    contact = governance.escalation_contact(look, program_id)
    others += [contact] if contact else []
    further = _independent(look, pairing, others, without)
    return Owner(further[0].id, by_charter=True) if further else NOBODY


def may_own(look: Look, request: Request) -> tuple[Person, ...]:
    """To whom it can be handed over: the independent of the program team, without its owner."""
    require(look.actor, Act.PEOPLE_NAME)
    program_id = request.cohort.program.id
    team = {
        one.id: one
        for one in (
            *governance.program_managers(look, program_id),
            *governance.liaisons(look, program_id),
        )
    }
    conflicts = in_conflict(look, request.mentor, request.mentee)
    kept_out = {request.mentor, request.mentee, request.owner, *conflicts}
    return tuple(one for one in team.values() if one.id not in kept_out)


def is_manager(look: Look, program_id: str, person_id: str) -> bool:
    """Whether somebody manages the program now."""
    require(look.actor, Act.PEOPLE_NAME)
    managers = governance.program_managers(look, program_id)
    return any(one.id == person_id for one in managers)


def still_may(look: Look, request: Request) -> bool:
    """Whether its owner still has the part in which they answer it."""
    require(look.actor, Act.PEOPLE_NAME)
    program_id, owner = request.cohort.program.id, request.owner or ""
    if not request.by_charter:
        return is_manager(look, program_id, owner)
    contact = governance.escalation_contact(look, program_id)
    others = [*governance.liaisons(look, program_id), *([contact] if contact else [])]
    return any(one.id == owner and not one.deactivated for one in others)


def in_conflict(look: Look, mentor: str, mentee: str) -> frozenset[str]:
    """Everybody between whom and one of the two a conflict of interest was declared, by id."""
    require(look.actor, Act.PEOPLE_NAME)
    session = look.session
    return kept_conduct.with_person(session, mentor) | kept_conduct.with_person(session, mentee)


def _independent(
    look: Look, pairing: Pairing, found: Collection[Person], without: Collection[str]
) -> list[Person]:
    two = {pairing.mentor, pairing.mentee}
    kept_out = {*two, *without, *in_conflict(look, pairing.mentor, pairing.mentee)}
    return [one for one in found if one.id not in kept_out and not one.deactivated]

"""Whom a program manager can choose when pairing by hand: cohorts, mentees and mentors."""

from program.cohort import Cohort
from program.mentor import MentorState
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from services import cohorts, nominations, pairing_checks, people
from services.desk import Look
from store import mentors as kept_mentors
from store import pairings as kept

MOST_FOUND = 20
"""Answers of a menu that is searched while somebody types."""


def cohorts_to_pair(look: Look) -> tuple[Cohort, ...]:
    """The cohorts that have not ended in which the actor may propose pairings."""
    return tuple(
        one
        for one in cohorts.current(look)
        if may(look.actor, Act.PAIRINGS_PROPOSE, Subject(program_id=one.program.id))
    )


def require_any(look: Look) -> None:
    """Raise Refusal `permissions.*` for whoever may propose pairings nowhere."""
    if not may_somewhere(look.actor, Act.PAIRINGS_PROPOSE):
        require(look.actor, Act.PAIRINGS_PROPOSE)


def waiting(look: Look, cohort_id: str) -> tuple[Person, ...]:
    """Accepted mentees of a cohort whom nobody is asked for and who have no mentor, by name."""
    cohort = pairing_checks.cohort_of(look, cohort_id)
    require(look.actor, Act.PAIRINGS_OVERSEE, Subject(program_id=cohort.program.id))
    promised = kept.promised(look.session, cohort_id)
    ids = [one for one in nominations.accepted(look, cohort_id) if one not in promised]
    found = people.named(look, ids).values()
    return tuple(sorted((one for one in found if not one.deactivated), key=_by_name))


def mentees_found(look: Look, cohort_id: str, typed: str) -> tuple[Person, ...]:
    """Those of them whose name holds what was typed; at most 20."""
    return _named_like(waiting(look, cohort_id), typed)


def mentors_found(look: Look, cohort_id: str, typed: str) -> tuple[tuple[Person, int], ...]:
    """Mentors with a place not taken whose name holds what was typed, each with their free places.

    None are free where a draft holds all of them: those pairs can be made by hand, no others.
    """
    cohort = pairing_checks.cohort_of(look, cohort_id)
    require(look.actor, Act.PAIRINGS_PROPOSE, Subject(program_id=cohort.program.id))
    on_roster = kept_mentors.of_cohorts(look.session, [cohort_id], [MentorState.ON_ROSTER])
    taken = kept.holding(look.session, cohort_id)
    left = {one.person_id: one.places - taken.get(one.person_id, 0) for one in on_roster}
    held = pairing_checks.places_held(look, cohort_id)
    known = people.named(look, [one for one, places in left.items() if places > 0])
    open_accounts = sorted((one for one in known.values() if not one.deactivated), key=_by_name)
    return tuple(
        (one, max(0, left[one.id] - len(held.get(one.id, ()))))
        for one in _named_like(tuple(open_accounts), typed)
    )


def _named_like(found: tuple[Person, ...], typed: str) -> tuple[Person, ...]:
    wanted = typed.casefold().split()
    fitting = (one for one in found if all(word in one.name.casefold() for word in wanted))
    return tuple(fitting)[:MOST_FOUND]


def _by_name(person: Person) -> str:
    return person.name.casefold()

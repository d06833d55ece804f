"""One's own part in pairings for Home: as a mentee, as a mentor, asked or running."""

from dataclasses import dataclass

from program.cohort import Cohort
from program.mentor import MentorState
from program.nomination_steps import NominationState
from program.pairing import OPEN, RUNNING, Ending, Pairing, PairingState, question_of
from program.permissions import Act, may
from program.person import Person
from services import cohorts, pairing_overview, pairing_starts, people
from services.desk import Look
from services.pairing_overview import Side
from store import mentors as kept_mentors
from store import nominations as kept_nominations
from store import pairings as kept


@dataclass(frozen=True)
class MenteePart:
    """What a mentee sees: their pairings, and the cohorts in which they have no mentor yet."""

    sides: tuple[Side, ...]
    waiting_in: tuple[Cohort, ...]


@dataclass(frozen=True)
class Asked:
    """A mentee this mentor is asked for, or said yes to and who has not been told."""

    pairing: Pairing
    mentee: Person
    nothing_left: bool


@dataclass(frozen=True)
class MentorPart:
    """What a mentor sees: who needs them, and how many of their places are taken."""

    is_mentor: bool
    sides: tuple[Side, ...]
    asked: tuple[Asked, ...]
    places: int
    taken: int


def mentee_part(look: Look) -> MenteePart:
    """For whoever is a mentee of a cohort that has not ended; empty for everybody else.

    Somebody for whom a mentor is asked sees what somebody sees for whom nobody is.
    """
    sides = tuple(one for one in pairing_overview.sides(look) if one.is_mentee)
    me = look.me
    has_mentor = {one.pairing.cohort.id for one in sides}
    done = {
        one.cohort.id
        for one in kept.of_person(look.session, me, [PairingState.ENDED])
        if one.mentee == me and one.ending is Ending.COMPLETED
    }
    current = {one.id: one for one in cohorts.current(look)}
    accepted = [
        one.cohort.id
        for one in kept_nominations.standings_of(look.session, me)
        if one.state is NominationState.ACCEPTED
    ]
    settled = has_mentor | done
    waiting = (current[one] for one in accepted if one in current and one not in settled)
    return MenteePart(sides, tuple(waiting))


def mentor_part(look: Look) -> MentorPart:
    """For whoever mentors, is asked to, or stands on the mentors' roster."""
    me = look.me
    own = [one for one in kept.of_person(look.session, me, OPEN | RUNNING) if one.mentor == me]
    current = {one.id for one in cohorts.current(look)}
    parts = [
        one
        for one in kept_mentors.of_person(look.session, me)
        if one.state is MentorState.ON_ROSTER and one.cohort_id in current
    ]
    return MentorPart(
        is_mentor=bool(own or parts),
        sides=tuple(one for one in pairing_overview.sides(look) if not one.is_mentee),
        asked=_asked(look, [one for one in own if one.state in OPEN]),
        places=sum(one.places for one in parts),
        taken=len(own),
    )


def _asked(look: Look, found: list[Pairing]) -> tuple[Asked, ...]:
    mine = [one for one in found if may(look.actor, Act.PAIRINGS_ANSWER, question_of(one))]
    known = people.named(look, [one.mentee for one in mine])
    return tuple(
        Asked(one, known[one.mentee], pairing_starts.what_is_left(look, one).nothing)
        for one in mine
    )

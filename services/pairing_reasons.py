"""Why two people fit: what one wants to learn and the other offers, in the words of the cohort."""

from dataclasses import dataclass

from program.cohort import Competency
from program.pairing import Pairing, case_of, question_of, subject_of
from program.permissions import Act, may, require
from services import rosters
from services.desk import Look
from store import mentors as kept_mentors
from store import nominations, pairing_wishes


@dataclass(frozen=True)
class Reasons:
    """Facts only: nobody's own words."""

    wanted: tuple[Competency, ...]
    """Where the mentee wants to grow."""
    shared: tuple[Competency, ...]
    """Those of them that the mentor offers."""
    location: str = ""
    """Where the mentee works, if the roster says so."""


def reasons(look: Look, pairing: Pairing) -> Reasons:
    """For one of the two who knows of it, the mentor who is asked, or the program team."""
    asked = may(look.actor, Act.PAIRINGS_ANSWER, question_of(pairing))
    if not asked and not may(look.actor, Act.PAIRINGS_READ, subject_of(pairing)):
        require(look.actor, Act.PAIRINGS_OVERSEE, case_of(pairing))
    standing = nominations.standing_of(look.session, pairing.cohort.id, pairing.mentee)
    wanted: tuple[Competency, ...] = ()
    if standing is not None:
        wanted = pairing_wishes.wanted(look.session, standing)
    mentor = kept_mentors.mentor_of(look.session, pairing.cohort.id, pairing.mentor)
    offered = frozenset(mentor.competencies) if mentor else frozenset()
    card = rosters.cards(look, [pairing.mentee]).get(pairing.mentee)
    return Reasons(
        wanted=wanted,
        shared=tuple(one for one in wanted if one.id in offered),
        location=card.location if card else "",
    )

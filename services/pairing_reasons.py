"""Why two people fit: what one wants to learn and the other offers, in the words of the cohort."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.cohort import Competency
from program.matching.records import Reason
from program.matching.rules import Component
from program.pairing import Pairing, case_of, question_of, subject_of
from program.permissions import Act, may, require
from services import rosters
from services.desk import Look
from store import mentors as kept_mentors
from store import nominations, pairing_wishes, pairing_words


@dataclass(frozen=True)
class Found:
    """One reason a draft found, with the names of the competencies the two share."""

    component: Component
    competencies: tuple[Competency, ...] = ()
    shared: tuple[str, ...] = ()
    """Values of lists (themes, functions, languages …); for hours one whole number."""


@dataclass(frozen=True)
class Reasons:
    """Facts only: nobody's own words."""

    wanted: tuple[Competency, ...]
    """Where the mentee wants to grow."""
    shared: tuple[Competency, ...]
    """Those of them that the mentor offers."""
    location: str = ""
    """Where the mentee works, if the roster says so."""
    found: tuple[Found, ...] | None = None
    """What a draft found for these two, the strongest first; None for a pair made by hand."""


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
    found = _found(look, pairing)
    met = tuple(one for each in found or () for one in each.competencies)
    return Reasons(
        wanted=wanted,
        shared=met or tuple(one for one in wanted if one.id in offered),
        location=card.location if card else "",
        found=found,
    )


def _found(look: Look, pairing: Pairing) -> tuple[Found, ...] | None:
    """What a draft found, in the words of the cohort as it stands now."""
    kept = pairing_words.reasons(look.session, pairing.id)
    if kept is None:
        return None
    called = {one.id: one for one in pairing.cohort.competencies}
    return tuple(_named(one, called) for one in kept)


def _named(one: Reason, called: Mapping[str, Competency]) -> Found:
    if one.component is not Component.SKILLS:
        return Found(one.component, shared=one.shared)
    return Found(one.component, tuple(called[each] for each in one.shared if each in called))

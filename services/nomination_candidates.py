"""Who might be ready: people of the roster whom nobody has put forward, by location."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from program.actor import Standing
from program.cohort import Cohort
from program.mentor import MentorState
from program.nomination_steps import NominationState
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.text import same_words
from services import cohorts, people, rosters
from services.desk import Look
from store import mentors as kept_mentors
from store import nomination_lists as lists

SMALL_GROUP = 5
"""Groups under this size are never given as a figure in a breakdown."""


@dataclass(frozen=True)
class Candidate:
    """Somebody on the roster with an account, whom nobody put forward for a cohort."""

    cohort_id: str
    person: Person
    title: str
    function: str
    location: str


@dataclass(frozen=True)
class Place:
    """How many candidates there are at one location; None: fewer than five."""

    location: str
    count: int | None


def open_cohorts(look: Look) -> tuple[Cohort, ...]:
    """The cohorts that take nominations and for which the actor may look for candidates."""
    if not may_somewhere(look.actor, Act.NOMINATIONS_FIND):
        require(look.actor, Act.NOMINATIONS_FIND)
    return tuple(
        one
        for one in cohorts.taking_nominations(look)
        if may(look.actor, Act.NOMINATIONS_FIND, Subject(program_id=one.program.id))
    )


def candidates(look: Look, cohort_id: str, words: str = "") -> tuple[Candidate, ...]:
    """Full accounts on the roster whom nobody put forward for this cohort, by location and name.

    Whoever takes part in a cohort that has not ended, as mentee or mentor, is no candidate.
    `words` narrows it to names, locations and functions that hold them. The actor is left out.
    Raises Refusal `permissions.*`; empty for a cohort the actor may not look at.
    """
    if cohort_id not in {one.id for one in open_cohorts(look)}:
        return ()
    nominated = lists.ever_nominated(look.session, cohort_id) | _taking_part(look)
    listed = {
        one.person_id: one
        for one in rosters.colleagues(look)
        if one.listed and one.person_id and one.person_id not in nominated
    }
    known = people.named(look, list(listed))
    found = [
        Candidate(cohort_id, known[person_id], one.title, one.function, one.location)
        for person_id, one in listed.items()
        if person_id in known and _is_eligible(look, known[person_id])
    ]
    wanted = same_words(words)
    kept_ones = [one for one in found if wanted in same_words(_all_of(one))]
    return tuple(sorted(kept_ones, key=lambda one: (one.location, one.function, one.person.name)))


def by_location(found: Sequence[Candidate]) -> tuple[Place, ...]:
    """How many of these candidates there are at each location, the most in front."""
    counts = Counter(one.location for one in found)
    return tuple(
        Place(location, count if count >= SMALL_GROUP else None)
        for location, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )


def _taking_part(look: Look) -> frozenset[str]:
    running = [one.id for one in cohorts.current(look)]
    mentors = kept_mentors.of_cohorts(look.session, running, [MentorState.ON_ROSTER])
    accepted = NominationState.ACCEPTED
    mentees = (one for each in running for one in lists.in_state(look.session, each, accepted))
    return frozenset(mentees) | {one.person_id for one in mentors}


def _is_eligible(look: Look, person: Person) -> bool:
    is_colleague = person.standing is Standing.MEMBER and not person.deactivated
    return is_colleague and person.id != look.actor.person_id


def _all_of(one: Candidate) -> str:
    return f"{one.person.name} {one.location} {one.function}"

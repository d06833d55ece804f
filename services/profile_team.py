"""Profiles as the program team reads them: who sent one, who said too little, and one at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from program.cohort import Cohort
from program.permissions import Act, Subject, may
from program.person import Person
from program.profile import MenteeProfile, MentorProfile
from program.refusal import Refusal
from program.text import same_words
from services import cohorts, people, profile_cover, profiles
from services.desk import Look, Work
from services.mentors import cohort_of
from services.profile_cover import Covered
from services.profiles import Side


@dataclass(frozen=True)
class Listed:
    """One profile in the list: how much of it is there, and not a choice of it."""

    person: Person
    cohort: Cohort
    covered: Covered


@dataclass(frozen=True)
class Opened:
    """One profile with its choices and words."""

    person: Person
    cohort: Cohort
    side: Side
    mentee: MenteeProfile | None = field(default=None, repr=False)
    mentor: MentorProfile | None = field(default=None, repr=False)


FILTERS: Mapping[str, Callable[[Listed], bool]] = {
    "all": lambda _: True,
    "thin": lambda one: not one.covered.coverage.enough,
    "not_sent": lambda one: not one.covered.written,
    "mentees": lambda one: one.covered.side is Side.MENTEE,
    "mentors": lambda one: one.covered.side is Side.MENTOR,
}
"""Names of the parts of the list; `thin` says too little for a good pairing."""


def listed(look: Look, shown: str, words: str = "") -> tuple[Listed, ...]:
    """Profiles of the cohorts that have not ended and that the actor may see, by name."""
    wanted = FILTERS.get(shown, FILTERS["all"])
    sought = same_words(words)
    found: list[Listed] = []
    for cohort in cohorts.current(look):
        if may(look.actor, Act.PROFILES_COVER, Subject(program_id=cohort.program.id)):
            covered = profile_cover.of_cohort(look, cohort.id)
            known = people.named(look, {one.person_id for one in covered})
            found += [Listed(known[one.person_id], cohort, one) for one in covered]
    kept = [one for one in found if wanted(one) and sought in same_words(_searched_in(one))]
    return tuple(sorted(kept, key=_order))


def open_one(work: Work, cohort_id: str, person_id: str, side: str) -> Opened:
    """One profile; that somebody else than its author opened it is noted.

    Raises Refusal `profiles.not_sent` where nothing was sent, or `permissions.*`.
    """
    cohort = cohort_of(work, cohort_id)
    person = people.named(work, [person_id]).get(person_id)
    is_mentor = side == Side.MENTOR
    mentee = None if is_mentor else profiles.read_mentee(work, cohort.id, person_id)
    mentor = profiles.read_mentor(work, cohort.id, person_id) if is_mentor else None
    if person is None or (mentee is None and mentor is None):
        raise Refusal("profiles.not_sent")
    if person.id != work.actor.person_id:
        work.note("profile.opened", about=f"person:{person.id}", cohort=cohort.id)
    return Opened(person, cohort, Side.MENTOR if is_mentor else Side.MENTEE, mentee, mentor)


def _searched_in(one: Listed) -> str:
    return f"{one.person.name} {one.person.title} {one.cohort.name}"


def _order(one: Listed) -> tuple[str, str, str]:
    return one.person.name.casefold(), one.person.id, one.covered.side.value

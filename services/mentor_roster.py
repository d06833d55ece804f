"""The roster of mentors as the program team reads it: who is free, full, invited, silent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from program.actor import Standing
from program.cohort import Cohort
from program.mentor import Mentor, MentorState, OfferKept, subject_of
from program.permissions import Act, Subject, may, require
from program.person import Person
from program.text import same_words
from services import cohorts, mentors, people
from services.desk import Look, Work
from store import mentors as kept
from store import pairings as kept_pairings


@dataclass(frozen=True)
class Listed:
    """One line of the roster."""

    mentor: Mentor
    person: Person
    cohort: Cohort
    taken: int

    @property
    def free(self) -> int:
        """Places that could still be taken; none with whoever is not on the roster."""
        on_roster = self.mentor.state is MentorState.ON_ROSTER
        return max(0, self.mentor.places - self.taken) if on_roster else 0

    @property
    def can_mentor(self) -> bool:
        """Whether the account is open and a full one."""
        return self.person.standing is Standing.MEMBER and not self.person.deactivated


FILTERS: Mapping[str, Callable[[Listed], bool]] = {
    "all": lambda one: one.mentor.state in (MentorState.ON_ROSTER, MentorState.INVITED),
    "free": lambda one: one.free > 0 and one.can_mentor,
    "full": lambda one: one.mentor.state is MentorState.ON_ROSTER and one.free == 0,
    "invited": lambda one: one.mentor.state is MentorState.INVITED,
    "silent": lambda one: one.mentor.reminded,
    "backup": lambda one: one.mentor.backup and one.mentor.state is MentorState.ON_ROSTER,
    "past": lambda one: one.mentor.state not in (MentorState.ON_ROSTER, MentorState.INVITED),
}
"""Names of the parts of the roster; `silent` are invited people behind their one reminder."""


def listed(look: Look, shown: str, words: str = "") -> tuple[Listed, ...]:
    """The part of the roster, in every cohort the actor may see, that a filter and words leave.

    Open invitations last; otherwise by name.
    """
    wanted = FILTERS.get(shown, FILTERS["all"])
    searched = same_words(words)
    found = [
        one for one in _whole(look) if wanted(one) and searched in same_words(_searched_in(one))
    ]
    return tuple(
        sorted(found, key=lambda one: (one.mentor.state is MentorState.INVITED, _order(one)))
    )


def silent(look: Look) -> tuple[Listed, ...]:
    """Invitations that nobody answered although the one reminder is behind them, oldest first."""
    seen = _seen(look)
    return _listed(look, kept.silent(look.session, list(seen)), seen)


@dataclass(frozen=True)
class Opened:
    """One mentor as the program team reads them, with what was written on both sides."""

    line: Listed
    offer: OfferKept
    invitation: str = field(repr=False)


def open_one(work: Work, mentor_id: str) -> Opened:
    """One mentor with their words; that somebody of the program team opened them is noted.

    Raises Refusal `mentors.not_found` or `permissions.*`.
    """
    kept_offer = mentors.read_offer(work, mentor_id)
    invitation = mentors.invitation(work, mentor_id)
    if kept_offer.mentor.person_id != work.actor.person_id:
        work.note("mentor.opened", about=f"mentor:{kept_offer.mentor.id}")
    listed_as = line_of(work, kept_offer.mentor, kept_offer.cohort)
    return Opened(listed_as, kept_offer, invitation.line)


def line_of(look: Look, mentor: Mentor, cohort: Cohort) -> Listed:
    """The line of one mentor. Raises Refusal `permissions.*`."""
    require(look.actor, Act.MENTORS_SEE, subject_of(mentor, cohort))
    person = people.named(look, [mentor.person_id])[mentor.person_id]
    taken = kept_pairings.holding(look.session, cohort.id).get(person.id, 0)
    return Listed(mentor, person, cohort, taken)


def _whole(look: Look) -> tuple[Listed, ...]:
    seen = _seen(look)
    return _listed(look, kept.of_cohorts(look.session, list(seen), list(MentorState)), seen)


def _seen(look: Look) -> Mapping[str, Cohort]:
    """The cohorts that have not ended whose mentors the actor may see, by id."""
    return {
        one.id: one
        for one in cohorts.current(look)
        if may(look.actor, Act.MENTORS_SEE, Subject(program_id=one.program.id))
    }


def _listed(look: Look, found: Sequence[Mentor], seen: Mapping[str, Cohort]) -> tuple[Listed, ...]:
    known = people.named(look, {one.person_id for one in found}) if found else {}
    taken = {
        one: kept_pairings.holding(look.session, one) for one in {one.cohort_id for one in found}
    }
    return tuple(
        Listed(
            mentor=one,
            person=known[one.person_id],
            cohort=seen[one.cohort_id],
            taken=taken[one.cohort_id].get(one.person_id, 0),
        )
        for one in found
    )


def _searched_in(one: Listed) -> str:
    offered = set(one.mentor.competencies)
    names = [competency.name for competency in one.cohort.competencies if competency.id in offered]
    return " ".join([one.person.name, one.person.title, one.cohort.name, *names])


def _order(one: Listed) -> tuple[str, str]:
    return one.person.name.casefold(), one.mentor.id

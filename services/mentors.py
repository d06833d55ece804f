"""What mentors do: say not this time, set their places, leave; and who may ask for them."""

from dataclasses import dataclass

from program.cohort import Cohort, CohortState, state_on
from program.hours import local_day
from program.mentor import (
    Capacity,
    Invitation,
    Mentor,
    MentorState,
    MentorStep,
    OfferKept,
    after,
    check_capacity,
    subject_of,
)
from program.permissions import Act, require
from program.refusal import Refusal
from services import mentor_news
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import mentors as kept
from store import pairings as kept_pairings


@dataclass(frozen=True)
class MyPlaces:
    """One's own part as a mentor of one cohort, with how many places are taken."""

    mentor: Mentor
    cohort: Cohort
    taken: int

    @property
    def free(self) -> int:
        """Places that could still be taken."""
        return max(0, self.mentor.places - self.taken)


def mentor_of(look: Look, cohort_id: str, person_id: str) -> Mentor | None:
    """One person as mentor of one cohort, for themselves and the program team."""
    found = kept.mentor_of(look.session, cohort_id, person_id)
    cohort = kept_cohorts.cohort(look.session, cohort_id)
    if found is None or cohort is None:
        return None
    require(look.actor, Act.MENTORS_SEE, subject_of(found, cohort))
    return found


def invitation(look: Look, mentor_id: str) -> Invitation:
    """One's own invitation with the line beside it. Raises Refusal `mentors.not_found`."""
    found, cohort = found_in(look, mentor_id)
    require(look.actor, Act.MENTORS_READ_LINE, subject_of(found, cohort))
    return Invitation(found, cohort, kept.line(look.session, found.id))


def decline(work: Work, mentor_id: str) -> Mentor:
    """Say not this time to an invitation. Pressed twice is a quiet success.

    Raises Refusal `mentors.not_invited` once it is over or answered with a yes.
    """
    found, cohort = found_in(work, mentor_id)
    require(work.actor, Act.MENTORS_ANSWER, subject_of(found, cohort))
    if found.state is MentorState.DECLINED:
        return found
    declined = kept.move(work.session, found.id, after(found.state, MentorStep.DECLINED))
    work.note("mentor.declined", about=f"mentor:{found.id}", cohort=cohort.id)
    mentor_news.spread(work, declined, cohort)
    return declined


def my_places(look: Look) -> tuple[MyPlaces, ...]:
    """The actor's part as a mentor in every cohort that has not ended, invitations with it."""
    require(look.actor, Act.MENTORS_OFFER)
    found = kept.of_person(look.session, look.me)
    known = kept_cohorts.by_ids(look.session, [one.cohort_id for one in found])
    return tuple(
        places_in(look, one, known[one.cohort_id])
        for one in found
        if not _is_over(look, known[one.cohort_id])
    )


def places_of(look: Look, mentor_id: str) -> MyPlaces:
    """One of them, for *My places*. Raises Refusal `mentors.not_found` or `.not_on_roster`."""
    found, cohort = found_in(look, mentor_id)
    require(look.actor, Act.MENTORS_CHANGE, subject_of(found, cohort))
    _refuse_off_roster(found)
    return places_in(look, found, cohort)


def set_places(work: Work, mentor_id: str, places: int | None) -> Mentor:
    """Set one's places, and nothing else. Raises as `set_capacity`."""
    return set_capacity(work, mentor_id, Capacity(places))


def set_capacity(work: Work, mentor_id: str, wanted: Capacity) -> Mentor:
    """Set one's places, hours and standing by. The same again changes nothing.

    Raises Refusal `mentors.places_range`, `.hours_range`, `.too_few_hours` (only where more is
    taken on than before) or `.below_running` (facts: running), each under its field.
    """
    found, cohort = found_in(work, mentor_id)
    require(work.actor, Act.MENTORS_CHANGE, subject_of(found, cohort))
    _refuse_off_roster(found)
    hours = found.hours_a_month if wanted.hours_a_month is None else wanted.hours_a_month
    backup = found.backup if wanted.backup is None else wanted.backup
    troubles = check_capacity(wanted.places, hours, cohort)
    eases = hours == found.hours_a_month and (wanted.places or 0) <= found.places
    # What was promised before the cohort asked for more hours may be lowered step by step.
    troubles = tuple(one for one in troubles if not eases or one.code != "mentors.too_few_hours")
    if troubles:
        raise Refusal.of(troubles)
    places = wanted.places or 0
    refuse_below(work, cohort, places)
    if (places, hours, backup) == (found.places, found.hours_a_month, found.backup):
        return found
    changed = kept.set_capacity(
        work.session, found.id, places=places, hours_a_month=hours, backup=backup
    )
    work.note("mentor.places_set", about=f"mentor:{found.id}", places=places, hours=hours)
    mentor_news.spread(work, changed, cohort)
    return changed


def leave(work: Work, mentor_id: str) -> Mentor:
    """Take a mentor off the roster: oneself, or a program manager. Twice is a quiet success.

    Raises Refusal `mentors.still_holding` (facts: running) while mentees hold a place.
    """
    found, cohort = found_in(work, mentor_id)
    require(work.actor, Act.MENTORS_LEAVE, subject_of(found, cohort))
    if found.state is MentorState.LEFT:
        return found
    state = after(found.state, MentorStep.LEFT)
    taken = _taken(work, cohort, found.person_id)
    if taken:
        raise Refusal("mentors.still_holding", running=taken)
    left = kept.move(work.session, found.id, state)
    work.note("mentor.left", about=f"mentor:{found.id}", cohort=cohort.id)
    mentor_news.spread(work, left, cohort)
    return left


def read_offer(look: Look, mentor_id: str) -> OfferKept:
    """An offer with its words, for its author and the program team."""
    found, cohort = found_in(look, mentor_id)
    require(look.actor, Act.MENTORS_READ_BOUNDARIES, subject_of(found, cohort))
    return OfferKept(found, cohort, kept.boundaries(look.session, found.id))


def found_in(look: Look, mentor_id: str) -> tuple[Mentor, Cohort]:
    """A mentor and their cohort, for services that ask for a right next.

    Raises Refusal `mentors.not_found`.
    """
    require(look.actor, Act.COHORTS_READ)
    found = kept.mentor(look.session, mentor_id)
    cohort = kept_cohorts.cohort(look.session, found.cohort_id) if found else None
    if found is None or cohort is None:
        raise Refusal("mentors.not_found")
    return found, cohort


def cohort_of(look: Look, cohort_id: str) -> Cohort:
    """One cohort. Raises Refusal `mentors.no_cohort`."""
    require(look.actor, Act.COHORTS_READ)
    cohort = kept_cohorts.cohort(look.session, cohort_id)
    if cohort is None:
        raise Refusal("mentors.no_cohort")
    return cohort


def places_in(look: Look, mentor: Mentor, cohort: Cohort) -> MyPlaces:
    """A mentor with how many of their places are taken."""
    require(look.actor, Act.MENTORS_SEE, subject_of(mentor, cohort))
    return MyPlaces(mentor, cohort, _taken(look, cohort, mentor.person_id))


def refuse_below(look: Look, cohort: Cohort, places: int) -> None:
    """Raises Refusal `mentors.below_running` when more mentees hold a place with the actor."""
    require(look.actor, Act.MENTORS_OFFER)
    taken = _taken(look, cohort, look.me)
    if places < taken:
        raise Refusal("mentors.below_running", field="places", running=taken)


def _is_over(look: Look, cohort: Cohort) -> bool:
    day = local_day(look.now, cohort.program.zone)
    return state_on(cohort, day) is CohortState.CLOSED


def _taken(look: Look, cohort: Cohort, person_id: str) -> int:
    return kept_pairings.holding(look.session, cohort.id).get(person_id, 0)


def _refuse_off_roster(mentor: Mentor) -> None:
    if mentor.state is not MentorState.ON_ROSTER:
        raise Refusal("mentors.not_on_roster", state=mentor.state)

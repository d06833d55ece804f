"""Whether two people may be brought together: the rules nobody can talk their way around."""

from collections.abc import Mapping

from program.cohort import Cohort, CohortState, state_on
from program.hours import local_day
from program.mentor import Mentor, MentorState
from program.pairing import HOLDS_PLACE, Ending, Flag
from program.pairing_forms import Proposal
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal, Trouble
from services import conduct, mentors, nominations, people, profile_gathering, rosters
from services.desk import Look
from store import cohorts as kept_cohorts
from store import matching_seats
from store import pairings as kept


def obstacle(look: Look, mentor: str, mentee: str) -> Flag | None:
    """Why two people may not be a pair, whoever asks: for what is proposed or runs already.

    Says of a conflict that there is one, never whose or which.
    """
    require(look.actor, Act.PAIRINGS_LOOK_AGAIN)
    house = look.by_the_house()
    known = people.named(house, [mentor, mentee])
    if mentor not in known or known[mentor].deactivated:
        return Flag.MENTOR_GONE
    if mentee not in known or known[mentee].deactivated:
        return Flag.MENTEE_GONE
    if conduct.conflict_between(house, mentor, mentee):
        return Flag.CONFLICT
    if rosters.in_one_line(house, mentor, mentee):
        return Flag.IN_ONE_LINE
    return None


def obstacle_before_start(look: Look, mentor: str, mentee: str) -> Flag | None:
    """The same for a pair that has not begun: there an avoid list counts as well.

    It is told as a conflict is: which of the two it was, nobody learns.
    """
    found = obstacle(look, mentor, mentee)
    if found is None and is_confidential(look, mentor, mentee):
        return Flag.CONFLICT
    return found


def is_confidential(look: Look, one: str, other: str) -> bool:
    """Whether a conflict, an avoid list or an end for cause keeps two people apart.

    One answer for all three: which of them it is, and whose, is nobody's business.
    """
    require(look.actor, Act.PAIRINGS_LOOK_AGAIN)
    house = look.by_the_house()
    return (
        conduct.conflict_between(house, one, other)
        or ended_for_cause(house, one, other)
        or profile_gathering.avoid_each_other(house, one, other)
    )


def cohort_of(look: Look, cohort_id: str) -> Cohort:
    """The cohort a form of pairing names; the caller asks for the right.

    Raises Refusal `pairings.no_cohort`.
    """
    cohort = kept_cohorts.cohort(look.session, cohort_id)
    if cohort is None:
        raise Refusal("pairings.no_cohort")
    return cohort


def ended_for_cause(look: Look, one: str, other: str) -> bool:
    """Whether these two were a pair that was ended for cause, in whichever parts."""
    require(look.actor, Act.PAIRINGS_LOOK_AGAIN)
    found = kept.between(look.session, one, other)
    return any(pairing.ending is Ending.FOR_CAUSE for pairing in found)


def free_places(look: Look, mentor: Mentor, mentee: str | None = None) -> int:
    """How many more mentees a mentor on the roster can take now; never below 0.

    A place that a draft holds is free for nobody but the mentee it is held for.
    """
    require(look.actor, Act.PAIRINGS_LOOK_AGAIN)
    taken = kept.holding(look.session, mentor.cohort_id).get(mentor.person_id, 0)
    left = max(0, mentor.places - taken)
    held = places_held(look, mentor.cohort_id).get(mentor.person_id, frozenset())
    return left if mentee in held else max(0, left - len(held))


def places_held(look: Look, cohort_id: str) -> Mapping[str, frozenset[str]]:
    """For whom the draft of a cohort holds places, by mentor.

    Somebody who is promised by another way needs none any more.
    """
    require(look.actor, Act.PAIRINGS_LOOK_AGAIN)
    found = matching_seats.of_cohort(look.session, cohort_id)
    promised = kept.promised(look.session, cohort_id) if found else frozenset()
    return {mentor: mentees - promised for mentor, mentees in found.items() if mentees - promised}


def troubles_with_mentee(
    look: Look, cohort: Cohort, mentee: Person, *, instead_of: str | None = None
) -> tuple[Trouble, ...]:
    """Why this person cannot be given a mentor in this cohort now; at most one reason.

    `instead_of`: a running pairing of theirs that is to end when the new one begins.
    """
    field, facts = "mentee", {"name": mentee.name}
    if state_on(cohort, local_day(look.now, cohort.program.zone)) is CohortState.CLOSED:
        return (Trouble("pairings.cohort_closed", field, {"day": cohort.ends}),)
    if mentee.deactivated:
        return (Trouble("people.gone", field, facts),)
    if mentee.id not in nominations.accepted(look, cohort.id):
        return (Trouble("pairings.not_accepted", field, facts),)
    held = [
        one
        for one in kept.of_person(look.session, mentee.id, HOLDS_PLACE)
        if one.mentee == mentee.id and one.cohort.id == cohort.id and one.id != instead_of
    ]
    if held:
        since = {"since": held[0].asked_at, "zone": look.actor.zone}
        return (Trouble("pairings.promised", field, {**facts, **since}),)
    return ()


def troubles_with_mentor(
    look: Look, cohort: Cohort, mentor: Person, mentee: str | None = None
) -> tuple[Trouble, ...]:
    """Why this person cannot take this mentee, or another one, in this cohort now.

    At most one reason.
    """
    field, facts = "mentor", {"name": mentor.name}
    if mentor.deactivated:
        return (Trouble("people.gone", field, facts),)
    on_roster = mentors.mentor_of(look, cohort.id, mentor.id)
    if on_roster is None or on_roster.state is not MentorState.ON_ROSTER:
        return (Trouble("pairings.not_on_roster", field, facts),)
    if not free_places(look, on_roster, mentee):
        held = places_held(look, cohort.id).get(mentor.id)
        return (Trouble("pairings.place_held" if held else "pairings.no_place", field, facts),)
    return ()


def troubles_between(look: Look, form: Proposal) -> tuple[Trouble, ...]:
    """Why these two in particular cannot be a pair; a confidential reason stays one."""
    if form.mentor is None or form.mentee is None:
        return ()
    if rosters.in_one_line(look, form.mentor, form.mentee):
        return (Trouble("pairings.in_one_line", "mentor"),)
    if is_confidential(look, form.mentor, form.mentee):
        return (Trouble("pairings.confidential", "mentor"),)
    return ()

"""What the messages to mentors say at the moment they are sent or shown anew."""

from dataclasses import dataclass
from datetime import date

from program.cohort import Cohort, CohortState, state_on
from program.delivery import Delivery
from program.hours import local_day
from program.mentor import Mentor, MentorState, subject_of
from program.permissions import Act, require
from program.person import Person
from services import people
from services.desk import Look
from services.mentors import found_in


@dataclass(frozen=True)
class ToldMentor:
    """Where somebody stands as a mentor, for that very person."""

    mentor: Mentor
    cohort: Cohort
    zone: str
    today: date
    inviter: Person | None = None
    is_this_one: bool = True
    """Whether the invitation the message speaks of is the latest one."""


def told_mentor(look: Look, delivery: Delivery) -> ToldMentor:
    """What any message to a mentor is made of. Raises Refusal when there is nothing left of it."""
    mentor, cohort = found_in(look, delivery.about["mentor"])
    require(look.actor, Act.MENTORS_SEE, subject_of(mentor, cohort))
    known = people.named(look, {mentor.person_id, mentor.invited_by or mentor.person_id})
    reader = known[mentor.person_id]
    return ToldMentor(
        mentor,
        cohort,
        reader.zone,
        local_day(look.now, reader.zone),
        inviter=known.get(mentor.invited_by or ""),
        is_this_one=mentor.state is not MentorState.INVITED or _is_latest(mentor, delivery),
    )


def is_invited(look: Look, delivery: Delivery) -> bool:
    """Whether this very invitation is still open, and the cohort with it."""
    told = told_mentor(look, delivery)
    day = local_day(look.now, told.cohort.program.zone)
    over = state_on(told.cohort, day) is CohortState.CLOSED
    is_open = told.mentor.state is MentorState.INVITED and _is_latest(told.mentor, delivery)
    return is_open and not over


def is_on_roster(look: Look, delivery: Delivery) -> bool:
    """Whether the offer still stands."""
    return told_mentor(look, delivery).mentor.state is MentorState.ON_ROSTER


def _is_latest(mentor: Mentor, delivery: Delivery) -> bool:
    return str(mentor.version) == delivery.about["version"]

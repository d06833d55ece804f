"""Of whom the code of conduct is asked: whoever takes part and has not accepted it."""

from program.actor import Role
from program.cohort import CohortState, state_on
from program.hours import local_day
from program.mentor import MentorState
from program.nomination import Standing
from program.nomination_steps import NominationState
from program.permissions import Act, require
from services import conduct, mentors, nominations
from services.desk import Look


def asked_as(look: Look) -> frozenset[Role]:
    """As what the code of conduct is asked of the actor, as it stands now.

    Mentor: on the roster of a cohort that has not ended. Mentee: an accepted nominee of one.
    Empty once they accepted.
    """
    require(look.actor, Act.CONDUCT_READ)
    parts = set()
    on_roster = MentorState.ON_ROSTER
    if any(one.mentor.state is on_roster for one in mentors.my_places(look)):
        parts.add(Role.MENTOR)
    if any(_takes_part(look, one) for one in nominations.standings(look)):
        parts.add(Role.MENTEE)
    if not parts or conduct.has_accepted(look, look.me):
        return frozenset()
    return frozenset(parts)


def _takes_part(look: Look, standing: Standing) -> bool:
    day = local_day(look.now, standing.cohort.program.zone)
    over = state_on(standing.cohort, day) is CohortState.CLOSED
    return standing.state is NominationState.ACCEPTED and not over

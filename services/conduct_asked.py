"""Of whom the code of conduct is asked: whoever takes part and has not accepted it."""

from program.mentor import MentorState
from program.nomination import NominationState
from program.permissions import Act, require
from services import cohorts, conduct, mentors, nominations
from services.desk import Look


def is_asked_of(look: Look) -> bool:
    """Whether the actor is a mentor or an accepted nominee of a cohort that has not ended, and
    has not accepted the code of conduct as it stands now."""
    require(look.actor, Act.CONDUCT_READ)
    if conduct.has_accepted(look, look.actor.person_id or ""):
        return False
    on_roster = MentorState.ON_ROSTER
    if any(one.mentor.state is on_roster for one in mentors.my_places(look)):
        return True
    current = {one.id for one in cohorts.current(look)}
    return any(
        one.state is NominationState.ACCEPTED and one.cohort.id in current
        for one in nominations.standings(look)
    )

"""Of whom the code of conduct is asked: whoever takes part and has not accepted it."""

from program.actor import Role
from program.mentor import MentorState
from program.nomination import NominationState
from program.permissions import Act, require
from services import cohorts, conduct, mentors, nominations
from services.desk import Look


def asked_as(look: Look) -> frozenset[Role]:
    """As what the code of conduct is asked of the actor, as it stands now.

    Mentor: on the roster of a cohort that has not ended. Mentee: an accepted nominee of one.
    Empty once they accepted.
    """
    require(look.actor, Act.CONDUCT_READ)
    if conduct.has_accepted(look, look.actor.person_id or ""):
        return frozenset()
    parts = set()
    on_roster = MentorState.ON_ROSTER
    if any(one.mentor.state is on_roster for one in mentors.my_places(look)):
        parts.add(Role.MENTOR)
    current = {one.id for one in cohorts.current(look)}
    accepted = NominationState.ACCEPTED
    own = nominations.standings(look)
    if any(one.state is accepted and one.cohort.id in current for one in own):
        parts.add(Role.MENTEE)
    return frozenset(parts)

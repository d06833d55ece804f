"""How much of each profile of a cohort is there: for the program team, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass

from program.mentor import MentorState
from program.permissions import Act, Subject, require
from program.profile import Coverage, mentee_coverage, mentor_coverage
from services import profile_gathering
from services.desk import Look
from services.mentors import cohort_of
from services.profiles import Side
from store import mentors as kept_mentors


@dataclass(frozen=True)
class Covered:
    """One person's profile on one side of a cohort, without a word or a choice of it."""

    person_id: str
    side: Side
    coverage: Coverage
    written: bool


def of_cohort(look: Look, cohort_id: str) -> Sequence[Covered]:
    """Every mentee and every mentor of a cohort, mentees first; for the program team.

    Raises Refusal `mentors.no_cohort` or `permissions.*`.
    """
    cohort = cohort_of(look, cohort_id)
    require(look.actor, Act.PROFILES_COVER, Subject(program_id=cohort.program.id))
    house = look.by_the_house()
    mentees = [
        Covered(one.person_id, Side.MENTEE, mentee_coverage(one), one.written)
        for one in profile_gathering.mentees_of(house, cohort.id)
    ]
    offers = {
        one.person_id: one
        for one in kept_mentors.of_cohorts(look.session, [cohort.id], [MentorState.ON_ROSTER])
    }
    mentors = [
        Covered(
            one.person_id,
            Side.MENTOR,
            mentor_coverage(one, offers[one.person_id]),
            one.written,
        )
        for one in profile_gathering.mentors_of(house, cohort.id)
    ]
    return (*mentees, *mentors)

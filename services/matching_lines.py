"""Whom reporting lines keep apart, told to the program manager before a depth is set."""

from program.matching.reasons import Bar
from program.permissions import Act, Subject, require
from program.person import Person
from services import matching_bars, matching_gathering, people
from services.desk import Look
from services.matching_rules import cohort_of


def kept_apart(look: Look, cohort_id: str, depth: int) -> tuple[tuple[Person, Person], ...]:
    """Mentee and mentor of every pair that lines of so many levels would bar, by the mentee.

    Raises Refusal `matching.no_cohort`, `permissions.*`.
    """
    cohort = cohort_of(look, cohort_id)
    require(look.actor, Act.MATCHING_SET, Subject(program_id=cohort.program.id))
    house = look.by_the_house()
    inputs = matching_gathering.gather(house, cohort.id).inputs
    mentees = [one.id for one in inputs.mentees]
    mentors = [one.id for one in inputs.mentors]
    barred = matching_bars.between(house, mentees, mentors, (), depth).barred
    pairs = [(one.mentee, one.mentor) for one in barred if one.bar is Bar.SUPERIOR]
    known = people.named(look, {one for pair in pairs for one in pair})
    named = [(known[mentee], known[mentor]) for mentee, mentor in pairs]
    return tuple(sorted(named, key=lambda pair: (pair[0].name.casefold(), pair[1].name.casefold())))

"""What a program manager hears before a run: who is covered, for whom there is nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from program.cohort import Cohort
from program.matching import cover as covering
from program.matching.cover import Cover
from program.permissions import Act, Subject, require
from program.person import Person
from services import matching_gathering, matching_rules, people
from services.desk import Look


@dataclass(frozen=True)
class CoverTold:
    """The cover of a cohort with the names in it."""

    cohort: Cohort
    cover: Cover
    people: Mapping[str, Person] = field(default_factory=dict)
    competencies: Mapping[str, str] = field(default_factory=dict)
    """Names by competency id."""


def cover(look: Look, cohort_id: str) -> CoverTold:
    """Who of a cohort is covered as things stand today, and for whom there is nobody.

    Raises Refusal `matching.no_cohort`, `permissions.*`.
    """
    cohort = matching_rules.cohort_of(look, cohort_id)
    require(look.actor, Act.MATCHING_SEE, Subject(program_id=cohort.program.id))
    gathered = matching_gathering.gather(look.by_the_house(), cohort.id)
    found = covering.cover(gathered.inputs)
    named = {one.mentee for one in found.nobody}
    named |= {*found.mentees_without_profile, *found.mentors_without_profile}
    named |= {person for pair in found.superior for person in pair}
    return CoverTold(
        cohort=cohort,
        cover=found,
        people=people.named(look, named),
        competencies={one.id: one.name for one in cohort.competencies},
    )

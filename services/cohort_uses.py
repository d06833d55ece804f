"""What people who take part refer to: a competency or a criterion in use is not taken away."""

from collections import Counter
from collections.abc import Callable, Mapping

from program.permissions import Act, Subject, require
from services.desk import Look
from store import check_in_words, cohorts, mentors, nomination_uses
from store.session import StoreSession

Uses = Callable[[StoreSession, str], Mapping[str, int]]
"""For one cohort (by its id): how many forms that people sent refer to each id."""

COMPETENCY_USES: tuple[Uses, ...] = (
    nomination_uses.of_competencies,
    mentors.competency_uses,
    check_in_words.competency_uses,
)
CRITERION_USES: tuple[Uses, ...] = (nomination_uses.of_criteria,)


def of_competencies(look: Look, program_id: str) -> Mapping[str, int]:
    """How often each competency of a program is referred to, over all its cohorts."""
    require(look.actor, Act.COHORTS_CHANGE, Subject(program_id=program_id))
    found: Counter[str] = Counter()
    for cohort in cohorts.cohorts(look.session):
        if cohort.program.id == program_id:
            found.update(_counted(look, COMPETENCY_USES, cohort.id))
    return found


def of_competencies_in(look: Look, program_id: str, cohort_id: str) -> Mapping[str, int]:
    """The same in one cohort of the program."""
    require(look.actor, Act.COHORTS_CHANGE, Subject(program_id=program_id))
    return _counted(look, COMPETENCY_USES, cohort_id)


def of_criteria(look: Look, program_id: str, cohort_id: str) -> Mapping[str, int]:
    """How many nominees wrote to each criterion of a cohort."""
    require(look.actor, Act.COHORTS_CHANGE, Subject(program_id=program_id))
    return _counted(look, CRITERION_USES, cohort_id)


def _counted(look: Look, uses: tuple[Uses, ...], cohort_id: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for count in uses:
        found.update(count(look.session, cohort_id))
    return found

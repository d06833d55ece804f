"""Places that a draft holds for its pairs, so that nobody else is paired into them meanwhile."""

from collections.abc import Collection, Mapping

from program.matching_draft import Draft
from program.permissions import Act, Subject, may, require
from services.desk import Look, Work
from services.matching_rules import cohort_of
from store import matching_seats as kept


def held(look: Look, cohort_id: str) -> Mapping[str, frozenset[str]]:
    """For whom places of each mentor are held, by person id: of a mentor without any, nothing.

    A place of a pair that is asked or runs already is taken and not held. Raises Refusal
    `matching.no_cohort`, `permissions.*`.
    """
    cohort = cohort_of(look, cohort_id)
    require(look.actor, Act.MATCHING_SEE, Subject(program_id=cohort.program.id))
    return kept.of_cohort(look.session, cohort.id)


def let_go(work: Work, seen: Draft, mentee_ids: Collection[str]) -> None:
    """Hold nothing for these mentees any more: their mentor is asked, or cannot be.

    Again is quiet. Raises Refusal `permissions.*`.
    """
    if not may(work.actor, Act.MATCHING_CARRY):
        require(work.actor, Act.MATCHING_RELEASE, seen.subject)
    kept.let_go(work.session, seen.id, mentee_ids)

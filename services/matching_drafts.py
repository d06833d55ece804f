"""Drafts as they are read: how one stands, its pairs, its edits, and what it was made from."""

from program.matching.records import Inputs, Solution
from program.matching_draft import Draft, DraftState, EditMade
from program.permissions import Act, Subject, require
from program.refusal import Refusal
from services.desk import Look
from services.matching_rules import cohort_of
from store import matching_drafts as kept
from store import matching_edits as kept_edits

_SHOWN = tuple(one for one in DraftState if one is not DraftState.DISCARDED)


def draft(look: Look, draft_id: str) -> Draft:
    """One draft. Raises Refusal `matching.no_draft`, `permissions.*`."""
    found = kept.draft(look.session, draft_id)
    if found is None:
        raise Refusal("matching.no_draft")
    require(look.actor, Act.MATCHING_SEE, found.subject)
    return found


def newest(look: Look, cohort_id: str) -> Draft | None:
    """The newest draft of a cohort that nobody discarded; None where there is none.

    Raises Refusal `matching.no_cohort`, `permissions.*`.
    """
    found = _of_cohort(look, cohort_id, _SHOWN)
    return found[0] if found else None


def of_cohort(look: Look, cohort_id: str) -> tuple[Draft, ...]:
    """Every draft of a cohort, the newest first, discarded ones included.

    Raises Refusal `matching.no_cohort`, `permissions.*`.
    """
    return _of_cohort(look, cohort_id, tuple(DraftState))


def solution(look: Look, seen: Draft) -> Solution:
    """The pairs of a draft after its last edit.

    Raises Refusal `matching.not_ready` (state), `matching.copy_gone`, `permissions.*`.
    """
    return solution_at(look, seen, seen.edits)


def solution_at(look: Look, seen: Draft, number: int) -> Solution:
    """The pairs of a draft as they were after the edit of that number; 0: as the run made them.

    Raises Refusal `matching.not_ready` (state), `matching.copy_gone`, `permissions.*`.
    """
    require(look.actor, Act.MATCHING_SEE, seen.subject)
    if seen.ready_at is None:
        raise Refusal("matching.not_ready", state=seen.state)
    found = kept_edits.came_to(look.session, seen.id, number)
    found = found or kept.result(look.session, seen.id)
    if found is None:
        raise Refusal("matching.copy_gone")
    return found


def edits(look: Look, seen: Draft) -> tuple[EditMade, ...]:
    """Every edit of a draft in its order, but those about somebody who was erased since.

    Raises Refusal `permissions.*`.
    """
    require(look.actor, Act.MATCHING_SEE, seen.subject)
    made = kept_edits.of_draft(look.session, seen.id)
    if not seen.erased:
        return made
    there = kept.people_in(look.session, seen.id)
    return tuple(one for one in made if {one.edit.mentee, one.edit.mentor} <= there)


def inputs(look: Look, seen: Draft) -> Inputs:
    """What a draft was made from, for the house alone: it holds ratings and who is barred.

    Raises Refusal `matching.copy_gone`, `permissions.*`.
    """
    require(look.actor, Act.MATCHING_CARRY)
    found = kept.inputs(look.session, seen.id)
    if found is None:
        raise Refusal("matching.copy_gone")
    return found


def _of_cohort(look: Look, cohort_id: str, states: tuple[DraftState, ...]) -> tuple[Draft, ...]:
    cohort = cohort_of(look, cohort_id)
    require(look.actor, Act.MATCHING_SEE, Subject(program_id=cohort.program.id))
    return kept.of_cohort(look.session, cohort.id, states)

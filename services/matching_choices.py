"""Whom a program manager can choose in matching: cohorts, and the people of a draft by name."""

from collections.abc import Iterable

from program.cohort import Cohort
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from services import cohorts, matching_drafts, people
from services.desk import Look

MOST_FOUND = 20
"""Answers of a menu that is searched while somebody types."""


def cohorts_to_match(look: Look) -> tuple[Cohort, ...]:
    """The cohorts that have not ended whose drafts the actor may see.

    Raises Refusal `permissions.*` for whoever may see none anywhere, `matching.no_cohort_runs`
    where none of theirs runs.
    """
    found = cohorts_seen(look)
    if not found:
        if not may_somewhere(look.actor, Act.MATCHING_SEE):
            require(look.actor, Act.MATCHING_SEE)
        raise Refusal("matching.no_cohort_runs")
    return found


def cohorts_seen(look: Look) -> tuple[Cohort, ...]:
    """The same, none for whoever may see none."""
    return tuple(
        one
        for one in cohorts.current(look)
        if may(look.actor, Act.MATCHING_SEE, Subject(program_id=one.program.id))
    )


def mentees_found(look: Look, draft_id: str, typed: str) -> tuple[Person, ...]:
    """Mentees of a draft whose name holds what was typed; at most 20.

    Raises Refusal `matching.no_draft`, `permissions.*`.
    """
    return _called(people.named(look, _mentees(look, draft_id)).values(), typed)


def people_of(look: Look, draft_id: str, *person_ids: str) -> tuple[Person, ...]:
    """Those people of a draft, in that order.

    Raises Refusal `matching.not_in_draft` for somebody who is no part of it, and others as
    `mentors_found` does.
    """
    draft = matching_drafts.draft(look, draft_id)
    inputs = matching_drafts.inputs(look.by_the_house(), draft)
    there = {one.id for one in inputs.mentees} | {one.id for one in inputs.mentors}
    known = people.named(look, [one for one in person_ids if one in there])
    missing = [one for one in person_ids if one not in known]
    if missing:
        raise Refusal("matching.not_in_draft", mentee=missing[0])
    return tuple(known[one] for one in person_ids)


def is_mentee(look: Look, draft_id: str, person_id: str) -> bool:
    """Is somebody a mentee of this draft?  Raises Refusal as `mentees_found` does."""
    return person_id in _mentees(look, draft_id)


def mentors_found(look: Look, draft_id: str, typed: str) -> tuple[Person, ...]:
    """Mentors of a draft, those without a place included, by what was typed; at most 20.

    Raises Refusal `matching.no_draft`, `matching.copy_gone`, `permissions.*`.
    """
    draft = matching_drafts.draft(look, draft_id)
    inputs = matching_drafts.inputs(look.by_the_house(), draft)
    ids = {one.id for one in inputs.mentors}
    return _called(people.named(look, ids).values(), typed)


def _mentees(look: Look, draft_id: str) -> frozenset[str]:
    found = matching_drafts.solution(look, matching_drafts.draft(look, draft_id))
    seated, without = found.pairs, found.unmatched
    return frozenset((*(one.mentee for one in seated), *(one.mentee for one in without)))


def _called(found: Iterable[Person], typed: str) -> tuple[Person, ...]:
    wanted = typed.casefold().split()
    fitting = [one for one in found if all(word in one.name.casefold() for word in wanted)]
    return tuple(sorted(fitting, key=lambda one: one.name.casefold())[:MOST_FOUND])

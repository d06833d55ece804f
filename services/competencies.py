"""The competencies of a program: a list that program managers keep; what is in use stays."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.cohort import MOST_LISTED, Competency
from program.cohort_plan import check_name
from program.permissions import Act, Subject, require
from program.refusal import Refusal
from services import cohort_uses
from services.desk import Look, Work
from store import cohort_changes as kept
from store import cohorts


@dataclass(frozen=True)
class Listed:
    """One competency, and how many forms that people sent refer to it."""

    competency: Competency
    uses: int


def of_program(look: Look, program_id: str) -> tuple[Listed, ...]:
    """The whole list of a program, for whoever keeps it."""
    _require(look, program_id)
    uses: Mapping[str, int] = cohort_uses.of_competencies(look, program_id)
    return tuple(
        Listed(one, uses.get(one.id, 0)) for one in kept.competencies_of(look.session, program_id)
    )


def add(work: Work, program_id: str, name: str) -> Competency:
    """Another competency on the list; one that is there already is a quiet success.

    Raises Refusal under `name`: `cohorts.name_*`, or `cohorts.list_full`; and
    `governance.program_missing` for a program that is not there.
    """
    _require(work, program_id)
    if program_id not in {one.id for one in cohorts.programs(work.session)}:
        raise Refusal("governance.program_missing")
    _refuse_bad_name(name)
    known = kept.competency_named(work.session, program_id, name)
    if known is not None:
        return known
    if len(kept.competencies_of(work.session, program_id)) >= MOST_LISTED:
        raise Refusal("cohorts.list_full", field="name", most=MOST_LISTED)
    added = kept.add_competency(work.session, program_id, name)
    work.note("competency.added", about=f"competency:{added.id}", program=program_id)
    return added


def rename(work: Work, program_id: str, competency_id: str, seen: str, name: str) -> None:
    """Another name for the same competency: whatever refers to it follows.

    `seen` is the name on the form. Raises Refusal under `name`: `cohorts.name_*`,
    `cohorts.competency_exists`, `cohorts.renamed_meanwhile` (facts: name).
    """
    before = find(work, program_id, competency_id).competency
    _refuse_bad_name(name)
    if before.name == name:
        return
    if before.name != seen:
        raise Refusal("cohorts.renamed_meanwhile", field="name", name=before.name)
    other = kept.competency_named(work.session, program_id, name)
    if other is not None and other.id != competency_id:
        raise Refusal("cohorts.competency_exists", field="name")
    kept.rename_competency(work.session, competency_id, name)
    work.note("competency.renamed", about=f"competency:{competency_id}", program=program_id)


def remove(work: Work, program_id: str, competency_id: str) -> None:
    """Take a competency off the list. One that is gone already changes nothing.

    Raises Refusal `cohorts.competency_in_use` (facts: name, count) while people refer to it, and
    `cohorts.competency_published` (facts: name, count) while cohorts name it.
    """
    _require(work, program_id)
    listed = {one.competency.id: one for one in of_program(work, program_id)}
    found = listed.get(competency_id)
    if found is None:
        return
    name = found.competency.name
    if found.uses:
        raise Refusal("cohorts.competency_in_use", name=name, count=found.uses)
    published = kept.cohorts_aiming_at(work.session, competency_id)
    if published:
        raise Refusal("cohorts.competency_published", name=name, count=published)
    kept.remove_competency(work.session, competency_id)
    work.note("competency.removed", about=f"competency:{competency_id}", program=program_id)


def find(look: Look, program_id: str, competency_id: str) -> Listed:
    """One competency of the list. Raises Refusal `cohorts.competency_gone`."""
    for one in of_program(look, program_id):
        if one.competency.id == competency_id:
            return one
    raise Refusal("cohorts.competency_gone")


def _require(look: Look, program_id: str) -> None:
    require(look.actor, Act.COHORTS_CHANGE, Subject(program_id=program_id))


def _refuse_bad_name(name: str) -> None:
    troubles = check_name("name", name)
    if troubles:
        raise Refusal.of(troubles)

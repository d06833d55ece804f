"""A small cohort that is ready to be matched, and drafts of its pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

from program.cohort import Cohort
from program.matching.records import Edit, EditKind
from program.matching_draft import Draft, Edited
from program.person import SlackPerson
from services import matching_drafts, matching_edits, matching_runs, people
from services.matching_running import carry_out
from store import matching_copies
from tests.kit.cast import LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, TEAM, Stage
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import open_cohort
from tests.kit.pairings import accepted_mentee

NILS = SlackPerson("U0NILS", TEAM, "Nils Nord", title="Controller", zone="Europe/Berlin")
ADA = SlackPerson("U0ADA", TEAM, "Ada Amis", title="Lawyer", zone="Europe/Paris")
MENTEES = (MENTEE, NILS, ADA)
MENTORS = (MENTOR, SPONSOR, LIAISON)


@dataclass(frozen=True)
class Ready:
    """A cohort with accepted mentees and mentors on the roster."""

    cohort: Cohort
    mentees: tuple[str, ...]
    mentors: tuple[str, ...]


def set_cohort(
    stage: Stage,
    mentees: Sequence[SlackPerson] = MENTEES,
    mentors: Sequence[SlackPerson] = MENTORS,
    *,
    places: int = 2,
) -> Ready:
    """Mentees are accepted in this order; each mentor offers so many places."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [NILS, ADA])
    cohort = open_cohort(stage)
    for one in mentees:
        accepted_mentee(stage, cohort, one)
    for one in mentors:
        offer_to_mentor(stage, cohort, one, places=places, hours=12)
    return Ready(
        cohort,
        tuple(stage.person_id(one) for one in mentees),
        tuple(stage.person_id(one) for one in mentors),
    )


def ask(stage: Stage, cohort: Cohort, by: SlackPerson = PROGRAM_MANAGER) -> Draft:
    """A program manager presses Run the matching."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return matching_runs.ask(work, cohort.id)


def nobody_waits(_done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


def carry(stage: Stage, draft: Draft) -> Draft:
    """The worker finds its pairs."""
    return carry_out(stage.desk, stage.workspace_id, draft.id, nobody_waits)


def drafted(stage: Stage, cohort: Cohort) -> Draft:
    """A draft with its pairs."""
    return carry(stage, ask(stage, cohort))


def draft_now(stage: Stage, draft: Draft) -> Draft:
    """The draft as it stands."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return matching_drafts.draft(look, draft.id)


def pairs_of(stage: Stage, draft: Draft) -> dict[str, str]:
    """Mentee to mentor, after the last edit."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = matching_drafts.solution(look, matching_drafts.draft(look, draft.id))
    return {one.mentee: one.mentor for one in found.pairs}


def edit(
    stage: Stage,
    draft: Draft,
    kind: EditKind,
    mentee: str,
    mentor: str,
    *,
    by: SlackPerson = PROGRAM_MANAGER,
    made_on: int | None = None,
    reason: str = "",
) -> Edited:
    """A program manager locks, vetoes, or lifts that."""
    number = draft_now(stage, draft).edits if made_on is None else made_on
    change = Edit(kind, mentee, mentor)
    return matching_edits.apply(
        stage.desk, stage.caller(by), draft.id, number, change, reason=reason
    )


def undo(
    stage: Stage, draft: Draft, *, by: SlackPerson = PROGRAM_MANAGER, made_on: int | None = None
) -> Edited:
    """A program manager takes the last edit back."""
    number = draft_now(stage, draft).edits if made_on is None else made_on
    return matching_edits.undo(stage.desk, stage.caller(by), draft.id, number)


def take_out(stage: Stage, person_id: str) -> None:
    """Somebody is erased from every copy of a run, in as many transactions as it takes."""
    gone = True
    while gone:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            gone = bool(matching_copies.take_out(work.session, person_id))


def another_mentor(ready: Ready, mentor: str | None) -> str:
    """Some mentor of the cohort who is not this one."""
    return next(one for one in ready.mentors if one != mentor)

"""Two program managers at one draft at the same moment: one edit applies, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from program.actor import Role
from program.matching.records import EditKind
from program.matching_draft import DraftState, Edited
from program.person import SlackPerson
from program.refusal import Refusal
from services import matching_drafts
from tests.kit.cast import LIAISON, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.matching_drafts import (
    ask,
    carry,
    draft_now,
    drafted,
    edit,
    pairs_of,
    set_cohort,
    undo,
)
from tests.kit.trail import audit_entries


def test_of_two_edits_at_once_one_applies_and_the_other_is_told(stage: Stage) -> None:
    stage.give(SPONSOR, Role.PROGRAM_MANAGER)
    ready = set_cohort(stage, mentors=(MENTOR, LIAISON))
    draft = drafted(stage, ready.cohort)
    together = Barrier(2)

    def press(by: SlackPerson, mentee: str) -> Edited | Refusal:
        together.wait()
        try:
            return edit(stage, draft, EditKind.LOCK, mentee, ready.mentors[0], by=by, made_on=0)
        except Refusal as refusal:
            return refusal

    presses = [(PROGRAM_MANAGER, ready.mentees[0]), (SPONSOR, ready.mentees[1])]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: press(*one), presses))
    (applied,) = (one for one in answers if isinstance(one, Edited))
    (late,) = (one for one in answers if isinstance(one, Refusal))
    assert late.code == "matching.edited_meanwhile"
    assert late.troubles[0].facts["by"] == applied.draft.edited_by
    assert draft_now(stage, draft) == applied.draft
    assert applied.draft.edits == 1
    assert pairs_of(stage, draft) == {one.mentee: one.mentor for one in applied.solution.pairs}
    assert [one.entry for one in audit_entries(stage)].count("matching.edited") == 1


def test_asked_for_at_once_by_many_it_is_one_draft(stage: Stage) -> None:
    ready = set_cohort(stage)
    together = Barrier(4)

    def press(_: int) -> str:
        together.wait()
        return ask(stage, ready.cohort).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(press, range(4)))) == 1
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert len(matching_drafts.of_cohort(look, ready.cohort.id)) == 1


def test_carried_out_by_two_workers_at_once_it_is_ready_once(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = ask(stage, ready.cohort)
    together = Barrier(2)

    def work(_: int) -> DraftState:
        together.wait()
        return carry(stage, draft).state

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(work, range(2))) == {DraftState.READY}
    assert [one.entry for one in audit_entries(stage)].count("matching.ready") == 1
    assert len(pairs_of(stage, draft)) == 3


def test_one_edit_pressed_twice_at_once_is_one_edit(stage: Stage) -> None:
    ready = set_cohort(stage, mentors=(MENTOR, LIAISON))
    draft = drafted(stage, ready.cohort)
    together = Barrier(2)

    def press(_: int) -> Edited:
        together.wait()
        return edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0], made_on=0)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(press, range(2))
    assert first.draft == second.draft == draft_now(stage, draft)
    assert first.solution == second.solution
    assert first.draft.edits == 1

    def take_back(_: int) -> Edited:
        together.wait()
        return undo(stage, draft, made_on=1)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(take_back, range(2))
    assert first.draft == second.draft
    assert first.draft.edits == 2

"""Somebody is erased: no copy of a run names them, everybody else's pairs and reasons stay."""

import pytest

from program.matching.frozen import freeze_inputs, freeze_solution
from program.matching.records import EditKind
from program.matching_draft import Draft
from program.person import SlackPerson
from services import erasure_steps, matching_drafts, matching_engine, matching_seats
from store import erasing
from tests.kit.cast import MENTEE, MENTOR, Stage
from tests.kit.matching_drafts import (
    Ready,
    draft_now,
    drafted,
    edit,
    pairs_of,
    set_cohort,
)


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


@pytest.fixture
def draft(stage: Stage, ready: Ready) -> Draft:
    made = drafted(stage, ready.cohort)
    edit(stage, made, EditKind.LOCK, ready.mentees[0], ready.mentors[0], reason="known")
    edit(stage, made, EditKind.LOCK, ready.mentees[1], ready.mentors[0], reason="asked")
    return draft_now(stage, made)


def erase(stage: Stage, person_id: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    while True:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            gone = erasing.clear(work.session, person_id)
        if not gone:
            return counts
        counts = {one: counts.get(one, 0) + gone.get(one, 0) for one in {*counts, *gone}}


def kept_text(stage: Stage, draft: Draft) -> str:
    """Everything that is kept of a draft about anybody, as one text."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        now = matching_drafts.draft(look, draft.id)
        states = [matching_drafts.solution_at(look, now, one) for one in range(now.edits + 1)]
        return freeze_inputs(matching_drafts.inputs(look, now)) + "".join(
            freeze_solution(one) for one in states
        )


@pytest.mark.parametrize("who", [MENTOR, MENTEE])
def test_no_copy_of_a_run_names_whoever_was_erased(
    stage: Stage, draft: Draft, ready: Ready, who: SlackPerson
) -> None:
    gone = stage.person_id(who)
    assert gone in kept_text(stage, draft)
    others = {
        mentee: mentor
        for mentee, mentor in pairs_of(stage, draft).items()
        if gone not in (mentee, mentor)
    }

    counts = erase(stage, gone)

    assert counts["matching_part"] == 1
    assert gone not in kept_text(stage, draft)
    assert pairs_of(stage, draft) == others
    assert draft_now(stage, draft).erased == 1
    with stage.desk.open_look_in(stage.workspace_id) as look:
        held = matching_seats.held(look, ready.cohort.id)
        reasons = [one.reason for one in matching_drafts.edits(look, draft_now(stage, draft))]
    assert {one for mentees in held.values() for one in mentees} == set(others)
    assert "known" not in reasons, "both locks, or the one, were about them"


def test_every_draft_they_were_in_is_rid_of_them(stage: Stage, draft: Draft, ready: Ready) -> None:
    second = drafted(stage, ready.cohort)
    gone = stage.person_id(MENTOR)
    assert erase(stage, gone)["matching_part"] == 2
    assert gone not in kept_text(stage, draft) + kept_text(stage, second)


def test_a_run_after_it_keeps_the_pairs_of_everybody_else(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    gone = stage.person_id(MENTOR)
    erase(stage, gone)
    others = pairs_of(stage, draft)
    again = drafted(stage, ready.cohort)
    after = pairs_of(stage, again)
    assert {one: after[one] for one in others} == others
    assert gone not in after.values()
    assert again.erased == 0
    assert again.figures.gap == 0


def test_the_engine_of_the_process_forgets_what_it_held(stage: Stage, draft: Draft) -> None:
    before = matching_engine.study(draft.copy, lambda: pytest.fail("it is at hand"))
    left = 1
    while left:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            left = erasure_steps.clear(work, stage.person_id(MENTOR))
    with stage.desk.open_look_in(stage.workspace_id) as look:
        now = matching_drafts.draft(look, draft.id)
        anew = matching_engine.study(now.copy, lambda: matching_drafts.inputs(look, now))
    assert anew is not before
    assert stage.person_id(MENTOR) not in {one.id for one in anew.inputs.mentors}

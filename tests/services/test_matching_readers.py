"""Whoever may run, read and change a draft, and what a run or a reading is refused for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from program.actor import Role
from program.matching.rules import Rules
from program.matching_draft import DraftState
from program.person import SlackPerson
from services import (
    matching_drafts,
    matching_edits,
    matching_rules,
    matching_runs,
    matching_seats,
)
from services.desk import Look, Work
from store import matching_drafts as kept
from tests.kit.cast import (
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import (
    Ready,
    ask,
    drafted,
    set_cohort,
)
from tests.kit.mentors import offer_to_mentor
from tests.kit.nominations import PLAN, open_cohort
from tests.kit.pairings import accepted_mentee
from tests.kit.refused import refusal


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


def test_a_cohort_without_mentees_mentors_or_places_is_refused_with_its_reason(
    stage: Stage,
) -> None:
    cohort = open_cohort(stage)
    assert refusal(lambda: ask(stage, cohort)).code == "matching.no_mentees"
    accepted_mentee(stage, cohort)
    assert refusal(lambda: ask(stage, cohort)).code == "matching.no_mentors"
    offer_to_mentor(stage, cohort, places=0)
    nobody_free = refusal(lambda: ask(stage, cohort))
    assert nobody_free.code == "matching.no_places"
    assert nobody_free.troubles[0].facts == {"mentors": 1}
    offer_to_mentor(stage, cohort, places=1)
    assert ask(stage, cohort).state is DraftState.QUEUED


def test_a_cohort_that_has_ended_or_is_unknown_is_refused(
    stage: Stage, ready: Ready, clock: FrozenClock
) -> None:
    unknown = replace(ready.cohort, id="nowhere")
    assert refusal(lambda: ask(stage, unknown)).code == "matching.no_cohort"
    clock.move(days=400)
    over = refusal(lambda: ask(stage, ready.cohort))
    assert (over.code, over.troubles[0].facts) == (
        "matching.cohort_closed",
        {"day": ready.cohort.ends},
    )


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (MENTEE, "permissions.not_yours"),
        (MENTOR, "permissions.not_yours"),
        (SPONSOR, "permissions.not_yours"),
        (LIAISON, "permissions.not_yours"),
        (GUEST, "permissions.guest"),
    ],
)
def test_nobody_but_a_program_manager_runs_reads_or_edits(
    stage: Stage, ready: Ready, who: SlackPerson, code: str
) -> None:
    stage.give(LIAISON, Role.LIAISON)
    draft = drafted(stage, ready.cohort)
    assert refusal(lambda: ask(stage, ready.cohort, by=who)).code == code

    def looked(read: Callable[[Look], object]) -> str:
        with stage.desk.open_look(stage.caller(who)) as look:
            return refusal(lambda: read(look)).code

    def worked(act: Callable[[Work], object]) -> str:
        with stage.desk.open_work(stage.caller(who)) as work:
            return refusal(lambda: act(work)).code

    assert looked(lambda look: matching_drafts.draft(look, draft.id)) == code
    assert looked(lambda look: matching_drafts.newest(look, ready.cohort.id)) == code
    assert looked(lambda look: matching_drafts.of_cohort(look, ready.cohort.id)) == code
    assert looked(lambda look: matching_drafts.solution(look, draft)) == code
    assert looked(lambda look: matching_drafts.edits(look, draft)) == code
    assert looked(lambda look: matching_drafts.inputs(look, draft)) == code
    assert looked(lambda look: matching_runs.progress(look, draft)) == code
    assert looked(lambda look: matching_seats.held(look, ready.cohort.id)) == code
    assert looked(lambda look: matching_rules.rules_of(look, ready.cohort.id)) == code
    assert worked(lambda work: matching_edits.discard(work, draft.id)) == code
    assert worked(lambda work: matching_edits.back(work, draft.id)) == code
    assert worked(lambda work: matching_runs.launch(work, draft.id, 0)) == code
    assert worked(lambda work: matching_runs.launched(work, draft.id)) == code
    assert worked(lambda work: matching_runs.give_up(work, draft.id, "x")) == code
    assert worked(lambda work: matching_seats.let_go(work, draft, [])) == code
    assert worked(lambda work: matching_rules.set_rules(work, ready.cohort.id, Rules(), 0)) == code
    press = stage.caller(who)
    assert refusal(lambda: matching_edits.rerun(stage.desk, press, draft.id)).code == code
    assert refusal(lambda: matching_edits.undo(stage.desk, press, draft.id, 0)).code == code


def test_a_program_manager_of_another_program_does_not_see_it(stage: Stage, ready: Ready) -> None:
    other = open_cohort(stage, replace(PLAN, program="Another program"))
    stage.give(SPONSOR, Role.PROGRAM_MANAGER, other.program.id)
    draft = drafted(stage, ready.cohort)
    with stage.desk.open_look(stage.caller(SPONSOR)) as look:
        assert refusal(lambda: matching_drafts.draft(look, draft.id)).code.startswith("permissions")
        assert refusal(lambda: matching_drafts.draft(look, "nothing")).code == "matching.no_draft"


def test_not_even_a_program_manager_reads_what_a_run_was_made_from(
    stage: Stage, ready: Ready
) -> None:
    draft = drafted(stage, ready.cohort)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert refusal(lambda: matching_drafts.inputs(look, draft)).code == "permissions.not_yours"


def test_how_far_a_run_is_can_be_read(stage: Stage, ready: Ready) -> None:
    draft = ask(stage, ready.cohort)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert matching_runs.progress(look, draft) == (0, None)


def test_what_was_kept_too_long_is_told_as_gone(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        kept.forget_copy(work.session, draft.id)
        assert refusal(lambda: matching_drafts.solution(work, draft)).code == "matching.copy_gone"


def test_a_draft_without_pairs_yet_has_no_solution(stage: Stage, ready: Ready) -> None:
    draft = ask(stage, ready.cohort)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        early = refusal(lambda: matching_drafts.solution(look, draft))
    assert (early.code, early.troubles[0].facts["state"]) == ("matching.not_ready", draft.state)

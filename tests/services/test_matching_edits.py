"""Edits of a draft: each on its number, the later one told who was first, all reproducible."""

from dataclasses import replace

import pytest

from program.actor import Role
from program.matching.records import EditKind, Solution
from program.matching.rules import Component, Rules
from program.matching_draft import REASON_LIMIT, Draft, DraftState, edits_of
from services import (
    matching_drafts,
    matching_edits,
    matching_engine,
    matching_rules,
    matching_runs,
    matching_seats,
)
from services.desk import Work
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import (
    NILS,
    Ready,
    another_mentor,
    carry,
    draft_now,
    drafted,
    edit,
    pairs_of,
    set_cohort,
    take_out,
    undo,
)
from tests.kit.pairings import disclose
from tests.kit.refused import refusal
from tests.kit.trail import audit_entries


@pytest.fixture
def ready(stage: Stage) -> Ready:
    stage.give(SPONSOR, Role.PROGRAM_MANAGER)
    return set_cohort(stage, mentors=(MENTOR, LIAISON))


@pytest.fixture
def draft(stage: Stage, ready: Ready) -> Draft:
    return drafted(stage, ready.cohort)


def solution_at(stage: Stage, draft: Draft, number: int) -> Solution:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return matching_drafts.solution_at(look, matching_drafts.draft(look, draft.id), number)


def held_for(stage: Stage, ready: Ready) -> dict[str, str]:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        held = matching_seats.held(look, ready.cohort.id)
    return {one: mentor for mentor, mentees in held.items() for one in mentees}


def test_a_lock_makes_the_pair_and_holds_its_place(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    mentee = ready.mentees[0]
    other = another_mentor(ready, pairs_of(stage, draft)[mentee])
    edited = edit(stage, draft, EditKind.LOCK, mentee, other, reason="asked")
    assert pairs_of(stage, draft)[mentee] == other
    assert (edited.draft.edits, edited.draft.figures.locked) == (1, 1)
    assert next(one for one in edited.solution.pairs if one.mentee == mentee).locked
    assert mentee not in edited.moved
    assert held_for(stage, ready) == pairs_of(stage, draft)


def test_a_veto_takes_the_pair_away_and_few_others_move(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    before = pairs_of(stage, draft)
    mentee = ready.mentees[0]
    edited = edit(stage, draft, EditKind.VETO, mentee, before[mentee])
    after = pairs_of(stage, draft)
    assert after.get(mentee) != before[mentee]
    moved = {one for one in before if one != mentee and after.get(one) != before[one]}
    assert moved == set(edited.moved)
    assert edited.draft.figures.moved == len(moved)


def test_the_later_of_two_program_managers_is_told_who_and_when_and_nothing_applies(
    stage: Stage, draft: Draft, ready: Ready, clock: FrozenClock
) -> None:
    clock.move(minutes=3)
    edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0], made_on=0)
    before = draft_now(stage, draft), pairs_of(stage, draft), held_for(stage, ready)
    late = refusal(
        lambda: edit(
            stage,
            draft,
            EditKind.VETO,
            ready.mentees[1],
            ready.mentors[0],
            by=SPONSOR,
            made_on=0,
        )
    )
    assert late.code == "matching.edited_meanwhile"
    assert dict(late.troubles[0].facts) == {
        "by": stage.person_id(PROGRAM_MANAGER),
        "at": clock(),
        "number": 1,
    }
    assert (draft_now(stage, draft), pairs_of(stage, draft), held_for(stage, ready)) == before


def test_the_same_press_twice_is_one_edit(stage: Stage, draft: Draft, ready: Ready) -> None:
    for _ in range(2):
        edited = edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0], made_on=0)
        assert edited.draft.edits == 1
    assert [one.entry for one in audit_entries(stage)].count("matching.edited") == 1


def test_what_is_so_already_is_no_edit(stage: Stage, draft: Draft, ready: Ready) -> None:
    pair = ready.mentees[0], ready.mentors[0]
    edit(stage, draft, EditKind.LOCK, *pair)
    assert edit(stage, draft, EditKind.LOCK, *pair, by=SPONSOR).draft.edits == 1
    assert edit(stage, draft, EditKind.UNVETO, *pair).draft.edits == 1


def test_a_mentee_locked_to_somebody_else_is_locked_anew_in_one_edit(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    for number, mentor in enumerate(ready.mentors, start=1):
        edited = edit(stage, draft, EditKind.LOCK, ready.mentees[0], mentor)
        assert edited.draft.edits == number
        assert edited.draft.figures.locked == 1
        assert pairs_of(stage, draft)[ready.mentees[0]] == mentor
    undo(stage, draft)
    assert pairs_of(stage, draft)[ready.mentees[0]] == ready.mentors[0]


def test_an_undo_brings_the_pairs_back_exactly_as_they_were(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    start = solution_at(stage, draft, 0)
    mentee = ready.mentees[0]
    edit(stage, draft, EditKind.VETO, mentee, pairs_of(stage, draft)[mentee])
    between = solution_at(stage, draft, 1)
    edit(stage, draft, EditKind.LOCK, ready.mentees[1], ready.mentors[1])
    assert undo(stage, draft).solution == between
    assert undo(stage, draft, by=SPONSOR).solution == start
    assert held_for(stage, ready) == {one.mentee: one.mentor for one in start.pairs}
    assert draft_now(stage, draft).edits == 4
    assert (draft_now(stage, draft).figures.locked, draft_now(stage, draft).figures.vetoed) == (
        0,
        0,
    )
    assert refusal(lambda: undo(stage, draft)).code == "matching.nothing_to_undo"


def test_an_undo_pressed_twice_undoes_one(stage: Stage, draft: Draft, ready: Ready) -> None:
    edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0])
    edit(stage, draft, EditKind.LOCK, ready.mentees[1], ready.mentors[0])
    for _ in range(2):
        assert undo(stage, draft, made_on=2).draft.edits == 3
    assert draft_now(stage, draft).figures.locked == 1


def test_an_undo_on_an_old_number_is_refused(stage: Stage, draft: Draft, ready: Ready) -> None:
    edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0])
    late = refusal(lambda: undo(stage, draft, by=SPONSOR, made_on=0))
    assert late.code == "matching.edited_meanwhile"


def test_every_state_can_be_found_again_from_the_copy_and_the_edits(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    mentee = ready.mentees[0]
    edit(stage, draft, EditKind.VETO, mentee, pairs_of(stage, draft)[mentee])
    edit(stage, draft, EditKind.LOCK, ready.mentees[1], ready.mentors[1])
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        weights = {one: 100 * (one is Component.STYLE) for one in Component}
        matching_rules.set_rules(work, ready.cohort.id, Rules(weights=weights), 0)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        now = matching_drafts.draft(look, draft.id)
        inputs, made = matching_drafts.inputs(look, now), matching_drafts.edits(look, now)
    study = matching_engine.study("anew", lambda: inputs)
    state: Solution | None = None
    for number in range(3):
        state = study.solve(edits_of(made[:number]), before=state)
        kept = solution_at(stage, draft, number)
        assert {(one.mentee, one.mentor) for one in kept.pairs} == {
            (one.mentee, one.mentor) for one in state.pairs
        }
        assert kept.total == state.total


def test_locks_beyond_the_places_are_refused_with_the_numbers(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    for mentee in ready.mentees[:2]:
        edit(stage, draft, EditKind.LOCK, mentee, ready.mentors[0])
    beyond = refusal(lambda: edit(stage, draft, EditKind.LOCK, ready.mentees[2], ready.mentors[0]))
    assert beyond.code == "matching.locks_beyond_places"
    assert beyond.troubles[0].facts["mentor"] == ready.mentors[0]
    assert draft_now(stage, draft).edits == 2


def test_a_lock_over_a_rule_that_nobody_may_break_is_refused(stage: Stage) -> None:
    ready = set_cohort(stage, mentors=(MENTOR, LIAISON))
    disclose(stage, MENTEE, MENTOR)
    draft = drafted(stage, ready.cohort)
    never = refusal(lambda: edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0]))
    assert never.code == "matching.never_pair"


def test_everybody_forbidden_for_one_mentee_leaves_them_alone_and_the_rest_paired(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    mentee = ready.mentees[0]
    for mentor in ready.mentors:
        edit(stage, draft, EditKind.VETO, mentee, mentor)
    assert set(pairs_of(stage, draft)) == set(ready.mentees[1:])
    (alone,) = solution_at(stage, draft, 2).unmatched
    assert (alone.mentee, alone.why) == (mentee, "nobody_possible")


def test_somebody_who_is_not_in_the_draft_cannot_be_locked(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    stranger = refusal(
        lambda: edit(stage, draft, EditKind.LOCK, ready.mentees[0], stage.person_id(COLLEAGUE))
    )
    assert stranger.code == "matching.not_in_draft"


def test_words_that_are_too_long_are_refused_under_their_field(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    words = "x" * (REASON_LIMIT + 4)
    long = refusal(
        lambda: edit(stage, draft, EditKind.VETO, ready.mentees[0], ready.mentors[0], reason=words)
    )
    assert (long.code, long.troubles[0].field) == ("matching.reason_too_long", "reason")
    assert long.troubles[0].facts == {"over": 4}


def test_a_program_manager_who_is_one_of_the_two_may_not_edit_that_pair(stage: Stage) -> None:
    ready = set_cohort(stage, mentors=(MENTOR, SPONSOR))
    stage.give(SPONSOR, Role.PROGRAM_MANAGER)
    draft = drafted(stage, ready.cohort)
    mine = (EditKind.VETO, ready.mentees[0], stage.person_id(SPONSOR))
    assert refusal(lambda: edit(stage, draft, *mine, by=SPONSOR)).code == (
        "permissions.about_yourself"
    )
    edit(stage, draft, *mine)
    assert refusal(lambda: undo(stage, draft, by=SPONSOR)).code == "permissions.about_yourself"
    edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0], by=SPONSOR)


@pytest.mark.parametrize("who", [MENTEE, MENTOR, LIAISON, NILS])
def test_nobody_but_a_program_manager_edits(
    stage: Stage, draft: Draft, ready: Ready, who: object
) -> None:
    pair = ready.mentees[2], ready.mentors[1]
    act = refusal(lambda: edit(stage, draft, EditKind.LOCK, *pair, by=who))  # type: ignore[arg-type]
    assert act.code.startswith("permissions.")


def test_a_draft_that_is_not_ready_or_is_launched_takes_no_edit(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    pair = ready.mentees[0], ready.mentors[0]
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        matching_runs.launch(work, draft.id, 0)
    launched = refusal(lambda: edit(stage, draft, EditKind.LOCK, *pair))
    assert launched.code == "matching.launched"
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        assert refusal(lambda: matching_edits.discard(work, draft.id)).code == "matching.launched"


def test_an_edit_of_a_draft_that_was_discarded_meanwhile_is_refused(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        matching_edits.discard(work, draft.id)
    gone = refusal(lambda: edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0]))
    assert (gone.code, gone.troubles[0].facts["state"]) == (
        "matching.not_ready",
        DraftState.DISCARDED,
    )


def test_run_again_is_a_new_draft_from_today(stage: Stage, draft: Draft, ready: Ready) -> None:
    edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[1])
    press = stage.caller(PROGRAM_MANAGER)
    asked = [matching_edits.rerun(stage.desk, press, draft.id) for _ in range(2)]
    assert asked[0] == asked[1]
    again = carry(stage, asked[0])
    assert (again.number, again.made_from) == (2, draft.id)
    assert pairs_of(stage, again)[ready.mentees[0]] == ready.mentors[1]
    assert refusal(lambda: undo(stage, again)).code == "matching.nothing_to_undo"


def test_a_lock_taken_over_from_the_draft_before_is_lifted(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    pair = ready.mentees[0], ready.mentors[1]
    edit(stage, draft, EditKind.LOCK, *pair)
    again = drafted(stage, ready.cohort)
    lifted = edit(stage, again, EditKind.UNLOCK, *pair)
    assert (lifted.draft.edits, lifted.draft.figures.locked) == (2, 0)
    undo(stage, again)
    assert draft_now(stage, again).figures.locked == 1


def test_an_edit_after_somebody_was_erased_is_made_without_them(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    gone, mentee = ready.mentors[0], ready.mentees[0]
    edit(stage, draft, EditKind.LOCK, mentee, gone)
    take_out(stage, gone)
    assert gone not in pairs_of(stage, draft).values()
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert matching_drafts.edits(look, matching_drafts.draft(look, draft.id)) == ()
    edit(stage, draft, EditKind.LOCK, ready.mentees[1], ready.mentors[1])
    after = pairs_of(stage, draft)
    assert set(after.values()) == {ready.mentors[1]}
    assert len(after) == 2, "two places are left for three"


def test_nothing_is_solved_while_something_is_written(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    """The engine asks for the copy in a look of its own, while nobody holds the write lock."""
    matching_engine.forget()
    edited = edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0])
    assert edited.draft.edits == 1


def test_the_rules_are_set_once_and_the_later_one_is_told(stage: Stage, ready: Ready) -> None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        first = matching_rules.set_rules(work, ready.cohort.id, Rules(quota=80), 0)
        assert matching_rules.set_rules(work, ready.cohort.id, Rules(quota=80), 0) == first
        assert matching_rules.rules_of(work, ready.cohort.id) == first
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        late = refusal(lambda: _set(work, ready, Rules(quota=50), 0))
        assert late.code == "matching.rules_changed_meanwhile"
        assert late.troubles[0].facts["by"] == stage.person_id(PROGRAM_MANAGER)
        assert _set(work, ready, Rules(quota=50), 1).version == 2


def test_weights_that_do_not_sum_to_a_hundred_are_refused(stage: Stage, ready: Ready) -> None:
    weights = dict.fromkeys(Component, 11)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        wrong = refusal(lambda: _set(work, ready, Rules(weights=weights), 0))
        assert (wrong.code, wrong.troubles[0].facts["total"]) == ("matching.weights_sum", 99)
        assert matching_rules.rules_of(work, ready.cohort.id).version == 0


def test_a_draft_keeps_the_rules_it_was_made_with(stage: Stage, draft: Draft, ready: Ready) -> None:
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        _set(work, ready, replace(Rules(), line=9_000), 0)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert matching_drafts.inputs(look, draft).rules == Rules()
    assert drafted(stage, ready.cohort).rules_version == 1


def _set(work: Work, ready: Ready, rules: Rules, seen: int) -> Rules:
    return matching_rules.set_rules(work, ready.cohort.id, rules, seen)

"""Runs: asked for once, carried out once, from a copy of what was."""

import pytest

from program.actor import Role
from program.matching.records import EditKind
from program.matching.rules import Component, Rules
from program.matching_draft import REPLACED, DraftState
from services import (
    matching_drafts,
    matching_edits,
    matching_engine,
    matching_own,
    matching_rules,
    matching_runs,
    matching_seats,
    people,
)
from services.matching_running import carry_out
from tests.kit.cast import (
    COLLEAGUE,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import (
    ADA,
    NILS,
    Ready,
    another_mentor,
    ask,
    carry,
    draft_now,
    drafted,
    edit,
    pairs_of,
    set_cohort,
    take_out,
)
from tests.kit.mentors import offer_to_mentor
from tests.kit.pairings import accepted_mentee, propose
from tests.kit.refused import refusal
from tests.kit.trail import audit_entries, deliveries_of


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


def test_a_run_brings_everybody_a_mentor_and_proves_it(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    assert draft.state is DraftState.READY
    assert (draft.figures.pairs, draft.figures.without, draft.figures.gap) == (3, 0, 0)
    assert (draft.figures.mentees, draft.figures.mentors, draft.figures.places) == (3, 3, 6)
    assert set(pairs_of(stage, draft)) == set(ready.mentees)
    assert draft.engine


def test_asked_twice_it_is_the_same_draft_and_one_task(stage: Stage, ready: Ready) -> None:
    assert ask(stage, ready.cohort).id == ask(stage, ready.cohort).id
    assert [one.entry for one in audit_entries(stage)].count("matching.asked") == 1


def test_whoever_asked_hears_once_that_it_is_ready(stage: Stage, ready: Ready) -> None:
    draft = ask(stage, ready.cohort)
    carry(stage, draft)
    carry(stage, draft)
    (told,) = deliveries_of(stage, matching_runs.DRAFT_READY)
    assert told.recipient == stage.person_id(PROGRAM_MANAGER)
    assert told.about == {"matching_draft": draft.id}


def test_audit_lines_hold_ids_and_counts(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    line = next(one for one in audit_entries(stage) if one.entry == "matching.ready")
    assert line.about == f"matching_draft:{draft.id}"
    assert dict(line.facts) == {"gap": 0, "number": 1, "pairs": 3, "without": 0}


def test_the_places_of_a_draft_are_held_until_it_is_discarded(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    pairs = pairs_of(stage, draft)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        held = matching_seats.held(look, ready.cohort.id)
    assert {(one, mentor) for mentor, mentees in held.items() for one in mentees} == set(
        pairs.items()
    )
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        for _ in range(2):
            assert matching_edits.discard(work, draft.id).state is DraftState.DISCARDED
        assert matching_seats.held(work, ready.cohort.id) == {}
        assert matching_drafts.newest(work, ready.cohort.id) is None


def test_the_same_inputs_give_the_same_pairs_after_everything_changed(
    stage: Stage, ready: Ready
) -> None:
    draft = drafted(stage, ready.cohort)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        inputs = matching_drafts.inputs(look, draft)
        solution = matching_drafts.solution(look, draft)
    accepted_mentee(stage, ready.cohort, COLLEAGUE)
    offer_to_mentor(stage, ready.cohort, MENTOR, places=0)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        weights = {one: 100 * (one is Component.HOURS) for one in Component}
        matching_rules.set_rules(work, ready.cohort.id, Rules(weights=weights), 0)
    matching_engine.forget()
    with stage.desk.open_look_in(stage.workspace_id) as look:
        again = matching_drafts.inputs(look, draft)
        assert matching_drafts.solution(look, draft) == solution
    assert again == inputs
    assert matching_engine.study("other", lambda: again).solve() == solution


def test_a_run_killed_after_it_gathered_goes_on_from_what_it_gathered(
    stage: Stage, ready: Ready
) -> None:
    draft = ask(stage, ready.cohort)

    def killed(_done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(stage.desk, stage.workspace_id, draft.id, killed)
    halfway = draft_now(stage, draft)
    assert halfway.state is DraftState.RUNNING
    accepted_mentee(stage, ready.cohort, COLLEAGUE)
    done = carry(stage, draft)
    assert done.state is DraftState.READY
    assert done.digest == halfway.digest
    assert set(pairs_of(stage, done)) == set(ready.mentees)


def test_a_run_discarded_while_it_is_under_way_stays_discarded(stage: Stage, ready: Ready) -> None:
    draft = ask(stage, ready.cohort)

    def discarded(_done: int, _total: int | None) -> None:
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            matching_edits.discard(work, draft.id)

    carry_out(stage.desk, stage.workspace_id, draft.id, discarded)
    now = draft_now(stage, draft)
    assert now.state is DraftState.DISCARDED
    assert deliveries_of(stage, matching_runs.DRAFT_READY) == []
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert refusal(lambda: matching_drafts.inputs(look, now)).code == "matching.copy_gone"


def test_somebody_erased_while_the_pairs_are_found_is_in_none_of_them(
    stage: Stage, ready: Ready
) -> None:
    draft = ask(stage, ready.cohort)
    gone = ready.mentors[0]

    def erased(_done: int, _total: int | None) -> None:
        take_out(stage, gone)

    done = carry_out(stage.desk, stage.workspace_id, draft.id, erased)
    assert done.state is DraftState.READY
    assert gone not in pairs_of(stage, done).values()
    assert len(pairs_of(stage, done)) == 3


def test_a_run_given_up_is_told_and_can_be_asked_for_again(stage: Stage, ready: Ready) -> None:
    draft = ask(stage, ready.cohort)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for _ in range(2):
            matching_runs.give_up(work, draft.id, "not_found")
    failed = draft_now(stage, draft)
    assert (failed.state, failed.reason) == (DraftState.FAILED, "not_found")
    assert len(deliveries_of(stage, matching_runs.DRAFT_READY)) == 1
    again = drafted(stage, ready.cohort)
    assert (again.number, again.state) == (2, DraftState.READY)


def test_a_draft_that_is_ready_is_not_given_up_by_a_late_worker(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        matching_runs.give_up(work, draft.id, "not_found")
    assert draft_now(stage, draft).state is DraftState.READY


def test_a_run_after_a_draft_keeps_its_pairs_and_takes_its_place(
    stage: Stage,
) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, ADA))
    first = drafted(stage, ready.cohort)
    before = pairs_of(stage, first)
    accepted_mentee(stage, ready.cohort, NILS)
    second = drafted(stage, ready.cohort)
    after = pairs_of(stage, second)
    assert second.made_from == first.id
    assert {one: after[one] for one in before} == before
    assert stage.person_id(NILS) in after
    assert second.figures.moved == 0
    old = draft_now(stage, first)
    assert (old.state, old.reason) == (DraftState.DISCARDED, REPLACED)


def test_locks_and_vetoes_go_over_into_the_next_run(stage: Stage, ready: Ready) -> None:
    first = drafted(stage, ready.cohort)
    pairs = pairs_of(stage, first)
    other = another_mentor(ready, pairs[ready.mentees[0]])
    edit(stage, first, EditKind.LOCK, ready.mentees[0], other, reason="known")
    vetoed = pairs_of(stage, first)[ready.mentees[1]]
    edit(stage, first, EditKind.VETO, ready.mentees[1], vetoed)
    second = drafted(stage, ready.cohort)
    after = pairs_of(stage, second)
    assert after[ready.mentees[0]] == other
    assert after[ready.mentees[1]] != vetoed
    assert (second.edits, second.figures.locked, second.figures.vetoed) == (2, 1, 1)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        made = matching_drafts.edits(look, second)
    assert [(one.carried, one.reason, one.made_on) for one in made] == [
        (True, "known", 0),
        (True, "", 1),
    ]


def test_a_lock_that_cannot_stand_any_more_is_left_out_and_counted(
    stage: Stage, ready: Ready
) -> None:
    first = drafted(stage, ready.cohort)
    edit(stage, first, EditKind.LOCK, ready.mentees[0], ready.mentors[0])
    offer_to_mentor(stage, ready.cohort, MENTOR, places=0)
    second = drafted(stage, ready.cohort)
    assert (second.state, second.figures.dropped, second.edits) == (DraftState.READY, 1, 0)
    assert pairs_of(stage, second)[ready.mentees[0]] != ready.mentors[0]


def test_going_back_brings_the_draft_before_with_its_places(stage: Stage, ready: Ready) -> None:
    first = drafted(stage, ready.cohort)
    pairs = pairs_of(stage, first)
    second = drafted(stage, ready.cohort)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        assert matching_edits.back(work, second.id).id == first.id
        held = matching_seats.held(work, ready.cohort.id)
        newest = matching_drafts.newest(work, ready.cohort.id)
    assert newest is not None
    assert newest.id == first.id
    assert {one for mentees in held.values() for one in mentees} == set(pairs)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        code = refusal(lambda: matching_edits.back(work, first.id)).code
    assert code == "matching.nothing_before"


def test_a_draft_that_is_being_released_takes_no_other_run(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        matching_runs.launch(work, draft.id, 0)
    assert refusal(lambda: ask(stage, ready.cohort)).code == "matching.releasing"
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for _ in range(2):
            assert matching_runs.launched(work, draft.id).state is DraftState.RELEASED
    assert ask(stage, ready.cohort).number == 2


def test_a_launch_on_another_number_is_refused_with_who_edited(stage: Stage, ready: Ready) -> None:
    draft = drafted(stage, ready.cohort)
    edit(stage, draft, EditKind.LOCK, ready.mentees[0], ready.mentors[0])
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        late = refusal(lambda: matching_runs.launch(work, draft.id, 0))
        assert late.code == "matching.edited_meanwhile"
        assert late.troubles[0].facts["by"] == stage.person_id(PROGRAM_MANAGER)
        assert matching_runs.launch(work, draft.id, 1).state is DraftState.RELEASING
        assert refusal(lambda: matching_runs.launch(work, draft.id, 1)).code == "matching.launched"


def test_a_mentor_without_a_place_is_nobodys_mentor(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS), mentors=(MENTOR,))
    offer_to_mentor(stage, ready.cohort, SPONSOR, places=0)
    pairs = pairs_of(stage, drafted(stage, ready.cohort))
    assert set(pairs.values()) == {ready.mentors[0]}


def test_somebody_in_both_roles_is_never_their_own_mentor(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, MENTOR), mentors=(MENTOR, SPONSOR), places=1)
    draft = drafted(stage, ready.cohort)
    martin = stage.person_id(MENTOR)
    assert pairs_of(stage, draft) == {
        martin: stage.person_id(SPONSOR),
        stage.person_id(MENTEE): martin,
    }


def test_when_places_are_scarce_whoever_was_accepted_first_has_one(
    stage: Stage, clock: FrozenClock
) -> None:
    ready = set_cohort(stage, mentees=(ADA,), mentors=(MENTOR,), places=1)
    clock.move(days=1)
    accepted_mentee(stage, ready.cohort, MENTEE)
    draft = drafted(stage, ready.cohort)
    assert set(pairs_of(stage, draft)) == {stage.person_id(ADA)}
    assert draft.figures.without == 1


def test_whoever_is_asked_for_by_hand_is_not_drafted(stage: Stage, ready: Ready) -> None:
    propose(stage, ready.cohort)
    assert ready.mentees[0] not in pairs_of(stage, drafted(stage, ready.cohort))


def test_somebody_reads_that_they_stood_in_a_proposal_and_not_with_whom(
    stage: Stage, ready: Ready
) -> None:
    drafted(stage, ready.cohort)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        rows = matching_own.MY_DATA.rows(look)
    assert rows == [("Leadership mentoring: Spring 2027", stage.desk.now())]
    with stage.desk.open_look(stage.caller(COLLEAGUE)) as look:
        assert matching_own.MY_DATA.rows(look) == []


def test_every_program_manager_who_looks_at_home_sees_how_it_stands(
    stage: Stage, ready: Ready
) -> None:
    stage.give(SPONSOR, Role.PROGRAM_MANAGER)
    with stage.desk.open_work(stage.caller(SPONSOR)) as work:
        people.note_home_opened(work)
    drafted(stage, ready.cohort)
    pages = [one.recipient for one in deliveries_of(stage, "home.page")]
    assert stage.person_id(SPONSOR) in pages

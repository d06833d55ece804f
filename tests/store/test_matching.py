"""Drafts at rest: sealed copies, the later of two sees that it is late, seats, who is taken out."""

import pytest
from sqlalchemy import func, select

from program.matching.frozen import freeze_inputs, freeze_solution
from program.matching.records import Edit, EditKind, Pair, Solution
from program.matching.rules import Component, Rules
from program.matching_draft import Draft, DraftState, EditMade, Figures
from store import (
    matching_copies,
    matching_drafts,
    matching_edits,
    matching_rules,
    matching_seats,
    retention,
)
from store.matching_tables import (
    MatchingDraftRow,
    MatchingEditRow,
    MatchingPartRow,
    MatchingRulesRow,
    MatchingSeatRow,
)
from store.store import Store
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import Ready, drafted, edit, pairs_of, set_cohort
from tests.store.conftest import enrol


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


@pytest.fixture
def draft(stage: Stage, ready: Ready) -> Draft:
    return drafted(stage, ready.cohort)


def counts(stage: Stage) -> dict[str, int]:
    kinds = (MatchingDraftRow, MatchingEditRow, MatchingPartRow, MatchingSeatRow, MatchingRulesRow)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return {
            one.__tablename__: look.session.scalar(select(func.count()).select_from(one)) or 0
            for one in kinds
        }


def test_two_drafts_of_one_number_are_one(stage: Stage, ready: Ready) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        made = [
            matching_drafts.ask(work.session, ready.cohort.id, number=1, by=None, made_from=None)
            for _ in range(2)
        ]
    assert made[0] is not None
    assert made[1] is None


def test_what_comes_back_of_a_run_is_what_was_kept(stage: Stage, draft: Draft) -> None:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        inputs = matching_drafts.inputs(look.session, draft.id)
        found = matching_drafts.result(look.session, draft.id)
        row = look.session.scalars(select(MatchingDraftRow)).one()
    assert inputs is not None
    assert found is not None
    assert len(inputs.mentees) == 3
    assert len(found.pairs) == draft.figures.pairs == 3
    assert row.inputs is not None
    assert found.pairs[0].mentee.encode() not in row.inputs + (row.result or b"")


def test_a_copy_is_a_fraction_of_what_it_holds(stage: Stage, draft: Draft) -> None:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        inputs = matching_drafts.inputs(look.session, draft.id)
        row = look.session.scalars(select(MatchingDraftRow)).one()
    assert inputs is not None
    assert row.inputs is not None
    assert len(row.inputs) < len(freeze_inputs(inputs))


def test_whoever_moves_a_draft_on_from_an_old_sight_of_it_is_late(
    stage: Stage, draft: Draft
) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        first = matching_drafts.edited(work.session, draft, Figures(), by="petra")
        late = matching_drafts.edited(work.session, draft, Figures(), by="paul")
        gone = matching_drafts.move(work.session, draft, DraftState.DISCARDED)
    assert first is not None
    assert first.edits == 1
    assert late is None
    assert gone is None


def test_a_state_that_does_not_follow_is_no_state(stage: Stage, draft: Draft) -> None:
    refused = pytest.raises(ValueError, match="ready")
    with stage.desk.open_work_in(stage.workspace_id) as work, refused:
        matching_drafts.move(work.session, draft, DraftState.RELEASED)


def test_edits_come_back_in_order_each_with_its_pairs(stage: Stage, draft: Draft) -> None:
    solutions = [Solution((Pair("m", "n", score),), (), score, 0, {}, "test") for score in (1, 2)]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for number, found in enumerate(solutions, start=1):
            change = Edit(EditKind.VETO, "m", f"mentor{number}")
            made = EditMade(number, number - 1, change, work.now, "petra", f"why {number}")
            matching_edits.add(work.session, draft.id, made, found)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        kept = matching_edits.of_draft(look.session, draft.id)
        states = [matching_edits.came_to(look.session, draft.id, number) for number in (0, 1, 2)]
    assert [(one.number, one.reason) for one in kept] == [(1, "why 1"), (2, "why 2")]
    assert states == [None, *solutions]


def test_only_the_places_of_the_last_pairs_are_held(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    mentee, mentor = ready.mentees[0], ready.mentors[0]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for _ in range(2):
            matching_seats.hold(work.session, draft, [Pair(mentee, mentor, 1)])
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert matching_seats.of_cohort(look.session, ready.cohort.id) == {
            mentor: frozenset({mentee})
        }
    with stage.desk.open_work_in(stage.workspace_id) as work:
        matching_seats.let_go(work.session, draft.id, [mentee])
        assert matching_seats.of_cohort(work.session, ready.cohort.id) == {}


def test_whoever_is_taken_out_stands_in_no_copy_any_more(
    stage: Stage, draft: Draft, ready: Ready
) -> None:
    pairs = pairs_of(stage, draft)
    gone = pairs[ready.mentees[0]]
    edit(stage, draft, EditKind.VETO, ready.mentees[1], pairs[ready.mentees[1]])
    for expected in ("matching_edit", "matching_part", None):
        with stage.desk.open_work_in(stage.workspace_id) as work:
            found = matching_copies.take_out(work.session, gone)
        assert next(iter(found), None) == expected
    with stage.desk.open_look_in(stage.workspace_id) as look:
        inputs = matching_drafts.inputs(look.session, draft.id)
        result = matching_drafts.result(look.session, draft.id)
        after = matching_edits.came_to(look.session, draft.id, 1)
        now = matching_drafts.draft(look.session, draft.id)
    assert inputs is not None
    assert result is not None
    assert after is not None
    assert gone not in freeze_inputs(inputs) + freeze_solution(result) + freeze_solution(after)
    assert len(inputs.mentors) == 2
    assert len(inputs.mentees) == 3
    assert now is not None
    assert now.erased == 1
    assert now.copy != draft.copy


def test_another_workspace_sees_no_draft(stage: Stage, draft: Draft, store: Store) -> None:
    other = enrol(store, "T0OTHER")
    with store.look(other.id) as session:
        assert matching_drafts.draft(session, draft.id) is None
        assert session.scalars(select(MatchingSeatRow)).all() == []


def test_the_later_of_two_who_set_rules_is_late(stage: Stage, ready: Ready) -> None:
    by = stage.person_id(PROGRAM_MANAGER)
    rules = Rules(weights={one: 100 * (one is Component.HOURS) for one in Component}, quota=70)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        session, cohort = work.session, ready.cohort.id
        assert matching_rules.keep(session, cohort, rules, seen=0, by=by)
        assert not matching_rules.keep(session, cohort, Rules(), seen=0, by=by)
        assert matching_rules.keep(session, cohort, Rules(quota=60), seen=1, by=by)
        kept = matching_rules.of_cohort(session, cohort)
    assert kept is not None
    assert kept.rules == Rules(quota=60, version=2)
    assert kept.set_by == by


def test_rules_come_back_as_they_were_set(stage: Stage, ready: Ready) -> None:
    rules = Rules(weights={one: 100 * (one is Component.HOURS) for one in Component}, floor=False)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        matching_rules.keep(work.session, ready.cohort.id, rules, seen=0, by="petra")
        kept = matching_rules.of_cohort(work.session, ready.cohort.id)
    assert kept is not None
    assert (kept.rules.weights, kept.rules.floor, kept.rules.quota) == (rules.weights, False, None)


def test_all_of_a_draft_goes_a_year_after_its_cohort_and_the_rules_stay(
    stage: Stage, draft: Draft, ready: Ready, store: Store, clock: FrozenClock
) -> None:
    pairs = pairs_of(stage, draft)
    edit(stage, draft, EditKind.LOCK, ready.mentees[0], pairs[ready.mentees[0]])
    with stage.desk.open_work_in(stage.workspace_id) as work:
        matching_rules.keep(work.session, ready.cohort.id, Rules(), seen=0, by="petra")
    assert all(counts(stage).values())
    clock.move(days=700)
    retention.forget(store)
    left = counts(stage)
    assert left.pop("matching_rules") == 1
    assert set(left.values()) == {0}


def test_many_edits_are_gone_through_a_few_at_a_time(stage: Stage, draft: Draft) -> None:
    gone = pairs_of(stage, draft).popitem()[1]
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = matching_drafts.result(look.session, draft.id)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for number in range(1, 8):
            change = Edit(EditKind.VETO, "m", f"mentor{number}")
            made = EditMade(number, number - 1, change, work.now, "petra")
            matching_edits.add(work.session, draft.id, made, found)
    steps = []
    while True:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            gone_now = matching_copies.take_out(work.session, gone, most=4)
        if not gone_now:
            break
        steps.append(dict(gone_now))
    assert steps == [
        {"matching_edit": 4},
        {"matching_edit": 3},
        {"matching_part": 1},
    ]
    with stage.desk.open_look_in(stage.workspace_id) as look:
        kept = [matching_edits.came_to(look.session, draft.id, number) for number in range(1, 8)]
    assert gone not in "".join(freeze_solution(one) for one in kept if one)

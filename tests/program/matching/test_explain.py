"""What is said of a pair, counted again by another way: prices, margins, ranks, points, reasons."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from program.matching.engine import Study
from program.matching.explain import NEVER_TOLD
from program.matching.frozen import (
    freeze_inputs,
    freeze_solution,
    solution_without,
    thaw_inputs,
    thaw_solution,
    without_person,
)
from program.matching.reasons import Bar
from program.matching.records import Alternative, Edit, EditKind, Solution
from program.matching.rules import Component, Rules
from program.refusal import Refusal
from tests.program.matching import small
from tests.program.matching.test_engine import SHOWN, edited


def states(seed: int, rules: Rules | None = None) -> Iterator[tuple[Study, list[Edit], Solution]]:
    """A draft as it came out of a run and after a few edits."""
    study = Study(small.cohort(seed, seats=(0.6, 1.0, 1.4)[seed % 3], rules=rules))
    yield study, [], study.solve()
    for edits, _, after in edited(study, seed, 3):
        yield study, edits, after


def with_lock(edits: list[Edit], solution: Solution, mentee: str, mentor: str) -> list[Edit]:
    """The edits and a lock, an older lock of the mentee taken off."""
    mine = [
        Edit(EditKind.UNLOCK, one.mentee, one.mentor)
        for one in solution.pairs
        if one.locked and one.mentee == mentee
    ]
    return [*edits, *mine, Edit(EditKind.LOCK, mentee, mentor)]


def check_price(
    study: Study, edits: list[Edit], solution: Solution, mentee: str, told: Alternative
) -> None:
    """The price is what the lock does, and no set of pairs with this lock weighs more."""
    locked = with_lock(edits, solution, mentee, told.mentor)
    there = study.solve(locked, before=solution)
    before, after = small.pairs_of(solution), small.pairs_of(there)
    assert after[mentee] == told.mentor
    here = study.problem
    taken = sum(small.worth(here, {one: after[one]}, before, SHOWN) for one in after)
    total = sum(int(here.scores[here.row[one], here.column[before[one]]]) for one in before) - sum(
        int(here.scores[here.row[one], here.column[after[one]]]) for one in after
    )
    moved = {one for one in before | after if before.get(one) != after.get(one)} - {mentee}
    floor = there.floor.at if there.floor else 0
    inside = small.best(here, locked, before, SHOWN, floor)
    assert taken == small.worth(here, inside, before, SHOWN)
    assert (told.cost, set(told.moved)) == (total, moved)
    assert told.without == next((one for one in moved if one not in after), None)


@pytest.mark.parametrize("seed", range(30))
def test_the_price_of_an_alternative_is_what_locking_it_does(seed: int) -> None:
    for study, edits, solution in states(seed):
        for mentee in study.problem.mentees:
            for told in study.alternatives(edits, solution, mentee):
                check_price(study, edits, solution, mentee, told)


@pytest.mark.parametrize("seed", range(24))
def test_prices_are_exact_under_a_quota_too(seed: int) -> None:
    for study, edits, solution in states(seed, Rules(floor=seed % 2 == 0, quota=60)):
        for mentee in study.problem.mentees:
            for told in study.alternatives(edits, solution, mentee, most=2):
                locked = with_lock(edits, solution, mentee, told.mentor)
                there = study.solve(locked, before=solution)
                assert told.cost == solution.total - there.total


@pytest.mark.parametrize("seed", range(20))
def test_the_cheapest_alternatives_are_told_first(seed: int) -> None:
    inputs = small.cohort(seed, rules=Rules(floor=False))
    mentors = tuple(replace(one, hours_a_month=99) for one in inputs.mentors)
    study = Study(replace(inputs, mentors=mentors))
    for edits, _, solution in edited(study, seed, 3):
        before = small.pairs_of(solution)
        for mentee in study.problem.mentees:
            every = study.alternatives(edits, solution, mentee, most=99)
            left = []
            for told in every:
                locked = with_lock(edits, solution, mentee, told.mentor)
                after = small.pairs_of(study.solve(locked, before=solution))
                left.append(small.worth(study.problem, after, before, SHOWN))
            assert left == sorted(left, reverse=True)
            assert study.alternatives(edits, solution, mentee, most=2) == every[:2]


@pytest.mark.parametrize("seed", range(20))
def test_why_not_answers_for_everybody(seed: int) -> None:
    for study, edits, solution in states(seed):
        here, pairs = study.problem, small.pairs_of(solution)
        for mentee in here.mentees:
            cheap = {one.mentor: one for one in study.alternatives(edits, solution, mentee, 99)}
            for mentor in here.mentors:
                told = study.why_not(edits, solution, mentee, mentor)
                assert told.is_pair == (pairs.get(mentee) == mentor)
                assert told.score == here.scores[here.row[mentee], here.column[mentor]]
                if told.is_pair or told.bars:
                    assert told.alternative is None
                    assert mentor not in cheap
                else:
                    assert told.alternative == cheap[mentor]


@pytest.mark.parametrize("seed", range(30))
def test_a_rule_in_the_way_is_one_that_stands_there(seed: int) -> None:
    for study, edits, solution in states(seed):
        last = {(one.mentee, one.mentor): one.kind for one in edits}
        for mentee in study.problem.mentees:
            for mentor in study.problem.mentors:
                told = study.why_not(edits, solution, mentee, mentor)
                vetoed = last.get((mentee, mentor)) is EditKind.VETO
                assert (Bar.VETO in told.bars) == vetoed
                below = solution.floor is not None and told.score < solution.floor.at
                if Bar.BELOW_FLOOR in told.bars:
                    assert below
                if not told.bars and not told.is_pair:
                    try:
                        study.solve(with_lock(edits, solution, mentee, mentor), before=solution)
                    except Refusal as refused:
                        raise AssertionError("possible, but refused") from refused


@pytest.mark.parametrize("seed", range(20))
def test_margin_rank_and_points_are_those_of_the_scores(seed: int) -> None:
    for study, edits, solution in states(seed):
        here = study.problem
        for pair in solution.pairs:
            told = study.explain(edits, solution, pair.mentee)
            assert told is not None
            others = [
                int(here.scores[here.row[pair.mentee], here.column[mentor]])
                for mentor in here.mentors
                if (
                    mentor != pair.mentor
                    and set(study.why_not(edits, solution, pair.mentee, mentor).bars)
                    <= {Bar.BELOW_FLOOR}
                )
                or (mentor != pair.mentor and _only_full(study, edits, pair.mentee, mentor))
            ]
            assert told.margin == (pair.score - max(others) if others else None)
            assert told.rank == 1 + sum(one > pair.score for one in others)
            assert told.possible == 1 + len(others)
            assert sum(one.points for one in told.points) == (pair.score + 5) // 10
            assert sum(one.of for one in told.points) in (0, 1000)
            assert (told.score, told.thin) == (pair.score, pair.thin)


def _only_full(study: Study, edits: list[Edit], mentee: str, mentor: str) -> bool:
    """Whether nothing but places locked to others keeps these two apart."""
    last = {(one.mentee, one.mentor): one.kind for one in edits}
    here = study.problem
    free = here.bars[here.row[mentee], here.column[mentor]] == 0
    return bool(free) and last.get((mentee, mentor)) is not EditKind.VETO


@pytest.mark.parametrize("seed", range(30))
def test_the_list_says_of_everybody_what_their_page_says(seed: int) -> None:
    for study, edits, solution in states(seed):
        rows = {one.mentee: one for one in study.explain_all(edits, solution)}
        assert rows.keys() == set(study.problem.mentees)
        for mentee, row in rows.items():
            told = study.explain(edits, solution, mentee)
            if told is None:
                assert (row.mentor, row.score, row.risk) == (None, None, None)
                assert row.without is not None
            else:
                assert (row.mentor, row.score, row.margin) == (told.mentor, told.score, told.margin)
                assert (row.risk, row.thin) == (told.risk, told.thin)
            assert row.changed == (mentee in solution.moved)


@pytest.mark.parametrize("seed", range(20))
def test_reasons_are_at_most_three_and_give_half_of_their_own(seed: int) -> None:
    for study, edits, solution in states(seed):
        for pair in solution.pairs:
            told = study.explain(edits, solution, pair.mentee)
            assert told is not None
            points = {one.component: one for one in told.points}
            assert len(told.reasons) <= 3
            given = [points[one.component].points for one in told.reasons]
            assert given == sorted(given, reverse=True)
            for one in told.reasons:
                assert 2 * points[one.component].points >= points[one.component].of > 0
            shared = study.reasons(pair.mentee, pair.mentor)
            assert not {one.component for one in shared} & NEVER_TOLD


@pytest.mark.parametrize("seed", range(20))
def test_whoever_is_ranked_is_possible_best_first(seed: int) -> None:
    study = Study(small.cohort(seed))
    here = study.problem
    for mentee in here.mentees:
        ranked = study.ranked([], mentee)
        assert [score for _, score in ranked] == sorted((s for _, s in ranked), reverse=True)
        row = here.row[mentee]
        free = {one for one in here.mentors if here.bars[row, here.column[one]] == 0}
        assert free <= {mentor for mentor, _ in ranked}
        vetoed = [Edit(EditKind.VETO, mentee, mentor) for mentor, _ in ranked]
        assert study.ranked(vetoed, mentee) == ()


def test_a_wish_and_a_rating_are_reasons_for_the_program_manager_only() -> None:
    inputs = small.cohort(5)
    mentee = replace(inputs.mentees[0], wishes=(inputs.mentors[0].id,), ratings={"potential": 500})
    weights = dict.fromkeys(Component, 0) | {Component.WISHES: 60, Component.SIGNALS: 40}
    mentor = replace(inputs.mentors[0], wishes=(mentee.id,), reach=4, paused=False, places=1)
    mentor = replace(mentor, hours_a_month=9)
    study = Study(
        replace(
            inputs,
            rules=Rules(weights=weights),
            mentees=(replace(mentee, week=None, languages=()),),
            mentors=(mentor,),
            barred=(),
        )
    )
    told = study.explain((), study.solve(), mentee.id)
    assert told is not None
    assert {one.component for one in told.reasons} == {Component.WISHES, Component.SIGNALS}
    assert study.reasons(mentee.id, mentor.id) == ()


def test_that_nobody_wished_is_no_gap_in_what_is_known() -> None:
    for study, edits, solution in states(3):
        for pair in solution.pairs:
            told = study.explain(edits, solution, pair.mentee)
            assert told is not None
            assert Component.WISHES not in told.missing
            silent = {one.component for one in told.points if not one.of}
            assert {*told.missing} == silent - {Component.WISHES}


@pytest.mark.parametrize("seed", range(20))
def test_after_somebody_was_taken_out_everybody_else_is_explained_as_before(seed: int) -> None:
    for study, edits, solution in states(seed):
        for gone in (study.problem.mentees[0], study.problem.mentors[0]):
            left = Study(thaw_inputs(without_person(freeze_inputs(study.inputs), gone)))
            others = [one for one in edits if gone not in (one.mentee, one.mentor)]
            pairs = thaw_solution(solution_without(freeze_solution(solution), gone))
            assert len(left.explain_all(others, pairs)) == len(left.problem.mentees)
            for pair in pairs.pairs:
                told = left.explain(others, pairs, pair.mentee)
                before = study.explain(edits, solution, pair.mentee)
                assert told is not None
                assert before is not None
                assert (told.score, told.points) == (before.score, before.points)
            for mentee in left.problem.mentees[:2]:
                for other in left.alternatives(others, pairs, mentee, most=2):
                    locked = with_lock(others, pairs, mentee, other.mentor)
                    there = left.solve(locked, before=pairs)
                    assert other.cost == pairs.total - there.total


@pytest.mark.parametrize("seed", range(20))
def test_who_is_left_out_changes_nothing_but_what_others_are_compared_with(seed: int) -> None:
    for study, edits, solution in states(seed):
        gone = study.problem.mentors[0]
        veto = [Edit(EditKind.VETO, one, gone) for one in study.problem.mentees]
        for pair in solution.pairs:
            if pair.mentor == gone or pair.locked:
                continue
            told = study.explain(edits, solution, pair.mentee, besides=gone)
            assert told is not None
            possible = dict(study.ranked([*edits, *veto], pair.mentee))
            others = [score for mentor, score in possible.items() if mentor != pair.mentor]
            free = study.problem.bars[study.problem.row[pair.mentee]] == 0
            if free.sum() == len(possible) + bool(free[0]):
                assert told.margin == (pair.score - max(others) if others else None)
            assert (told.score, told.mentor) == (pair.score, pair.mentor)

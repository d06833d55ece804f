"""Re-solving after edits: always the best there is, with others kept in place."""

from dataclasses import replace
from random import Random

import pytest

from program.matching import engine
from program.matching.engine import Study
from program.matching.records import Edit, EditKind, Solution
from program.matching.rules import Rules
from program.refusal import Refusal
from tests.program.matching import small

SHOWN = 100


def edited(study: Study, seed: int, many: int = 5) -> list[tuple[list[Edit], Solution, Solution]]:
    """States of a draft: the edits so far, the solution before the last one, and after it."""
    chance = Random(seed)  # noqa: S311 - chance that can be repeated
    states: list[tuple[list[Edit], Solution, Solution]] = []
    edits: list[Edit] = []
    solution = study.solve()
    for _ in range(many):
        one = small.edit_of_chance(chance, study.inputs, solution)
        try:
            after = study.solve([*edits, one], before=solution)
        except Refusal:
            continue
        edits = [*edits, one]
        states.append((edits, solution, after))
        solution = after
    return states


@pytest.mark.parametrize("seed", range(60))
def test_every_edit_leaves_the_best_set_there_is(seed: int) -> None:
    study = Study(small.cohort(seed, seats=(0.6, 1.0, 1.4)[seed % 3]))
    here = study.problem
    for edits, before, after in edited(study, seed):
        kept = small.pairs_of(before)
        whole = small.best(here, edits, kept, SHOWN)
        floor = after.floor.at if after.floor else 0
        found = small.pairs_of(after)
        assert found.keys() == whole.keys(), "a floor never takes anybody's place"
        inside = small.best(here, edits, kept, SHOWN, floor)
        assert small.worth(here, found, kept, SHOWN) == small.worth(here, inside, kept, SHOWN)
        assert after.gap == 0
        assert all(one.score >= floor for one in after.pairs if not one.locked)


@pytest.mark.parametrize("seed", range(20))
def test_the_same_edits_give_the_same_pairs_whatever_was_asked_before(seed: int) -> None:
    inputs = small.cohort(seed)
    asked, fresh = Study(inputs), Study(inputs)
    states = edited(asked, seed)
    for edits, before, after in states:
        for mentee in inputs.mentees:
            asked.alternatives(edits, after, mentee.id)
        assert fresh.solve(edits, before=before) == asked.solve(edits, before=before) == after


@pytest.mark.parametrize("seed", range(20))
def test_the_floor_of_a_draft_holds_or_falls_and_never_rises(seed: int) -> None:
    study = Study(small.cohort(seed, rules=Rules(floor=True)))
    for _, before, after in edited(study, seed):
        if before.floor is not None:
            assert after.floor is not None
            assert after.floor.at <= before.floor.at


@pytest.mark.parametrize("seed", range(30))
def test_a_quota_and_edits_go_together(seed: int) -> None:
    rules = Rules(floor=seed % 2 == 0, quota=50)
    study = Study(small.cohort(seed, seats=0.7, rules=rules))
    for edits, _, after in edited(study, seed, 3):
        assert after.gap == 0
        here = study.problem
        free = small.best(here, edits, {}, 0)
        assert len(after.pairs) <= len(free)
        locks = {(one.mentee, one.mentor) for one in after.pairs if one.locked}
        last = {(one.mentee, one.mentor): one.kind for one in edits}
        assert locks == {pair for pair, kind in last.items() if kind is EditKind.LOCK}


def test_a_price_is_what_one_more_place_would_bring() -> None:
    tried = 0
    for seed in range(60):
        inputs = small.cohort(seed, seats=0.6, rules=Rules(floor=False))
        solution = Study(inputs).solve()
        for mentor, price in solution.prices.items():
            more = tuple(
                replace(one, places=one.places + 1, hours_a_month=99) if one.id == mentor else one
                for one in inputs.mentors
            )
            there = Study(replace(inputs, mentors=more)).solve()
            if len(there.pairs) == len(solution.pairs):
                tried += 1
                assert there.total - solution.total >= price > 0
    assert tried > 10


@pytest.mark.parametrize("seed", range(30))
def test_floor_and_quota_say_what_they_cost_the_whole(seed: int) -> None:
    inputs = small.cohort(seed, seats=0.7)

    def by(rules: Rules) -> Solution:
        return Study(replace(inputs, rules=rules)).solve()

    plain, lifted = by(Rules(floor=False)), by(Rules(floor=True))
    assert (plain.floor, plain.quota) == (None, None)
    if lifted.floor is None:
        assert lifted.total == plain.total
    else:
        assert lifted.floor.price == plain.total - lifted.total
        assert lifted.weakest is not None
        assert lifted.weakest >= lifted.floor.at
    shared = by(Rules(floor=False, quota=80))
    assert shared.quota is not None
    assert shared.quota.price == max(0, plain.total - shared.total)
    assert shared.quota.wanted == (80 if shared.quota.at < 80 else None)


@pytest.mark.parametrize("seed", range(30))
def test_the_hub_is_the_best_mentor_of_most(seed: int) -> None:
    here = Study(small.cohort(seed)).problem
    best = []
    for row in range(len(here.mentees)):
        scores = [
            (int(here.scores[row, column]), -column)
            for column in range(len(here.mentors))
            if here.bars[row, column] == 0
        ]
        if scores:
            best.append(here.mentors[-max(scores)[1]])
    told = Study(small.cohort(seed)).hub()
    if not best:
        assert told is None
    else:
        assert told is not None
        most = max(best.count(one) for one in best)
        assert (best.count(told[0]), told[1]) == (most, round(100 * most / len(best)))


def test_a_draft_says_who_has_nobody_and_why() -> None:
    inputs = small.cohort(3, seats=0.6, rules=Rules(floor=False))
    nobody = replace(inputs.mentees[0], languages=("is",))
    study = Study(replace(inputs, mentees=(nobody, *inputs.mentees[1:])))
    why = {one.mentee: one.why.value for one in study.solve().unmatched}
    assert why[nobody.id] == "nobody_possible"
    assert set(why.values()) <= {"nobody_possible", "seats_scarce"}


def test_a_run_without_anybody_is_an_empty_draft() -> None:
    inputs = small.cohort(1)
    for mentees, mentors in (((), inputs.mentors), (inputs.mentees, ()), ((), ())):
        study = Study(replace(inputs, mentees=mentees, mentors=mentors, barred=()))
        solution = study.solve()
        assert (solution.pairs, solution.total, solution.gap) == ((), 0, 0)
        assert len(study.explain_all((), solution)) == len(mentees)
        assert study.hub() is None
        assert study.solve((), before=solution).pairs == ()


def test_warming_up_needs_nothing_and_leaves_nothing() -> None:
    engine.warm()
    engine.warm()

"""What must not change who is paired: one person's constants, latecomers, names, the unused."""

import random
import subprocess
import sys
from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from program.matching import frozen, solving
from program.matching import problem as problems
from program.matching.engine import Study
from program.matching.market import Market
from program.matching.points import points
from program.matching.records import Inputs
from program.matching.rules import Priority, Rules
from tests.program.matching import markets as kit
from tests.program.matching.markets import markets
from tests.program.matching.people import cohorts, renamed


@settings(max_examples=150)
@given(market=markets(), data=st.data())
def test_a_constant_added_to_one_persons_row_changes_no_pair(
    market: Market, data: st.DataObject
) -> None:
    """Who scores high with everybody gains no seat and no better mentor by it; nobody loses one.

    That is why what others see in a mentee counts only where it meets what a mentor offers. Pairs
    of equal worth may be told apart another way, so the whole is compared as well as who sits.
    """
    row = data.draw(st.integers(0, len(market.order) - 1))
    scores = market.scores.copy()
    lowest, highest = int(scores[row].min()), int(scores[row].max())
    scores[row] += data.draw(st.integers(-lowest, 10_000 - highest))
    lifted = replace(market, scores=scores)
    before, after = solving.solve(market).mates, solving.solve(lifted).mates
    assert np.array_equal(before >= 0, after >= 0)
    assert kit.weighed(market, before) == kit.weighed(market, after)
    assert kit.weighed(lifted, before) == kit.weighed(lifted, after)


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32 - 1), more=st.integers(0, 5_000))
def test_where_no_two_sets_of_pairs_weigh_the_same_not_one_pair_changes(
    seed: int, more: int
) -> None:
    chance = np.random.default_rng(seed)
    powers = 2 ** chance.permutation(12).reshape(4, 3)  # no two sums of them are equal
    market = Market(
        scores=powers.astype(np.int32),
        allowed=chance.random((4, 3)) < 0.8,
        seats=chance.integers(0, 3, 3),
        order=chance.permutation(4),
    )
    scores = market.scores.copy()
    scores[int(chance.integers(0, 4))] += more
    one, other = solving.solve(market), solving.solve(replace(market, scores=scores))
    assert one.mates.tolist() == other.mates.tolist()


@settings(max_examples=60)
@given(market=markets(kept=False), data=st.data())
def test_scores_decide_who_sits_where_and_never_who_sits(
    market: Market, data: st.DataObject
) -> None:
    shape = market.scores.shape
    chance = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    other = replace(market, scores=chance.integers(0, 10_001, shape).astype(np.int32))
    assert _sitting(market) == _sitting(other)


@settings(max_examples=60)
@given(market=markets(kept=False))
def test_who_is_accepted_later_never_takes_the_seat_of_who_was_accepted_before(
    market: Market,
) -> None:
    people = len(market.order)
    assume(people > 1)
    earlier = np.flatnonzero(market.order < people - 1)
    without = replace(
        market,
        scores=market.scores[earlier],
        allowed=market.allowed[earlier],
        order=market.order[earlier],
    )
    before = {int(earlier[row]) for row in _sitting(without)}
    assert before <= _sitting(market)


@settings(max_examples=60)
@given(market=markets(kept=False), data=st.data())
def test_one_more_place_takes_nobodys_seat(market: Market, data: st.DataObject) -> None:
    seats = market.seats.copy()
    seats[data.draw(st.integers(0, len(seats) - 1))] += 1
    assert _sitting(market) <= _sitting(replace(market, seats=seats))


@settings(max_examples=40)
@given(inputs=cohorts(), line=st.integers(0, 10_000))
def test_best_fit_first_makes_no_pair_below_its_line_and_as_many_as_above_it_can_be(
    inputs: Inputs, line: int
) -> None:
    rules = replace(inputs.rules, priority=Priority.QUALITY, line=line, floor=False)
    problem = problems.build(replace(inputs, rules=rules))
    market = problems.market(problem)
    mates = solving.solve(market).mates
    rows = np.flatnonzero(mates >= 0)
    assert (problem.scores[rows, mates[rows]] >= line).all()
    open_to_all = problems.build(replace(inputs, rules=replace(rules, line=0)))
    above = replace(market, allowed=(open_to_all.bars == 0) & (open_to_all.scores >= line))
    assert set(rows.tolist()) == set(np.flatnonzero(kit.best(above) >= 0).tolist())


@settings(max_examples=40)
@given(inputs=cohorts(), chance=st.randoms(use_true_random=False))
def test_where_somebody_sits_is_no_part_of_a_score_without_a_quota(
    inputs: Inputs, chance: random.Random
) -> None:
    places = [one.location for one in inputs.mentees]
    chance.shuffle(places)
    moved = tuple(
        replace(one, location=place) for one, place in zip(inputs.mentees, places, strict=True)
    )
    assert _pairs(inputs) == _pairs(replace(inputs, mentees=moved))


@settings(max_examples=40)
@given(inputs=cohorts())
def test_other_names_and_another_lot_change_nothing_of_worth(inputs: Inputs) -> None:
    def named(one: str) -> str:
        return f"{one}-again"

    others = replace(renamed(inputs, named), salt="another")
    one, other = Study(inputs).solve(), Study(others).solve()
    assert one.total == other.total
    assert {named(pair.mentee) for pair in one.pairs} == {pair.mentee for pair in other.pairs}


@settings(max_examples=40)
@given(inputs=cohorts())
def test_a_sealed_copy_has_the_same_numbers_and_the_same_pairs(inputs: Inputs) -> None:
    again = frozen.thaw_inputs(frozen.freeze_inputs(inputs))
    one, other = problems.build(inputs), problems.build(again)
    for name in ("mentees", "mentors", "scores", "present", "bars", "seats", "order", "groups"):
        assert np.array_equal(getattr(one, name), getattr(other, name))
    assert Study(inputs).solve() == Study(again).solve()
    for mentor in one.mentors:
        told = points(one, one.mentees[0], mentor)
        assert told == points(other, one.mentees[0], mentor)


TOLD = """
from program.matching.engine import Study
from tests.kit.matching_cohorts import cohort
study = Study(cohort(60, 25, seats=0.9, silent=0.3))
print(study.problem.scores.tobytes().hex(), study.solve())
"""


def test_another_process_with_another_order_of_its_sets_finds_the_same_pairs() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", TOLD],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def _sitting(market: Market) -> set[int]:
    return set(np.flatnonzero(solving.solve(market).mates >= 0).tolist())


def _pairs(inputs: Inputs) -> set[tuple[str, str]]:
    found = Study(replace(inputs, rules=Rules(weights=inputs.rules.weights))).solve()
    return {(one.mentee, one.mentor) for one in found.pairs}

"""What must hold of the best pairs of any market, tried on many made-up ones."""

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from program.matching import certificate, cold, solving
from program.matching import problem as problems
from program.matching.market import Counts, Market, Outcome
from program.matching.records import Inputs
from tests.program.matching import markets as kit
from tests.program.matching.markets import markets
from tests.program.matching.people import cohorts

often = settings(max_examples=150)
both = pytest.mark.parametrize("solve", [solving.solve, cold.solved], ids=["flow", "arrays"])
Solve = Callable[[Market], Outcome]


@both
@often
@given(market=markets(), data=st.data())
def test_pairs_are_possible_and_nobody_has_more_mentees_than_seats(
    solve: Solve, market: Market, data: st.DataObject
) -> None:
    market = kit.locked(market, data)
    assert kit.is_feasible(market, solve(market).mates)


@both
@often
@given(market=markets(), data=st.data())
def test_no_other_pairs_weigh_more(solve: Solve, market: Market, data: st.DataObject) -> None:
    market = kit.locked(market, data)
    assert kit.weighed(market, solve(market).mates) == kit.best_value(market)


@both
@often
@given(market=markets(), data=st.data())
def test_the_prices_prove_it(solve: Solve, market: Market, data: st.DataObject) -> None:
    market = kit.locked(market, data)
    assert kit.is_proved(market, solve(market))


@often
@given(market=markets(), data=st.data())
def test_whatever_the_prices_nothing_exceeds_their_bound(
    market: Market, data: st.DataObject
) -> None:
    market = kit.locked(market, data)
    mentors = len(market.seats)
    some = st.lists(st.integers(0, 400_000), min_size=mentors, max_size=mentors)
    assert certificate.bound(market, np.array(data.draw(some))) >= kit.best_value(market)


@often
@given(market=markets(), data=st.data())
def test_the_order_of_rows_and_columns_changes_nothing_of_worth(
    market: Market, data: st.DataObject
) -> None:
    rows = np.array(data.draw(st.permutations(range(len(market.order)))))
    columns = np.array(data.draw(st.permutations(range(len(market.seats)))))
    place = np.argsort(columns)
    assert market.kept is not None
    kept = market.kept[rows]
    shuffled = replace(
        market,
        scores=market.scores[rows][:, columns],
        allowed=market.allowed[rows][:, columns],
        seats=market.seats[columns],
        order=market.order[rows],
        kept=np.where(kept >= 0, place[kept], -1),
    )
    one, other = solving.solve(market), solving.solve(shuffled)
    assert one.value == other.value
    assert sorted(rows[other.mates >= 0]) == list(np.flatnonzero(one.mates >= 0))


@settings(max_examples=40)
@given(inputs=cohorts(), shuffle=st.randoms(use_true_random=False))
def test_people_handed_in_in_another_order_get_the_same_pairs(
    inputs: Inputs, shuffle: random.Random
) -> None:
    mentees, mentors = list(inputs.mentees), list(inputs.mentors)
    shuffle.shuffle(mentees)
    shuffle.shuffle(mentors)
    other = replace(inputs, mentees=tuple(mentees), mentors=tuple(mentors))
    assert _pairs(inputs) == _pairs(other)


@often
@given(market=markets(), data=st.data())
def test_one_more_seat_never_makes_it_worse_and_one_more_veto_never_better(
    market: Market, data: st.DataObject
) -> None:
    before = solving.solve(market).value
    mentor = data.draw(st.integers(0, len(market.seats) - 1))
    mentee = data.draw(st.integers(0, len(market.order) - 1))
    seats, allowed = market.seats.copy(), market.allowed.copy()
    seats[mentor] += 1
    allowed[mentee, mentor] = False
    assert solving.solve(replace(market, seats=seats)).value >= before
    assert solving.solve(replace(market, allowed=allowed)).value <= before


@often
@given(market=markets(), data=st.data())
def test_a_veto_of_a_pair_that_was_not_made_changes_nothing_of_worth(
    market: Market, data: st.DataObject
) -> None:
    before = solving.solve(market)
    others = market.allowed.copy()
    seated = np.flatnonzero(before.mates >= 0)
    others[seated, before.mates[seated]] = False
    assume(others.any())
    mentee, mentor = data.draw(st.sampled_from(np.argwhere(others).tolist()))
    allowed = market.allowed.copy()
    allowed[mentee, mentor] = False
    after = replace(market, allowed=allowed)
    assert solving.solve(after).value == before.value == certificate.bound(after, before.prices)


@often
@given(market=markets(kept=False), bonus=st.sampled_from([1, 25, 100, 400]), data=st.data())
def test_a_bonus_keeps_pairs_and_costs_no_more_than_it_is(
    market: Market, bonus: int, data: st.DataObject
) -> None:
    kept = solving.solve(market).mates
    mentee, mentor = data.draw(st.sampled_from(list(np.ndindex(market.scores.shape))))
    allowed = market.allowed.copy()
    allowed[mentee, mentor] = False
    edited = replace(market, allowed=allowed, kept=kept)
    without, steady = solving.solve(edited), solving.solve(replace(edited, bonus=bonus))
    more = _kept(steady.mates, kept) - _kept(without.mates, kept)
    loss = kit.total(market, without.mates) - kit.total(market, steady.mates)
    assert more >= 0
    assert 0 <= loss <= bonus * more


@often
@given(market=markets(kept=False), data=st.data())
def test_the_floor_is_the_highest_that_keeps_everybody_seated_at_one_per_cent(
    market: Market, data: st.DataObject
) -> None:
    market = kit.locked(market, data)
    lifted = solving.solve(replace(market, lift=True))
    before = kit.best(market)
    highest, price = _highest_floor(market, before)
    if lifted.floor is None:  # of several best sets this one may stand on that floor already
        assert highest == _weakest(market, lifted.mates)
    else:
        assert (lifted.floor, lifted.floor_price) == (highest, price)
    assert list(lifted.mates >= 0) == list(before >= 0)
    inside = solving.within(market, lifted)
    assert kit.is_feasible(inside, lifted.mates)
    assert kit.is_proved(inside, lifted)


@often
@given(market=markets(), data=st.data())
def test_a_locked_pair_is_made_and_the_rest_is_the_best_without_it(
    market: Market, data: st.DataObject
) -> None:
    assume(market.seats.any())
    mentor = data.draw(st.sampled_from(np.flatnonzero(market.seats).tolist()))
    mentee = data.draw(st.integers(0, len(market.order) - 1))
    found = solving.solve(replace(market, locks=((mentee, mentor),)))
    seats, allowed = market.seats.copy(), market.allowed.copy()
    seats[mentor] -= 1
    allowed[mentee] = False
    rest = replace(market, seats=seats, allowed=allowed)
    alone = np.full(len(market.order), -1)
    alone[mentee] = mentor
    assert found.mates[mentee] == mentor
    assert found.value == kit.best_value(rest) + kit.weighed(market, alone)


@settings(max_examples=5)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_best_few_of_each_lead_to_the_best_of_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    people, mentors = 150, 90
    market = Market(
        scores=chance.integers(0, 10_001, (people, mentors)).astype(np.int32),
        allowed=chance.random((people, mentors)) < 0.8,
        seats=chance.integers(0, 4, mentors),
        order=chance.permutation(people),
    )
    found = solving.solve(market)
    assert found.value == found.bound == kit.best_value(market)
    assert kit.is_feasible(market, found.mates)


def _pairs(inputs: Inputs) -> dict[str, str]:
    problem = problems.build(inputs)
    mates = solving.solve(problems.market(problem)).mates
    return {
        problem.mentees[row]: problem.mentors[column]
        for row, column in enumerate(mates)
        if column >= 0
    }


def _kept(mates: Counts, before: Counts) -> int:
    return int(((mates == before) & (before >= 0)).sum())


def _highest_floor(market: Market, before: Counts) -> tuple[int | None, int]:
    """The last of all thresholds at which the same people sit for one per cent, and its price."""
    best: tuple[int | None, int] = (None, 0)
    if _weakest(market, before) is None:
        return best
    most = kit.total(market, before) // 100
    for threshold in sorted({int(score) for score in market.scores.flat}):
        above = replace(market, allowed=market.allowed & (market.scores >= threshold))
        mates = kit.best(above)
        price = kit.weighed(market, before) - kit.weighed(market, mates)
        if list(mates >= 0) == list(before >= 0) and price <= most:
            best = threshold, price
    return best


def _weakest(market: Market, mates: Counts) -> int | None:
    """The lowest score of a pair that is not locked."""
    locked = {mentee for mentee, _ in market.locks}
    made = [(i, m) for i, m in enumerate(mates) if m >= 0 and i not in locked]
    return min((int(market.scores[pair]) for pair in made), default=None)

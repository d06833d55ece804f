"""A quota of each location: against scipy, with a bench of its own for whoever it leaves over."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from program.matching import certificate, solving
from program.matching.market import Market
from tests.program.matching import markets as kit
from tests.program.matching.markets import IMPOSSIBLE, markets


def best_with(market: Market, quota: int) -> int | None:
    """What the best pairs weigh that hold a quota, told by scipy; None where none do."""
    assert market.groups is not None
    people, mentors = market.scores.shape
    locks = dict(market.locks)
    free = [mentee for mentee in range(people) if mentee not in locks]
    left = market.seats - np.bincount([*locks.values()], minlength=mentors)
    seat_of = np.repeat(np.arange(mentors), left)
    benches = [-1] * people
    for group in set(market.groups.tolist()) - {-1}:
        many = int((market.groups == group).sum())
        benches += [group] * (many - -(-many * quota // 100))
    worth = np.full((len(free), len(seat_of) + len(benches)), IMPOSSIBLE)
    for line, mentee in enumerate(free):
        for at, mentor in enumerate(seat_of):
            if market.allowed[mentee, mentor]:
                worth[line, at] = kit.weighed(market, _alone(people, mentee, int(mentor)))
        for at, group in enumerate(benches):
            if group == market.groups[mentee]:
                worth[line, len(seat_of) + at] = 0
    rows, columns = linear_sum_assignment(worth, maximize=True)
    if len(rows) < len(free) or (worth[rows, columns] == IMPOSSIBLE).any():
        return None
    locked = sum(kit.weighed(market, _alone(people, *pair)) for pair in market.locks)
    return int(worth[rows, columns].sum()) + locked


def _alone(people: int, mentee: int, mentor: int) -> np.ndarray:
    mates = np.full(people, -1)
    mates[mentee] = mentor
    return mates


@settings(max_examples=150)
@given(market=markets(groups=True), quota=st.integers(1, 100), data=st.data())
def test_the_best_pairs_that_hold_it_or_the_highest_that_can_be_held(
    market: Market, quota: int, data: st.DataObject
) -> None:
    market = replace(kit.locked(market, data), quota=quota)
    found = solving.solve(market)
    held = next(each for each in range(quota, -1, -1) if best_with(market, each) is not None)
    assert found.quota == held
    assert kit.is_feasible(market, found.mates)
    assert found.value == found.bound == kit.weighed(market, found.mates) == best_with(market, held)


@settings(max_examples=100)
@given(market=markets(groups=True), quota=st.integers(1, 100), lift=st.booleans())
def test_it_never_costs_anybody_their_seat_and_says_what_it_costs(
    market: Market, quota: int, lift: bool
) -> None:
    without = solving.solve(market)
    found = solving.solve(replace(market, quota=quota, lift=lift))
    assert (found.mates >= 0).sum() == (without.mates >= 0).sum()
    loss = kit.total(market, without.mates) - kit.total(market, found.mates) - found.floor_price
    assert found.quota_price == max(0, loss) or market.bonus
    inside = solving.within(replace(market, quota=quota), found)
    assert kit.is_feasible(inside, found.mates)
    assert certificate.bound(inside, found.prices, found.lifts) == found.value


def test_a_location_gets_its_share_from_those_who_had_all_of_it() -> None:
    market = Market(
        scores=np.array([[9_000], [8_000], [7_000], [6_000]], np.int32),
        allowed=np.ones((4, 1), np.bool_),
        seats=np.array([2]),
        order=np.arange(4),
        groups=np.array([0, 0, 1, 1]),
    )
    assert solving.solve(market).mates.tolist() == [0, 0, -1, -1]
    half = solving.solve(replace(market, quota=50))
    assert half.mates.tolist() == [0, -1, 0, -1]
    assert (half.quota, half.quota_price, half.bound - half.value) == (50, 1_000, 0)
    too_much = solving.solve(replace(market, quota=80))
    assert (too_much.mates.tolist(), too_much.quota) == ([0, -1, 0, -1], 50)


def test_where_it_is_held_anyway_nothing_changes_and_it_costs_nothing() -> None:
    market = Market(
        scores=np.array([[9_000], [8_000]], np.int32),
        allowed=np.ones((2, 1), np.bool_),
        seats=np.array([1]),
        order=np.arange(2),
        groups=np.array([-1, -1]),
        quota=100,
    )
    found = solving.solve(market)
    assert (found.mates.tolist(), found.quota, found.quota_price, found.lifts) == (
        [0, -1], 100, 0, None,
    )  # fmt: skip


def test_thousands_of_people_with_scarce_seats_hold_it_to_the_last_unit() -> None:
    chance = np.random.default_rng(3)
    people, mentors = 3_000, 60
    market = Market(
        scores=chance.integers(3_000, 10_001, (people, mentors)).astype(np.int32),
        allowed=chance.random((people, mentors)) < 0.4,
        seats=np.full(mentors, 35),
        order=np.arange(people),
        groups=np.arange(people) * 4 // people,
        quota=60,
    )
    found = solving.solve(market)
    seated = [int((found.mates[market.groups == group] >= 0).sum()) for group in range(4)]
    assert (sum(seated), seated[-1], found.quota) == (2_100, 450, 60)
    assert found.bound == found.value

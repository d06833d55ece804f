"""Solving at the edges, and in sizes at which not every pair is looked at first."""

from dataclasses import replace

import numpy as np
import pytest

from program.matching import arcs, certificate, flow, rounds, seated, solving
from program.matching.market import Market
from tests.program.matching import markets as kit


def market_of(scores: list[list[int]], seats: list[int], **more: object) -> Market:
    table = np.array(scores, np.int32).reshape(len(scores), len(seats))
    plain = Market(
        scores=np.maximum(table, 0),
        allowed=table >= 0,
        seats=np.array(seats, np.int64),
        order=np.arange(len(table)),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def crowd(seed: int, people: int, mentors: int, seats: float) -> Market:
    """Clustered and half forbidden, so that many want the same few mentors."""
    chance = np.random.default_rng(seed)
    taste = chance.normal(size=(people, 4)) @ chance.normal(size=(4, mentors))
    liked = chance.normal(size=mentors)
    scores = np.clip(5_000 + 900 * (taste + liked), 0, 10_000)
    site, other = chance.integers(0, 6, people), chance.integers(0, 6, mentors)
    return Market(
        scores=scores.astype(np.int32),
        allowed=abs(site[:, None] - other) < 3,
        seats=chance.multinomial(round(people * seats), np.ones(mentors) / mentors),
        order=chance.permutation(people),
    )


@pytest.mark.parametrize("seats", [0.7, 1.0, 1.3])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_hundreds_of_people_have_the_pairs_that_scipy_finds(seed: int, seats: float) -> None:
    market = crowd(seed, 240, 90, seats)
    found = solving.solve(market)
    best = kit.best(market)
    assert found.value == found.bound == kit.weighed(market, best)
    assert list(found.mates >= 0) == list(best >= 0)
    assert kit.is_feasible(market, found.mates)
    assert kit.is_proved(market, found)


@pytest.mark.parametrize("seats", [0.7, 1.0, 1.3])
def test_the_floor_of_hundreds_holds_for_every_pair_and_costs_what_it_says(seats: float) -> None:
    market = crowd(4, 240, 90, seats)
    plain, lifted = solving.solve(market), solving.solve(replace(market, lift=True))
    inside = solving.within(market, lifted)
    assert list(plain.mates >= 0) == list(lifted.mates >= 0)
    assert lifted.floor is not None
    assert kit.is_feasible(inside, lifted.mates)
    assert kit.is_proved(inside, lifted)
    price = kit.total(market, plain.mates) - kit.total(market, lifted.mates)
    assert lifted.floor_price == price <= kit.total(market, plain.mates) // 100


def test_pairs_left_out_at_first_are_asked_and_come_in_by_price() -> None:
    market = crowd(5, 240, 90, 0.9)
    whole = solving.solve(market)
    sitting = seated.seated(seated.bits(market.allowed), market.seats, market.order)
    rows, out = np.flatnonzero(sitting >= 0), np.flatnonzero(sitting < 0)
    few = rows * len(market.seats) + sitting[rows]
    found = rounds.settle(market, rows, out, few)
    assert kit.weighed(market, found.mates) == whole.value
    assert certificate.bound(market, found.prices) == whole.value
    assert set(few.tolist()) != set(found.keys.tolist())


def test_the_same_market_has_the_same_pairs_every_time() -> None:
    market = replace(crowd(6, 200, 80, 1.0), scores=crowd(6, 200, 80, 1.0).scores // 500)
    first = solving.solve(market).mates.tolist()
    assert all(solving.solve(market).mates.tolist() == first for _ in range(3))


@pytest.mark.parametrize(
    ("market", "mates"),
    [
        (market_of([], []), []),
        (market_of([], [1, 2]), []),
        (market_of([[], []], []), [-1, -1]),
        (market_of([[-1, -1], [-1, -1]], [1, 1]), [-1, -1]),
        (market_of([[5, 6], [7, 8]], [0, 0]), [-1, -1]),
        (market_of([[5, 6], [7, 8]], [-2, 1]), [1, -1]),
        (market_of([[0]], [1]), [0]),
        (market_of([[9_000]], [5]), [0]),
        (market_of([[-1]], [1]), [-1]),
        (market_of([[9_000, 1], [9_000, -1]], [1, 1]), [1, 0]),
    ],
    ids=["nobody", "no mentees", "no mentors", "all forbidden", "no seats", "seats below 0",
         "a score of 0", "seats to spare", "one forbidden", "somebody steps aside"],
)  # fmt: skip
@pytest.mark.parametrize("lift", [False, True])
def test_small_and_empty_markets(market: Market, mates: list[int], lift: bool) -> None:
    found = solving.solve(replace(market, lift=lift))
    assert found.mates.tolist() == mates
    assert found.value == found.bound
    grouped = replace(market, groups=np.zeros(len(mates), np.int64), quota=100, lift=lift)
    assert solving.solve(grouped).mates.tolist() == mates


def test_where_seats_are_scarce_the_order_says_who_goes_without_whatever_the_scores() -> None:
    market = market_of([[10], [9_000], [9_999]], [2], order=np.array([0, 2, 1]))
    assert solving.solve(market).mates.tolist() == [0, -1, 0]


def test_as_many_as_possible_go_before_the_first_in_the_order() -> None:
    market = market_of([[9_000, 9_000], [9_000, -1]], [1, 1])
    assert solving.solve(market).mates.tolist() == [1, 0]


def test_a_locked_pair_is_made_though_it_is_forbidden_and_is_out_of_the_floor() -> None:
    market = market_of([[-1, 9_000], [8_000, 8_000]], [1, 1], locks=((0, 0),), lift=True)
    found = solving.solve(market)
    assert (found.mates.tolist(), found.bound - found.value) == ([0, 1], 0)


@pytest.mark.parametrize("locks", [((0, 0), (1, 0)), ((0, 0), (0, 1)), ((5, 0),)])
def test_locks_that_cannot_be_are_no_market(locks: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="lock"):
        solving.solve(market_of([[5, 5], [5, 5]], [1, 1], locks=locks))


def test_a_kept_pair_stays_for_its_bonus_and_not_for_more() -> None:
    market = market_of([[5_000, 5_090], [5_000, 5_000]], [1, 1], kept=np.array([0, 1]))
    assert solving.solve(replace(market, bonus=100)).mates.tolist() == [0, 1]
    assert solving.solve(replace(market, bonus=25)).mates.tolist() == [1, 0]


def test_a_floor_that_would_cost_more_than_one_per_cent_is_not_taken() -> None:
    dear = market_of([[10_000, 5_000], [5_000, 4_900]], [1, 1], lift=True)
    assert solving.solve(dear).mates.tolist() == [0, 1]
    assert solving.solve(dear).floor is None
    cheap = market_of([[5_050, 5_000], [5_000, 4_960]], [1, 1], lift=True)
    found = solving.solve(cheap)
    assert (found.mates.tolist(), found.floor, found.floor_price) == ([1, 0], 5_000, 10)


def test_where_the_highest_floor_is_too_dear_a_lower_one_is_taken() -> None:
    scores = [[9_000, 8_900, -1, -1], [7_990, 7_900, -1, -1],
              [-1, -1, 10_000, 8_100], [-1, -1, 8_100, 7_950]]  # fmt: skip
    found = solving.solve(market_of(scores, [1, 1, 1, 1], lift=True))
    assert (found.mates.tolist(), found.floor, found.floor_price) == ([1, 0, 2, 3], 7_950, 10)


def test_progress_goes_forward_to_its_end() -> None:
    told: list[tuple[int, int]] = []
    solving.solve(crowd(1, 30, 12, 1.0), progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert (told[0][0], told[-1][0]) == (0, told[-1][1])


def test_the_engine_names_its_versions() -> None:
    engine = solving.solve(market_of([[1]], [1])).engine
    assert engine.startswith("ortools 9.")
    assert "numpy 2." in engine


def test_a_flow_that_cannot_seat_everybody_says_so() -> None:
    two = np.array([0, 1]), np.array([0, 0]), np.array([5, 5])
    with pytest.raises(ValueError, match="seats everybody"):
        flow.assign(*two, 2, np.array([1]))


def test_prices_of_pairs_that_are_not_the_best_are_refused() -> None:
    some = arcs.Arcs(2, np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([9, 1, 1, 9]))
    assert arcs.prices(some, np.array([0, 1]), np.zeros(2, np.int64)).tolist() == [0, 0]
    with pytest.raises(ValueError, match="not the best"):
        arcs.prices(some, np.array([1, 0]), np.zeros(2, np.int64))


def test_rounds_begin_with_pairs_that_seat_everybody_or_refuse() -> None:
    market = market_of([[5, 5], [5, 5]], [1, 1])
    everybody = np.arange(2)
    with pytest.raises(ValueError, match="seats everybody"):
        rounds.settle(market, everybody, everybody[:0], np.array([0, 2]))

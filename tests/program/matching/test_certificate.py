"""The proof: what prices say of every pair, and what locks and a quota leave over."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from program.matching import certificate, weights
from program.matching.market import Market
from tests.program.matching.markets import markets


def market_of(people: int, mentors: int, **more: object) -> Market:
    plain = Market(
        scores=np.full((people, mentors), 5_000, np.int32),
        allowed=np.ones((people, mentors), np.bool_),
        seats=np.ones(mentors, np.int64),
        order=np.arange(people),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


@settings(max_examples=100)
@given(market=markets(), data=st.data(), short=st.sampled_from([0, 1, 500]))
def test_every_pair_that_leaves_more_is_found_with_how_much(
    market: Market, data: st.DataObject, short: int
) -> None:
    people, mentors = market.scores.shape
    prices = np.array(
        data.draw(st.lists(st.integers(0, 9_000), min_size=mentors, max_size=mentors))
    )
    rows = np.flatnonzero(data.draw(st.lists(st.booleans(), min_size=people, max_size=people)))
    over = weights.of_rows(market, rows) - prices if len(rows) else np.zeros((0, mentors))
    left = weights.bases(market)[rows] + 2_000
    wanted = {
        (int(row), at): int(over[line, at] - left[line])
        for line, row in enumerate(rows)
        for at in range(mentors)
        if market.allowed[row, at] and over[line, at] - left[line] >= -short
    }
    told = certificate.missed(market, rows, prices, left, short)
    assert {(int(i), int(j)): int(by) for i, j, by in zip(*told, strict=True)} == wanted


def test_of_one_mentee_only_so_many_are_taken_up_and_those_that_leave_most() -> None:
    many = certificate.MOST + 40
    market = market_of(3, many, scores=np.tile(np.arange(many, dtype=np.int32), (3, 1)))
    rows = np.array([0, 2])
    left = weights.bases(market)[rows] + np.array([0, many - 3])
    mentees, mentors, _ = certificate.missed(market, rows, np.zeros(many, np.int64), left, 0)
    assert mentors[mentees == 0].tolist() == list(range(40, many))
    assert mentors[mentees == 2].tolist() == [many - 3, many - 2, many - 1]


def test_locks_take_their_seats_along() -> None:
    free, seats = certificate.without_locks(
        market_of(3, 2, seats=np.array([2, 1]), locks=((1, 0), (2, 0)))
    )
    assert (free.tolist(), seats.tolist()) == ([0], [0, 1])


@pytest.mark.parametrize(
    "locks",
    [((0, 0), (0, 1)), ((0, 0), (1, 0)), ((3, 0),), ((0, 2),), ((-1, 0),)],
    ids=["one mentee twice", "more than seats", "no such mentee", "no such mentor", "below 0"],
)
def test_locks_that_cannot_be_are_refused(locks: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="lock"):
        certificate.without_locks(market_of(3, 2, locks=locks))


def test_a_quota_leaves_over_what_is_beyond_its_share() -> None:
    groups = np.array([0] * 10 + [1] * 3 + [-1])
    for quota, places in ((100, [0, 0]), (95, [0, 0]), (90, [1, 0]), (66, [3, 1]), (1, [9, 2])):
        market = market_of(14, 1, groups=groups, quota=quota)
        assert certificate.without_mentor(market)[1].tolist() == places


@pytest.mark.parametrize("bonus", [0, 100, 400])
def test_the_weights_of_ten_thousand_people_fit_64_bits(bonus: int) -> None:
    people, mentors = 10_000, 4_000
    market = Market(
        scores=np.broadcast_to(np.int32(10_000), (people, mentors)),
        allowed=np.broadcast_to(np.True_, (people, mentors)),
        seats=np.ones(mentors, np.int64),
        order=np.arange(people),
        bonus=bonus,
    )
    dearest = [int(one) + 10_000 + bonus for one in weights.bases(market)]
    assert sum(dearest) < 2**63
    # The solver multiplies what a flow costs by the number of its nodes.
    assert max(dearest) * (people + mentors + 100) < 2**63


def test_a_price_tells_places_and_basis_points_apart() -> None:
    market = market_of(5, 4)
    one = weights.step(market)
    prices = np.array([0, 700, 2 * one + 300, one - 900])
    places, points = certificate.split(market, prices)
    assert (places.tolist(), points.tolist()) == ([0, 0, 2, 1], [0, 700, 300, -900])

"""Who can be seated together: against trying every set of people, and against scipy."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from program.matching import seated
from program.matching.market import Counts, Market
from tests.program.matching.markets import markets


def can_sit(market: Market, some: list[int]) -> bool:
    """Whether these mentees can all have a seat, told by scipy."""
    seat_of = np.repeat(np.arange(len(market.seats)), market.seats)
    possible = market.allowed[some][:, seat_of]
    rows, columns = linear_sum_assignment(possible, maximize=True)
    return int(possible[rows, columns].sum()) == len(some)


def greedy(market: Market) -> list[int]:
    """The charter's rule as it is told: one after the other, whoever can still be seated is."""
    chosen: list[int] = []
    for mentee in np.argsort(market.order).tolist():
        if can_sit(market, [*chosen, mentee]):
            chosen.append(mentee)
    return sorted(chosen)


def sit(market: Market) -> Counts:
    return seated.seated(seated.bits(market.allowed), market.seats, market.order)


@settings(max_examples=150)
@given(market=markets(kept=False))
def test_one_after_the_other_in_the_order_and_nobody_who_could_sit_goes_without(
    market: Market,
) -> None:
    assert np.flatnonzero(sit(market) >= 0).tolist() == greedy(market)


@settings(max_examples=40)
@given(market=markets(mentees=7, mentors=4, kept=False))
def test_the_order_never_costs_a_seat(market: Market) -> None:
    people = len(market.order)
    most = max(
        size
        for size in range(people + 1)
        if any(can_sit(market, list(some)) for some in combinations(range(people), size))
    )
    assert int((sit(market) >= 0).sum()) == most


@settings(max_examples=150)
@given(market=markets(kept=False))
def test_seats_are_possible_and_no_more_than_there_are(market: Market) -> None:
    mates = sit(market)
    rows = np.flatnonzero(mates >= 0)
    assert market.allowed[rows, mates[rows]].all()
    assert (np.bincount(mates[rows], minlength=len(market.seats)) <= market.seats).all()


@settings(max_examples=150)
@given(market=markets(kept=False), data=st.data())
def test_everybody_is_seated_from_any_start_or_it_is_impossible(
    market: Market, data: st.DataObject
) -> None:
    possible, people = seated.bits(market.allowed), len(market.order)
    start = sit(market)
    stand = np.array(data.draw(st.lists(st.booleans(), min_size=people, max_size=people)))
    start[stand] = -1
    found = seated.all_seated(possible, market.seats, start)
    assert (found is not None) == can_sit(market, list(range(people)))
    if found is not None:
        assert market.allowed[np.arange(people), found].all()
        assert (np.bincount(found, minlength=len(market.seats)) <= market.seats).all()


def test_a_bit_stands_for_each_possible_mentor_however_many_there_are() -> None:
    chance = np.random.default_rng(5)
    for mentors in (0, 1, 8, 9, 64, 70):
        possible = chance.random((6, mentors)) < 0.5
        told = [[bool(one >> at & 1) for at in range(mentors)] for one in seated.bits(possible)]
        assert told == possible.tolist()

"""What must hold of a market that is kept warm: after any edits it is what a cold solve finds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from program.matching import certificate, cold, flow, prices, solving, weights
from program.matching.forcing import force
from program.matching.market import Market
from program.matching.warm import Held
from tests.program.matching import markets as kit
from tests.program.matching.markets import markets

often = settings(max_examples=150)
EDITS = ("veto", "unveto", "lock", "unlock", "seat", "unseat", "remove", "add")


@often
@given(market=markets(), data=st.data())
def test_after_any_edits_the_pairs_are_the_best_and_proved(
    market: Market, data: st.DataObject
) -> None:
    market = kit.locked(market, data)
    held = Held(market, solving.solve(market))
    for _ in range(data.draw(st.integers(1, 8))):
        _edit(held, data)
        edited, outcome = held.market, held.outcome()
        assert kit.is_feasible(edited, outcome.mates)
        assert kit.is_proved(edited, outcome)
        assert outcome.value == kit.best_value(edited)


@often
@given(market=markets(groups=True), quota=st.integers(1, 100), data=st.data())
def test_a_quota_is_held_through_edits_as_a_cold_solve_would(
    market: Market, quota: int, data: st.DataObject
) -> None:
    market = replace(market, quota=quota)
    outcome = solving.solve(market)
    inside = solving.within(market, outcome)
    held = Held(inside, outcome)
    for _ in range(data.draw(st.integers(1, 4))):
        _edit(held, data)
        edited, warm = held.market, held.outcome()
        again = solving.solve(edited)
        assert (warm.value, warm.quota) == (again.value, again.quota)
        assert warm.bound == warm.value
        assert kit.is_feasible(edited, warm.mates)


@often
@given(market=markets(), data=st.data())
def test_forcing_a_pair_costs_what_a_cold_solve_with_it_locked_loses_and_says_who_moves(
    market: Market, data: st.DataObject
) -> None:
    assume(market.seats.any())
    mentor = data.draw(st.sampled_from(np.flatnonzero(market.seats).tolist()))
    mentee = data.draw(st.integers(0, len(market.order) - 1))
    before = solving.solve(market)
    forced = force(market, before, mentee, mentor)
    given_it = replace(market, locks=((mentee, mentor),))
    assert kit.is_feasible(given_it, forced.mates)
    assert kit.weighed(market, forced.mates) == kit.best_value(given_it)
    assert forced.cost_bp == kit.total(market, before.mates) - kit.total(market, forced.mates)
    changed = np.flatnonzero(forced.mates != before.mates)
    moved = [one for one in changed.tolist() if one != mentee]
    gone = [one for one in moved if forced.mates[one] < 0]
    come = [one for one in moved if before.mates[one] < 0]
    assert list(forced.moved) == moved
    assert gone == ([] if forced.unseated is None else [forced.unseated])
    assert come == ([] if forced.seated is None else [forced.seated])


@often
@given(market=markets(), data=st.data())
def test_forcing_costs_at_least_what_the_prices_say(market: Market, data: st.DataObject) -> None:
    assume(market.seats.any())
    mentor = data.draw(st.sampled_from(np.flatnonzero(market.seats).tolist()))
    mentee = data.draw(st.integers(0, len(market.order) - 1))
    before = solving.solve(market)
    after = force(market, before, mentee, mentor).mates
    worth = weights.of_rows(market, np.array([mentee]))[0]
    left = max(0, int((worth - before.prices).max()))
    own = int(weights.of_pairs(market, np.array([mentee]), np.array([mentor]))[0])
    assert before.value - weights.value(market, after) >= left + before.prices[mentor] - own


@often
@given(market=markets(), data=st.data())
def test_the_smallest_prices_prove_the_best_pairs(market: Market, data: st.DataObject) -> None:
    market = kit.locked(market, data)
    found = solving.solve(market)
    smallest = prices.of_market(market, found.mates)
    assert certificate.bound(market, smallest) == found.value
    assert (smallest <= found.prices).all()


@settings(max_examples=60)
@given(market=markets(), data=st.data())
def test_pairs_that_are_not_the_best_have_no_prices_that_prove_them(
    market: Market, data: st.DataObject
) -> None:
    best = solving.solve(market)
    seated = np.flatnonzero(best.mates >= 0)
    assume(len(seated))
    mentee = data.draw(st.sampled_from(seated.tolist()))
    allowed = market.allowed.copy()
    allowed[mentee, best.mates[mentee]] = False
    worse = solving.solve(replace(market, allowed=allowed))
    assume(worse.value < best.value)
    try:
        found = prices.of_market(market, worse.mates)
    except ValueError:
        return
    assert certificate.bound(market, found) > worse.value


@often
@given(market=markets(kept=False))
def test_both_engines_seat_everybody_for_the_same_sum(market: Market) -> None:
    mentees, columns = np.nonzero(market.allowed)
    worth = market.scores[mentees, columns].astype(np.int64) - 5_000
    arcs = (mentees, columns, worth, len(market.order), market.seats)
    try:
        one = flow.assign(*arcs)
    except ValueError:
        with pytest.raises(ValueError, match="seats everybody"):
            cold.assign(*arcs)
        return
    other = cold.assign(*arcs)
    assert kit.is_feasible(market, other)
    assert kit.total(market, one) == kit.total(market, other)


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32 - 1), places=st.sampled_from([1, 2, 3]), data=st.data())
def test_long_chains_find_the_best_as_well(seed: int, places: int, data: st.DataObject) -> None:
    chance = np.random.default_rng(seed)
    people, mentors = 160, 80
    market = Market(
        scores=chance.integers(0, 10_001, (people, mentors)).astype(np.int32),
        allowed=chance.random((people, mentors)) < 0.3,
        seats=chance.integers(0, 2 * places, mentors),
        order=chance.permutation(people),
        kept=chance.integers(-1, mentors, people),
        bonus=100,
    )
    held = Held(market, solving.solve(market))
    for _ in range(12):
        _edit(held, data)
    outcome = held.outcome()
    assert kit.is_feasible(held.market, outcome.mates)
    assert outcome.value == outcome.bound == kit.best_value(held.market)
    again = cold.solved(held.market)
    assert again.value == again.bound == outcome.value


def test_a_pair_cannot_be_forced_on_seats_that_are_locked() -> None:
    market = Market(
        scores=np.array([[5, 4], [3, 2]], np.int32),
        allowed=np.ones((2, 2), np.bool_),
        seats=np.array([1, 1]),
        order=np.arange(2),
        locks=((0, 1),),
    )
    outcome = solving.solve(market)
    with pytest.raises(ValueError, match="locked"):
        force(market, outcome, 1, 1)
    with pytest.raises(ValueError, match="this mentee is locked"):
        force(market, outcome, 0, 0)


def _edit(held: Held, data: st.DataObject) -> None:
    """One edit of any kind; one that makes no sense is refused and changes nothing."""
    people, mentors = held.market.scores.shape
    mentee = data.draw(st.integers(0, people - 1))
    mentor = data.draw(st.integers(0, mentors - 1))
    kind = data.draw(st.sampled_from(EDITS))
    locks = dict(held.market.locks)
    mate = int(held.mates[mentee])
    if kind == "veto":
        held.veto(mentee, mate if mate >= 0 and mentee not in locks else mentor)
    elif kind == "unveto":
        held.unveto(mentee, mentor)
    elif kind == "unlock":
        if mentee in locks:
            held.unlock(mentee)
    elif kind in ("lock", "unseat"):
        spare = held.market.seats[mentor] > list(locks.values()).count(mentor)
        if kind == "unseat" and spare:
            held.seat(mentor, -1)
        elif kind == "lock" and spare and mentee not in locks:
            held.lock(mentee, mentor)
    elif kind == "seat":
        held.seat(mentor, 1)
    elif mentee not in locks:
        held.remove(mentee) if kind == "remove" else held.add(mentee)

"""The best few of every mentee and mentor: against sorting them by hand."""

from dataclasses import replace

import numpy as np
import pytest

from program.matching import candidates
from program.matching.market import Market


def crowd(seed: int, people: int, mentors: int, most: int = 10_000) -> Market:
    chance = np.random.default_rng(seed)
    return Market(
        scores=chance.integers(0, most + 1, (people, mentors)).astype(np.int32),
        allowed=chance.random((people, mentors)) < 0.6,
        seats=chance.integers(0, 3, mentors),
        order=chance.permutation(people),
    )


def pairs(market: Market, rows: list[int]) -> set[tuple[int, int]]:
    keys = candidates.best(market, np.array(rows, np.int64))
    assert (np.diff(keys) > 0).all()
    return {(int(key) // len(market.seats), int(key) % len(market.seats)) for key in keys}


@pytest.mark.parametrize(("seed", "most"), [(1, 10_000), (2, 10_000), (3, 3), (4, 0)])
def test_the_best_of_each_are_among_them_and_few_others(seed: int, most: int) -> None:
    market = crowd(seed, 300, 150, most)
    rows = list(range(0, 300, 2))
    found = pairs(market, rows)
    wanted = set()
    for row in rows:
        ranked = sorted((-int(market.scores[row, at]), at) for at in range(150))
        possible = [(row, at) for _, at in ranked if market.allowed[row, at]]
        wanted |= set(possible[: candidates.PER_MENTEE])
    of_mentees = set(wanted)
    for at in np.flatnonzero(market.seats):
        by_score = sorted((-int(market.scores[row, at]), rows.index(row)) for row in rows)
        possible = [(rows[place], int(at)) for _, place in by_score]
        possible = [pair for pair in possible if market.allowed[pair]]
        wanted |= set(possible[: candidates.PER_MENTOR])
    assert wanted <= found
    assert len(found - of_mentees) <= 2 * candidates.PER_MENTOR * 150
    assert all(market.allowed[pair] and pair[0] in rows for pair in found)


def test_where_there_are_few_everybody_possible_is_one() -> None:
    market = crowd(1, 5, 20)
    assert pairs(market, [0, 1, 2, 3, 4]) == {tuple(one) for one in np.argwhere(market.allowed)}


def test_a_pair_to_be_kept_is_one_if_it_is_possible() -> None:
    market = crowd(7, 200, 100)
    worst = np.where(market.allowed, market.scores, 20_000).argmin(axis=1)
    kept = np.where(np.arange(200) % 2 == 0, worst, -1)
    kept[0] = int(np.flatnonzero(~market.allowed[0])[0])
    found = pairs(replace(market, kept=kept, bonus=100), list(range(200)))
    assert {(row, int(kept[row])) for row in range(2, 200, 2)} <= found
    assert (0, int(kept[0])) not in found


def test_nobody_and_nothing_gives_no_pairs() -> None:
    assert pairs(crowd(1, 4, 3), []) == set()
    assert candidates.best(crowd(1, 4, 0), np.arange(4)).tolist() == []
    nobody = replace(crowd(1, 4, 3), allowed=np.zeros((4, 3), np.bool_))
    assert pairs(nobody, [0, 1, 2, 3]) == set()

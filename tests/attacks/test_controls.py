"""T0: each leaky way of storing votes is caught by the very attacks that the bot has to bear.

Fast: 8 people, 4 trials each. A control that leaks at all leaks nearly everything, so few trials
show it; that the bot itself does not leak needs the many of `make attack`.
"""

from pathlib import Path
from random import Random

import pytest

from tests.attacks.chance import limit
from tests.attacks.leaky_sqlite import LEAKY, Leaky, poll, traces
from tests.attacks.linking import best, shares

TRIALS = 4
PEOPLE = 8


@pytest.mark.parametrize("leaky", LEAKY, ids=lambda one: one.name)
def test_a_leaky_way_is_linked_from_one_copy_of_its_file(leaky: Leaky, tmp_path: Path) -> None:
    found = []
    for number in range(TRIALS):
        order = Random().sample(range(PEOPLE + 4), PEOPLE)  # noqa: S311
        path = tmp_path / f"{number}.db"
        poll(path, leaky, order, PEOPLE + 4, number)
        found.append(shares(traces(path, order)))
    mean = {way: sum(one[way] for one in found) / TRIALS for way in found[0]}
    _, share = best(mean)
    assert share > limit(PEOPLE, TRIALS)
    assert share >= (leaky.floor or 0)


@pytest.mark.parametrize("leaky", LEAKY, ids=lambda one: one.name)
def test_the_file_of_a_leaky_way_tells_two_orders_of_the_same_votes_apart(
    leaky: Leaky, tmp_path: Path
) -> None:
    order = list(range(PEOPLE))
    files = []
    for name, voted in (("one", order), ("other", order[::-1])):
        path = tmp_path / f"{name}.db"
        poll(path, leaky, voted, PEOPLE + 4, 7)
        files.append(path.read_bytes())
    assert files[0] != files[1]

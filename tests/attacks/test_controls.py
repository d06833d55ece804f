"""T0: each leaky way of storing votes is caught by the very attacks that the bot has to bear.

Fast: 8 people, 4 trials each. A control that leaks at all leaks nearly everything, so few trials
show it; that the bot itself does not leak needs the many of `make attack`.
"""

from pathlib import Path
from random import Random

import psycopg
import pytest

from tests.attacks import leaky_postgres
from tests.attacks.chance import limit
from tests.attacks.leaky_sqlite import LEAKY, Leaky, poll, traces
from tests.attacks.linking import best, shares
from tests.kit.databases import PostgresServer

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


def test_rows_written_alone_are_linked_on_postgresql_by_what_it_notes_beside_them(
    postgres: PostgresServer,
) -> None:
    found = []
    address = postgres.fresh()
    with psycopg.connect(address, autocommit=True) as connection:
        for _ in range(TRIALS):
            lot = Random()  # noqa: S311
            order = lot.sample(range(PEOPLE + 4), PEOPLE)
            leaky_postgres.poll(connection, order, PEOPLE + 4, lot)
            found.append(shares(leaky_postgres.traces(connection, order)))
    postgres.drop(address)
    mean = {way: sum(one[way] for one in found) / TRIALS for way in found[0]}
    assert mean["persons by xmin ~ scores by xmin"] >= leaky_postgres.FLOOR

"""T2 and T4, fast: 8 of 12 people; two orders once, and 12 trials of linking.

At 12 trials luck alone may link 23.3 % of 8 people (a guess links 12.5 %). `make attack` takes 24
and 60 people as well, 200 trials, and a server that keeps the moment of each commit.
"""

from pathlib import Path

from tests.attacks.chance import Attack
from tests.attacks.history import live_rows
from tests.attacks.on_postgres import on_postgres
from tests.kit.databases import PostgresServer

TRIALS = 12


def test_system_columns_and_all_keys_link_nobody(postgres: PostgresServer, tmp_path: Path) -> None:
    with on_postgres(postgres, tmp_path, people=8, invited=12) as polls:
        figures = Attack(8, TRIALS, polls.live_rows).run()
    assert len(figures) > 20
    assert [one for one in figures if not one.holds] == []


def test_two_orders_of_the_same_votes_leave_the_same_live_rows(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    one, other = live_rows(postgres, tmp_path, people=8, invited=12)
    assert one == other
    assert one.transactions == {1}
    assert one.out_of_line == 0

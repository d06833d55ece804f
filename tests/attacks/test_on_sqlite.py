"""T3 and T5, fast: 8 of 12 people, 12 trials. That shows a leak that links a quarter or more.

At 12 trials luck alone may link 23.3 % of 8 people (a guess links 12.5 %). Smaller leaks need the
200 trials of `make attack`, which also takes 24 and 60 people.
"""

from pathlib import Path

import pytest

from tests.attacks.chance import Attack
from tests.attacks.on_sqlite import OnSqlite
from tests.kit.databases import SqliteFiles

TRIALS = 12


@pytest.fixture
def polls(sqlite_files: SqliteFiles, tmp_path: Path) -> OnSqlite:
    return OnSqlite(sqlite_files, tmp_path, people=8, invited=12)


def test_one_image_of_all_files_and_all_keys_link_nobody(polls: OnSqlite) -> None:
    figures = Attack(polls.people, TRIALS, polls.image).run()
    assert {one.attack for one in figures} == {"T3", "T5"}
    assert len(figures) > 20
    assert [one for one in figures if not one.holds] == []


def test_an_image_taken_while_somebody_reads_for_long_is_linked(polls: OnSqlite) -> None:
    found = polls.image_while_somebody_reads()
    assert found["T5: persons ~ scores"] == 1
    assert found["T5: persons ~ comments"] == 1

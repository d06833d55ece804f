"""T8, fast: 6 trials of 8 answers in two urns, 5 trials with all other sources made constant.

The mean agreement of 6 trials may be 0.46 by luck: a slot that is not drawn shows as 1. `make
attack` takes 200 trials of 24 answers and, with constants, 500 answers.
"""

from pathlib import Path

from tests.attacks.chance import Agreement, Attack, drift
from tests.attacks.on_sqlite import OnSqlite
from tests.kit.databases import SqliteFiles


def test_where_a_slip_lies_has_nothing_to_do_with_the_order_of_answering(
    sqlite_files: SqliteFiles, tmp_path: Path
) -> None:
    polls = OnSqlite(sqlite_files, tmp_path, people=8, invited=70)
    figures = Agreement(8, 6, polls.order).run()
    assert len(figures) == 6
    assert [one for one in figures if not one.holds] == []


def test_a_slot_that_is_not_drawn_is_noticed(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    polls = OnSqlite(sqlite_files, tmp_path, people=8, invited=12)
    found = polls.order_where_the_next_slot_is_taken()
    assert found["T8: answering ~ scores by id"] == 1
    assert drift(8, 6) < 0.5


def test_nothing_hangs_on_any_other_source_of_chance_or_on_the_clock(
    sqlite_files: SqliteFiles, tmp_path: Path
) -> None:
    polls = OnSqlite(sqlite_files, tmp_path, people=8, invited=12)
    figures = Attack(8, 5, polls.image_with_constants).run()
    assert [one for one in figures if not one.holds and one.attack == "T3"] == []

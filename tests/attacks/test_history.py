"""T1, fast: 2 pairs of orders of 8 votes of 12. Any trace of the order shows in one pair already.

`make attack` compares 30 pairs of 24 votes of 40, where the rows fill several pages.
"""

from pathlib import Path

from tests.attacks.history import same_files
from tests.kit.databases import SqliteFiles


def test_two_orders_of_the_same_votes_leave_the_same_file_to_the_last_byte(
    sqlite_files: SqliteFiles, tmp_path: Path
) -> None:
    for number in range(2):
        folder = tmp_path / f"pair-{number}"
        assert same_files(sqlite_files, folder, people=8, invited=12)

"""The reader of file bytes says what SQLite says, and finds what SQLite does not show any more."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from store.pulse.sqlite_file import SqliteFile
from store.pulse.sqlite_log import frames
from store.pulse.sqlite_record import NotReadable

LOT = Random(6)  # noqa: S311  a lot, no key
MARKER = b"MARKER-of-a-deleted-row"


def database(path: Path, *, secure_delete: str = "ON", mode: str = "DELETE") -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode={mode}")
    connection.execute(f"PRAGMA secure_delete={secure_delete}")
    return connection


def read(path: Path) -> SqliteFile:
    return SqliteFile(path.read_bytes())


def test_every_row_of_a_large_table_is_read_with_its_row_id_and_values(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with closing(database(path)) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b REAL, c BLOB, d INT)")
        numbers = (0, 1, -1, 127, 70_000, -(2**40), 2**62)
        rows = [
            (n, "é" * LOT.randrange(90), n / 7, LOT.randbytes(LOT.randrange(9000)), numbers[n % 7])
            for n in LOT.sample(range(-50, 2**61, 2**53), 200)
        ]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows)
    file = read(path)
    found = list(file.cells(file.trees()["t"].root))
    assert [(one.rowid, *one.values[1:]) for one in found] == sorted(rows)


def test_a_table_without_row_ids_and_an_index_are_read_in_the_order_of_their_keys(
    tmp_path: Path,
) -> None:
    path = tmp_path / "one.db"
    with closing(database(path)) as connection:
        connection.execute("CREATE TABLE t (id TEXT PRIMARY KEY, a BLOB) WITHOUT ROWID")
        connection.execute("CREATE TABLE u (id INTEGER PRIMARY KEY, a TEXT UNIQUE)")
        rows = [(LOT.randbytes(16).hex(), LOT.randbytes(2048)) for _ in range(80)]
        connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
        words = [(n, LOT.randbytes(20).hex()) for n in range(300)]
        connection.executemany("INSERT INTO u VALUES (?, ?)", words)
    file = read(path)
    trees = file.trees()
    assert [one.values for one in file.cells(trees["t"].root)] == sorted(rows)
    entries = [one.values for one in file.cells(trees["sqlite_autoindex_u_1"].root)]
    assert entries == sorted((word, n) for n, word in words)


def test_each_page_belongs_to_one_tree_or_is_free(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with closing(database(path)) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a BLOB)")
        rows = [(n, LOT.randbytes(5000)) for n in range(400)]
        connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
        connection.execute("DELETE FROM t WHERE id % 3")
    file = read(path)
    held = [page for tree in file.trees().values() for page in file.below(tree.root)]
    free = [page for page, _ in file.free_pages()]
    assert sorted([1, *held, *free]) == list(range(1, file.pages + 1))


@pytest.mark.parametrize(("setting", "is_left"), [("ON", False), ("OFF", True)])
def test_what_a_deleted_row_left_is_found_where_it_was_not_overwritten(
    tmp_path: Path, setting: str, is_left: bool
) -> None:
    path = tmp_path / "one.db"
    with closing(database(path, secure_delete=setting)) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a BLOB)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, MARKER) for n in range(9)])
        connection.execute("DELETE FROM t WHERE id = 4")
        connection.execute("CREATE TABLE u (a BLOB)")
        connection.execute("INSERT INTO u VALUES (?)", [MARKER * 900])
        connection.execute("DROP TABLE u")
    file = read(path)
    in_pages = [MARKER in file.unused(page) for page in file.below(file.trees()["t"].root)]
    assert any(in_pages) is is_left
    assert any(MARKER in page for _, page in file.free_pages()) is is_left
    if not is_left:
        assert not any(any(page) for _, page in file.free_pages())


def test_a_write_ahead_log_tells_each_page_of_each_commit(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with closing(database(path, mode="WAL")) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT)")
        connection.execute("INSERT INTO t VALUES (1, 0)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(1, 6):
            connection.execute("UPDATE t SET a = ?", [number])
        root = read(path).trees()["t"].root
        found = list(frames(path.with_name("one.db-wal").read_bytes()))
    pages = [one for one in found if one.page == root]
    assert len(pages) == 5
    assert all(one.ends_commit for one in pages)
    assert len({one.content for one in pages}) == 5
    assert list(frames(b"")) == []


def test_bytes_that_are_no_database_are_said_to_be_none() -> None:
    with pytest.raises(NotReadable):
        SqliteFile(b"x" * 4096)

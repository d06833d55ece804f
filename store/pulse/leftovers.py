"""Bytes that closed surveys left behind: in pages, in free space, in logs, in the heap.

Every row of a roll, slot or audience holds the id of its survey. So an id of a survey that has
ended must stand nowhere in the free space of these tables and nowhere in freed pages.
"""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection, text

from store.pulse.finding import Finding, fine, look, trouble
from store.pulse.sqlite_file import SqliteFile
from store.pulse.sqlite_log import frames
from store.pulse.sqlite_record import NotReadable

TABLES = ("pulse_roll", "pulse_slot", "pulse_audience")
_HEAPS = ("pulse_roll", "pulse_slot")
"""Who was invited is no secret: invitations tell it, too."""
_TRIES = 20
_PAUSE = 0.1  # seconds
_MAY_READ = "SELECT has_function_privilege('pg_read_binary_file(text)', 'EXECUTE')"
_READ = "SELECT pg_read_binary_file(pg_relation_filepath(:name))"


def in_sqlite(database: Path, ended: Sequence[str]) -> Iterator[Finding]:
    """What a SQLite file and the files beside it hold that they should not."""
    file = _consistent(database)
    if file is None:
        yield look("left.unread", database.name)
        return
    found = [
        *_in_free_pages(file),
        *_in_unused_space(file, ended),
        *_in_the_log(database, file),
        *_in_a_journal(database),
    ]
    yield from found or [fine("left.nothing", database.name, str(len(ended)))]


def in_postgresql(
    connection: Connection, ended: Sequence[str], *, is_open: bool
) -> Iterator[Finding]:
    """What the heap of the tables holds of surveys that have ended, where it may be read."""
    may_read = bool(connection.scalar(text(_MAY_READ)))
    for table in _HEAPS:
        size = connection.scalar(text("SELECT pg_relation_size(:name)"), {"name": table}) or 0
        if not size:
            yield fine("left.empty_table", table)
        elif not may_read:
            yield look("left.unread" if is_open else "left.to_vacuum", table, str(size))
        else:
            content = bytes(connection.scalar(text(_READ), {"name": table}) or b"")
            is_left = any(one.encode() in content for one in ended)
            yield (
                trouble("left.heap", table)
                if is_left
                else fine("left.nothing", table, str(len(ended)))
            )


def _consistent(database: Path) -> SqliteFile | None:
    """The file as it was at one moment: a bot may be writing it. None where that never came."""
    for _ in range(_TRIES):
        before = database.stat()
        raw = database.read_bytes()
        after = database.stat()
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            continue
        try:
            file = SqliteFile(raw)
            for name in TABLES:
                list(file.cells(file.trees()[name].root))
        except (NotReadable, IndexError, KeyError):
            continue
        return file
    return None


def _in_free_pages(file: SqliteFile) -> Iterator[Finding]:
    """Freed pages are overwritten with zeros; a list of further ones may stand in some."""
    dirty = sum(_holds_more_than_a_list(content, file.pages) for _, content in file.free_pages())
    if dirty:
        yield trouble("left.free_pages", value=str(dirty))


def _holds_more_than_a_list(content: bytes, pages: int) -> bool:
    numbers = (int.from_bytes(content[at : at + 4], "big") for at in range(0, len(content), 4))
    return any(number > pages for number in numbers)


def _in_unused_space(file: SqliteFile, ended: Sequence[str]) -> Iterator[Finding]:
    """Pages that are in use keep the places of former rows, and must keep nothing of the rows."""
    ids = [one.encode() for one in ended]
    for tree in (one for one in file.trees().values() if one.table in TABLES):
        unused = [file.unused(page) for page in file.leaves(tree.root)]
        dirty = sum(any(one in content for one in ids) for content in unused)
        if dirty:
            yield trouble("left.unused_space", tree.name, str(dirty))


def _in_the_log(database: Path, file: SqliteFile) -> Iterator[Finding]:
    """Pages of these tables in the log show which rows changed together."""
    log = database.with_name(f"{database.name}-wal")
    if not log.exists():
        return
    ours = {
        page
        for tree in file.trees().values()
        if tree.table in ("pulse_roll", "pulse_slot")
        for page in file.below(tree.root)
    }
    for _ in range(_TRIES):
        if not any(one.page in ours for one in frames(log.read_bytes())):
            return
        time.sleep(_PAUSE)  # somebody answers just now
    yield trouble("left.log", log.name)


def _in_a_journal(database: Path) -> Iterator[Finding]:
    journal = database.with_name(f"{database.name}-journal")
    if journal.exists() and journal.stat().st_size:
        yield trouble("left.journal", journal.name)

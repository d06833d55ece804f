"""A copy of a SQLite database in one file: made while bots run, and believed only once opened."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.key_check import compare
from store.keys import Keyring
from store.migrations import HEAD, REVISIONS
from store.troubles import NewerDatabase, StoreTrouble

SQLITE_BEGINS = b"SQLite format 3\0"
DUMP_BEGINS = b"PGDMP"


@dataclass(frozen=True)
class Copy:
    """What was found in a copy when it was opened."""

    size: int
    """Bytes."""
    revision: str
    """The form of its database."""
    rows: int
    """Over all tables."""


def back_up(database: Path, keys: Keyring, file: Path) -> Copy:
    """Copies the database at this moment into a new file that its owner alone may read.

    Raises StoreTrouble `backup.exists`, `backup.damaged`, `store.full`, KeyTrouble, NewerDatabase.
    The file has its name only once it was opened and found whole.
    """
    with new_file(file) as part:
        _copy(f"{database.absolute().as_uri()}?mode=ro", part)
        return examined(part, keys)


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """A file beside `file`, for its owner alone, that gets its name when the block ends well."""
    if file.exists():
        raise StoreTrouble("backup.exists", file=str(file))
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
        _keep(part, file)
    finally:
        part.unlink(missing_ok=True)


def take_in(file: Path, part: Path) -> None:
    """Copies a backup to where it can be worked on. Raises StoreTrouble `backup.*`."""
    begins = beginning(file)
    if begins == DUMP_BEGINS:
        raise StoreTrouble("backup.other_kind", file=str(file))
    if begins != SQLITE_BEGINS:
        raise StoreTrouble("backup.not_ours", file=str(file))
    # Nobody writes to a backup. Without this SQLite wants to make files beside it.
    lone = "" if Path(f"{file}-wal").exists() else "&immutable=1"
    _copy(f"{file.absolute().as_uri()}?mode=ro{lone}", part)


def beginning(file: Path) -> bytes:
    """The signs by which a file says what it is; of a SQLite file, of a dump, or others."""
    with file.open("rb") as opened:
        first = opened.read(len(SQLITE_BEGINS))
    return DUMP_BEGINS if first.startswith(DUMP_BEGINS) else first


def examined(file: Path, keys: Keyring) -> Copy:
    """Opens a copy, reads all of it, and holds it against the keys and this version.

    Raises StoreTrouble `backup.damaged` or `backup.not_ours`, NewerDatabase, KeyTrouble.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            whole = raw.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            if not whole or raw.execute("PRAGMA foreign_key_check").fetchone():
                raise StoreTrouble("backup.damaged", file=str(file))
            named = (
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            tables = {name for (name,) in raw.execute(named)}
            if not {"alembic_version", "key_check"} <= tables:
                raise StoreTrouble("backup.not_ours", file=str(file))
            revision = _only(raw, "SELECT version_num FROM alembic_version")
            known = dict(raw.execute("SELECT key_id, fingerprint FROM key_check"))
            rows = sum(int(_only(raw, f'SELECT count(*) FROM "{name}"')) for name in tables)  # noqa: S608
    except sqlite3.DatabaseError as error:
        raise _named(error, file) from None
    fits(revision, known, keys)
    return Copy(size=file.stat().st_size, revision=revision, rows=rows)


def fits(revision: str, known: dict[str, str], keys: Keyring) -> None:
    """Holds the form of a copy against this version, and its fingerprints against the keys."""
    if revision not in REVISIONS:
        raise NewerDatabase("store.newer", database=revision, program=HEAD)
    compare(known, keys)


def _only(raw: sqlite3.Connection, question: str) -> str:
    row = raw.execute(question).fetchone()
    return str(row[0]) if row else ""


def _copy(source: str, part: Path) -> None:
    """All pages in one step, so that the copy shows one moment while others write."""
    try:
        with (
            closing(sqlite3.connect(source, uri=True)) as whence,
            closing(sqlite3.connect(part)) as to,
        ):
            whence.backup(to)
            # One file that is whole by itself, without a journal beside it.
            to.execute("PRAGMA journal_mode=DELETE").close()
    except sqlite3.DatabaseError as error:
        raise _named(error, part) from None


def _keep(part: Path, file: Path) -> None:
    """Gives the file its name for good; never one that is taken."""
    sync(part)
    try:
        os.link(part, file)
    except FileExistsError:
        raise StoreTrouble("backup.exists", file=str(file)) from None
    except OSError:  # a file system without links
        part.rename(file)
    sync(file.parent)


def sync(path: Path) -> None:
    """Makes sure that a file, or the names in a folder, survive a power cut."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _named(error: sqlite3.DatabaseError, file: Path) -> StoreTrouble:
    codes = {5: "store.locked", 6: "store.locked", 8: "store.readonly", 13: "store.full"}
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return StoreTrouble(codes.get(code, "backup.damaged"), file=str(file))

"""Puts a copy in the place of the database: made ready beside it, then exchanged in one step."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path

from program.clock import Clock
from store import anchors, migrate, present, restoring_dumps
from store.engine import address
from store.in_use import alone
from store.keys import Keyring
from store.migrate import MigrationState
from store.ready import Ready, made_ready
from store.sqlite_copies import examined, sync, take_in
from store.troubles import StoreTrouble

_JOURNALS = ("-wal", "-shm")


def readied(
    url: str, keys: Keyring, file: Path, clock: Clock, *, replace: bool
) -> AbstractContextManager[Ready]:
    """A copy, made ready; it is in its place once the block ends well, and not before.

    What stood there is kept (`Ready.put_aside`). Where anything is raised, the database is as it
    was. Raises StoreTrouble: `store.in_use`, `restore.present`, `backup.*`; KeyTrouble where the
    keys are not those of the copy; NewerDatabase.
    """
    if address(url).drivername.startswith("sqlite"):
        return _readied(url, keys, file, clock, replace=replace)
    return restoring_dumps.readied(url, keys, file, clock, replace=replace)


@contextmanager
def _readied(
    url: str, keys: Keyring, file: Path, clock: Clock, *, replace: bool
) -> Iterator[Ready]:
    database = Path(str(address(url).database))
    with alone(url):
        there = _is_there(url, database)
        if there and not replace:
            raise StoreTrouble("restore.present", file=str(database))
        before = present.read(url) if there else present.Present()
        for left in database.parent.glob(f".{database.name}.*.part*"):
            left.unlink()  # of a restore that was killed
        part = database.with_name(f".{database.name}.{secrets.token_hex(4)}.part")
        try:
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            take_in(file, part)
            revision = examined(part, keys).revision
            with made_ready(f"sqlite:///{part}", keys, clock, before, revision) as ready:
                yield ready
            _settle_journal(part)
            ready.put_aside = _exchange(part, database, clock())
            anchors.put_aside(keys.folder, ready.lost_workspaces)
        finally:
            for ending in ("", *_JOURNALS):
                Path(f"{part}{ending}").unlink(missing_ok=True)


def _is_there(url: str, database: Path) -> bool:
    """Whether something stands there that could be lost; what cannot be read could be."""
    if not database.exists():
        return False
    try:
        return migrate.state(url) is not MigrationState.EMPTY
    except StoreTrouble:
        return True


def _exchange(part: Path, database: Path, now: datetime) -> str | None:
    """The copy takes the name of the database at once; what had it keeps a name of its own.

    The journal goes first: SQLite would write that of the old database into the new one.
    """
    aside = None
    if database.exists():
        aside = Path(f"{database}.before-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}")
        _settle_journal(database)
        for ending in _JOURNALS:
            journal = Path(f"{database}{ending}")
            if journal.exists():
                journal.rename(f"{aside}{ending}")
        try:
            os.link(database, aside)
        except OSError:  # a file system without links
            database.rename(aside)
    part.replace(database)
    sync(database.parent)
    return str(aside) if aside else None


def _settle_journal(database: Path) -> None:
    """Writes what is still in the journal into the file, where it can be read at all."""
    try:
        with closing(sqlite3.connect(database)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    except sqlite3.DatabaseError:
        return

"""Whether bots run on a database: they hold a lock together that restoring and copying need alone.

On SQLite it is SQLite's own lock on a little file beside the database: it works wherever SQLite
does. On PostgreSQL it is an advisory lock that each connection of a running bot takes: it is there
again after the server was started anew. Either is let go by the system when a process ends.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text

from store.engine import Engines, address
from store.troubles import StoreTrouble

_LOCK = 2026112202  # names our advisory lock, for every process of every version
UNFINISHED = "baton_restore_unfinished"
"""A table that stands in a PostgreSQL database from the begin of a restore to its end."""


def hold(engines: Engines) -> None:
    """Take what a running bot holds, together with others; let go of when the engines are closed.

    Raises StoreTrouble `store.being_replaced` while something is at work that needs it alone.
    """
    if engines.is_sqlite:
        raw = _shared(_lock_file(str(engines.work.url.database)))
        engines.dispose()  # the file opened before may not be the one that stands there now
        event.listen(engines.work, "engine_disposed", lambda _: raw.close())
        return
    event.listen(engines.work, "connect", _take)
    engines.dispose()  # what was opened before holds nothing
    with engines.work.connect():
        pass


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Nobody else runs on this database, and nobody begins. Raises StoreTrouble `store.in_use`."""
    where = address(url)
    if where.drivername.startswith("sqlite"):
        with _alone(_lock_file(str(where.database))):
            yield
        return
    engine = create_engine(where, isolation_level="AUTOCOMMIT", hide_parameters=True)
    try:
        with engine.connect() as connection:
            asked = text("SELECT pg_try_advisory_lock(:lock)")
            if not connection.execute(asked, {"lock": _LOCK}).scalar():
                raise StoreTrouble("store.in_use")
            try:
                yield
            finally:  # the server would notice a closed connection a moment later
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})
    finally:
        engine.dispose()


def _lock_file(database: str) -> Path:
    return Path(f"{database}.in-use")


def _shared(file: Path) -> sqlite3.Connection:
    raw = _opened(file)
    try:
        raw.execute("BEGIN")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        raw.close()
        raise StoreTrouble("store.being_replaced") from None
    return raw


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    with closing(_opened(file)) as raw:
        try:
            raw.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise StoreTrouble("store.in_use") from None
        yield


def _opened(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    return sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)


def _take(raw: Any, _: object) -> None:
    with raw.cursor() as cursor:
        asked = "SELECT pg_try_advisory_lock_shared(%s), to_regclass(%s) IS NULL"
        got = cursor.execute(asked, (_LOCK, UNFINISHED)).fetchone()
    raw.commit()
    if not all(got):
        raw.close()
        raise StoreTrouble("store.being_replaced")

"""Opens the database: a way in for work and one that can only look, with safe settings."""

import errno
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError

from store.troubles import StoreTrouble, named

BUSY_SECONDS = 5
_TRIES = 100
# hide_parameters: an error names the statement, never the values in it.
_COMMON: dict[str, Any] = {"hide_parameters": True}
_SQLITE_POOL: dict[str, Any] = {"pool_size": 8, "max_overflow": 40, "pool_timeout": 10}
_POSTGRESQL_POOL: dict[str, Any] = {"pool_size": 4, "max_overflow": 8, "pool_timeout": 5}
"""At most 24 connections of one process: four of them fit PostgreSQL's own default of 100."""

# A process that stands still in the middle of a unit of work keeps all others of its workspace
# from writing, and so does a machine that is gone without a word: neither for long.
_LIMITS = {
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "15s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
# https://www.postgresql.org/docs/current/libpq-connect.html: the same for a server that is gone
_SIGNS: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}

# https://www.sqlite.org/pragma.html: synchronous 2 is FULL, a commit survives a power cut;
# secure_delete overwrites with zeros what is deleted.
_PRAGMAS = {"foreign_keys": 1, "secure_delete": 1, "busy_timeout": BUSY_SECONDS * 1000}


@dataclass(frozen=True)
class Engines:
    """Two doors to one database."""

    work: Engine
    look: Engine
    durable: bool = True
    """Does a commit survive a power cut? In tests and rehearsals it need not."""

    @property
    def is_sqlite(self) -> bool:
        return self.work.dialect.name == "sqlite"

    def dispose(self) -> None:
        self.work.dispose()
        self.look.dispose()


def address(url: str) -> URL:
    """The address as SQLAlchemy wants it. Raises StoreTrouble for one we cannot serve."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError
        raise StoreTrouble("store.url") from None
    if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in ("sqlite", "sqlite+pysqlite") and parsed.database not in (
        None,
        "",
        ":memory:",
    ):
        return parsed.set(drivername="sqlite+pysqlite")
    raise StoreTrouble("store.url")


def open_engines(url: str, *, durable: bool = True) -> Engines:
    """Both doors, each tried once. Raises StoreTrouble: away, read-only, locked, full, settings.

    `durable=False` is for tests and rehearsals only: a power cut may then lose the last commits.
    """
    where = address(url)
    if where.drivername.startswith("sqlite"):
        engines = _sqlite(where, durable=durable)
    else:
        engines = _postgresql(where)
    try:
        for engine in (engines.work, engines.look):
            with engine.connect() as connection:
                _read_back(connection, durable=durable)
    except BaseException:
        engines.dispose()
        raise
    return engines


def _sqlite(where: URL, *, durable: bool) -> Engines:
    _may_write(Path(str(where.database)))
    pragmas = {**_PRAGMAS, "synchronous": 2 if durable else 0}
    options: dict[str, Any] = {
        "connect_args": {"check_same_thread": False},
        **_SQLITE_POOL,
        **_COMMON,
    }
    work, look = create_engine(where, **options), create_engine(where, **options)
    event.listen(work, "connect", _prepare(pragmas))
    event.listen(work, "connect", _write_ahead)
    event.listen(look, "connect", _prepare({**pragmas, "query_only": 1}))
    event.listen(work, "begin", _begin("BEGIN IMMEDIATE"))
    event.listen(look, "begin", _begin("BEGIN"))
    for engine in (work, look):
        event.listen(engine, "handle_error", _name, retval=True)
    return Engines(work, look, durable)


def _postgresql(where: URL) -> Engines:
    # A look sees one moment throughout, as it does on SQLite, and cannot write.
    reading = (
        "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
    )
    common: dict[str, Any] = {"pool_pre_ping": True, **_POSTGRESQL_POOL, **_COMMON}
    limits = " ".join(f"-c {name}={value}" for name, value in _LIMITS.items())
    work = create_engine(where, connect_args={**_SIGNS, "options": limits}, **common)
    look = create_engine(where, connect_args={**_SIGNS, "options": f"{limits} {reading}"}, **common)
    for engine in (work, look):
        event.listen(engine, "handle_error", _name, retval=True)
    return Engines(work, look)


def _may_write(file: Path) -> None:
    """SQLite opens a file it may not write without a word and refuses only the first change."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            file.touch(mode=0o600)  # its journals get the same rights
        with closing(sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)) as raw:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("ROLLBACK")
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise StoreTrouble("store.full" if full else "store.readonly", path=str(file)) from None
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        names = {5: "store.locked", 11: "store.damaged", 13: "store.full", 26: "store.damaged"}
        raise StoreTrouble(names.get(code, "store.readonly"), path=str(file)) from None


def _prepare(pragmas: Mapping[str, int]) -> Callable[[sqlite3.Connection, object], None]:
    def prepare(raw: sqlite3.Connection, _: object) -> None:
        raw.isolation_level = None  # transactions begin where we say so, see _begin
        for name, value in pragmas.items():
            raw.execute(f"PRAGMA {name}={value}").close()

    return prepare


def _write_ahead(raw: sqlite3.Connection, _: object) -> None:
    """Switches to WAL, once per file. SQLite does not wait here while another process switches."""
    for last in range(_TRIES + 1):
        try:
            raw.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or last == _TRIES:
                raise
            time.sleep(BUSY_SECONDS / _TRIES)
        else:
            return


def _begin(words: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(words)

    return begin


def _name(context: ExceptionContext) -> BaseException | None:
    if context.is_pre_ping:
        return None  # a connection that died while it lay idle: the pool opens another one
    error = context.sqlalchemy_exception
    return named(error) if error is not None and hasattr(error, "orig") else None  # type: ignore[arg-type]


def _read_back(connection: Connection, *, durable: bool) -> None:
    """Asks the database whether it took the settings; some file systems quietly refuse them."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT 1"))
        return
    expected: dict[str, int | str] = {**_PRAGMAS, "journal_mode": "wal"}
    if durable:
        expected["synchronous"] = 2
    for name, value in expected.items():
        found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        if found != value:
            raise StoreTrouble("store.settings", setting=name, found=str(found))

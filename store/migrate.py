"""Brings the database to the next form, under a lock: several starts at once do it once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from store.engine import Engines, open_engines
from store.migrations import FOLDER, HEAD, REVISIONS
from store.troubles import NewerDatabase, StoreTrouble

_LOCK = 2026112201  # the same number for every process of every version: names our advisory lock


class MigrationState(StrEnum):
    """How a database stands to this version."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"


def state(url: str) -> MigrationState:
    """How the database stands to this version. Raises StoreTrouble if it does not open."""
    engines = open_engines(url)
    try:
        with engines.look.connect() as connection:
            return _state(_revision(connection))
    finally:
        engines.dispose()


def require_current(engine: Engine) -> None:
    """Raises NewerDatabase, or StoreTrouble where a migration is due."""
    with engine.connect() as connection:
        revision = _revision(connection)
    found = _state(revision)
    if found is MigrationState.NEWER:
        raise NewerDatabase("store.newer", database=str(revision), program=HEAD)
    if found is not MigrationState.CURRENT:
        raise StoreTrouble("store.behind", database=str(revision or "empty"), program=HEAD)


def upgrade(url: str, to: str = "head") -> None:
    """Migrates up. Safe to call from several processes at once; all of it happens or nothing.

    Raises NewerDatabase rather than touch a database from a newer version.
    """
    _migrate(url, lambda command, config: command.upgrade(config, to))


def downgrade(url: str, to: str) -> None:
    """Migrates down to a revision, or to "base"."""
    _migrate(url, lambda command, config: command.downgrade(config, to))


def _migrate(url: str, step: Callable[[Any, Any], None]) -> None:
    from alembic import command  # noqa: PLC0415 - needed only where there is something to migrate
    from alembic.config import Config  # noqa: PLC0415

    engines = open_engines(url)
    try:
        with _locked(engines) as connection:
            revision = _revision(connection)
            if _state(revision) is MigrationState.NEWER:
                raise NewerDatabase("store.newer", database=str(revision), program=HEAD)
            config = Config()
            config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
            config.attributes["connection"] = connection
            step(command, config)
    finally:
        engines.dispose()


@contextmanager
def _locked(engines: Engines) -> Iterator[Connection]:
    with _sqlite_lock(engines) if engines.is_sqlite else _postgresql_lock(engines) as connection:
        yield connection


@contextmanager
def _sqlite_lock(engines: Engines) -> Iterator[Connection]:
    """SQLite's own lock on the file: the whole migration is one transaction."""
    with engines.work.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - a checked-out connection has one
        raw.execute(
            "PRAGMA foreign_keys=OFF"
        )  # tables are rebuilt in place; checked as a whole below
        raw.execute("PRAGMA busy_timeout=60000")
        try:
            with connection.begin():
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise StoreTrouble("store.damaged", table=str(broken[0][0]))
        finally:
            connection.invalidate()  # its settings are not those of the others


@contextmanager
def _postgresql_lock(engines: Engines) -> Iterator[Connection]:
    with engines.work.connect() as connection:
        connection.execute(text("SET lock_timeout = '5min'"))
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()
        try:
            with connection.begin():
                yield connection
        finally:
            connection.invalidate()  # ends the session, and with it lock and setting


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return revision


def _state(revision: str | None) -> MigrationState:
    if revision is None:
        return MigrationState.EMPTY
    if revision == HEAD:
        return MigrationState.CURRENT
    return MigrationState.BEHIND if revision in REVISIONS else MigrationState.NEWER

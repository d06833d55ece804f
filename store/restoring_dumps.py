"""Puts a dump in the place of a PostgreSQL database; what stood there keeps a schema of its own."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from program.clock import Clock
from store import anchors, dumps, migrate, present
from store.engine import address
from store.in_use import UNFINISHED, alone
from store.keys import Keyring
from store.migrate import MigrationState
from store.ready import Ready, made_ready
from store.troubles import StoreTrouble


@contextmanager
def readied(url: str, keys: Keyring, file: Path, clock: Clock, *, replace: bool) -> Iterator[Ready]:
    """As `restoring.readied`, undone by any exception.

    Where it was killed, no bot starts until it is done once more.
    """
    revision = dumps.examined(file, keys).revision
    with alone(url):
        there = migrate.state(url) is not MigrationState.EMPTY
        if there and not replace:
            raise StoreTrouble("restore.present", database=str(address(url).database))
        before = present.read(url) if there else present.Present()
        aside = _begin(url, clock())
        try:
            dumps.bring_in(url, file)
            with made_ready(url, keys, clock, before, revision) as ready:
                yield ready
        except BaseException:
            _undo(url, aside)
            raise
        _end(url)
        ready.put_aside = f"schema {aside}" if aside else None
        anchors.put_aside(keys.folder, ready.lost_workspaces)


def _begin(url: str, now: datetime) -> str | None:
    """Marks the database as unfinished, and moves its tables into a schema aside, all at once."""
    with _transaction(url) as connection:
        connection.execute(text(f"DROP TABLE IF EXISTS {UNFINISHED}"))
        tables = _tables(connection)
        aside = f"{dumps.PUT_ASIDE}{now:%Y%m%dt%H%M%S}_{secrets.token_hex(2)}"
        if tables:
            connection.execute(text(f"CREATE SCHEMA {aside}"))
        for table in tables:
            connection.execute(text(f'ALTER TABLE "{table}" SET SCHEMA {aside}'))
        connection.execute(text(f"CREATE TABLE {UNFINISHED} (since text)"))
    return aside if tables else None


def _undo(url: str, aside: str | None) -> None:
    """As it was: what came in goes, what was moved aside comes back."""
    with _transaction(url) as connection:
        for table in _tables(connection):
            connection.execute(text(f'DROP TABLE "{table}" CASCADE'))
        if aside is None:
            return
        here = connection.execute(text("SELECT current_schema()")).scalar()
        for table in _tables(connection, aside):
            connection.execute(text(f'ALTER TABLE {aside}."{table}" SET SCHEMA "{here}"'))
        connection.execute(text(f"DROP SCHEMA {aside}"))


def _end(url: str) -> None:
    with _transaction(url) as connection:
        connection.execute(text(f"DROP TABLE {UNFINISHED}"))


def _tables(connection: Connection, schema: str | None = None) -> list[str]:
    """The tables of a schema of ours; none of these names is anybody's word."""
    asked = text(
        "SELECT tablename FROM pg_tables "
        "WHERE schemaname = coalesce(:schema, current_schema()) ORDER BY tablename"
    )
    return list(connection.execute(asked, {"schema": schema}).scalars())


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    engine = create_engine(address(url), hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()

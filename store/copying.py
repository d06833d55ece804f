"""Everything from one database into another, empty one: all of it or nothing, row by row."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Table, bindparam, create_engine, func, select
from sqlalchemy.exc import DBAPIError

from store import migrate
from store.comparing import rows_of, same
from store.engine import address, open_engines
from store.in_use import alone
from store.key_check import KeyCheckRow, compare
from store.keys import Keyring
from store.pulse import moving
from store.tables import TABLES
from store.troubles import StoreTrouble

_BATCH = 500

Progress = Callable[[str, int, int], None]
"""Told after each batch: the table, how many of its rows are done, and how many there are."""


@dataclass(frozen=True)
class Copied:
    """What is in the target now."""

    tables: Mapping[str, tuple[int, str]]
    """The rows of each table, and a digest over all of them."""
    void_pulses: int
    """Surveys that are open in the source and void in the target."""


def copy(
    source: str,
    target: str,
    keys: Keyring,
    tell: Progress = lambda _table, _done, _of: None,
    *,
    void_pulses: bool = False,
) -> Copied:
    """Copies every row, then reads both sides again and compares them, before anything is kept.

    No bot may run on either side. With `void_pulses`, surveys that are open are void in the copy,
    without any slip; else they stand in the way: `copy.pulse_open` (`pulses`, `last_closes`).
    Raises StoreTrouble: `store.in_use`; `store.behind` where the source is not in this version's
    form; `copy.same`, `copy.not_empty`; `copy.away` (fact `host`) where the target does not answer,
    `copy.no_folder` where its file has none; `copy.differs` (facts `table` and `row`) where a row
    is not on both sides as it was; KeyTrouble where the keys are not those of the source.
    """
    if address(source) == address(target):
        raise StoreTrouble("copy.same")
    _require_there(address(target))
    with alone(source), alone(target), _reading(source) as read:
        fingerprints = read.execute(select(KeyCheckRow.key_id, KeyCheckRow.fingerprint))
        compare({row.key_id: row.fingerprint for row in fingerprints}, keys)
        alive = moving.open_ones(read)
        if alive and not void_pulses:
            raise _is_open(alive)
        migrate.upgrade(target)
        with _writing(target) as write:
            _require_empty(write)
            for table in TABLES.sorted_tables:
                _copy(table, read, write, tell)
            every = TABLES.sorted_tables
            compared = {table.name: same(table, read, write, moving.in_copy) for table in every}
            return Copied(compared, len(alive))


def _require_there(target: URL) -> None:
    """The target answers, so that nobody looks for its trouble at the source. Makes nothing."""
    if target.drivername.startswith("sqlite"):
        folder = Path(str(target.database)).absolute().parent
        if not folder.is_dir():
            raise StoreTrouble("copy.no_folder", folder=str(folder))
        return
    engine = create_engine(target, connect_args={"connect_timeout": 5}, hide_parameters=True)
    try:
        engine.connect().close()
    except DBAPIError:
        raise StoreTrouble("copy.away", host=_host(target)) from None
    finally:
        engine.dispose()


def _host(target: URL) -> str:
    """Host and port for people to read; never what stands before the last @."""
    named = target.host or target.query.get("host") or "this machine"
    host = ", ".join(named) if isinstance(named, tuple) else named.rpartition("@")[2]
    return f"{host}:{target.port}" if target.port else host


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    """One moment of the source, which nobody changes through it."""
    engines = open_engines(url)
    try:
        migrate.require_current(engines.look)
        with engines.look.connect() as connection, connection.begin():
            yield connection
    finally:
        engines.dispose()


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    """One transaction, which on PostgreSQL has not the limits that short ones have."""
    where = address(url)
    is_sqlite = where.drivername.startswith("sqlite")
    engines = open_engines(url)
    engine = engines.work if is_sqlite else create_engine(where, hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
        engines.dispose()


def _require_empty(write: Connection) -> None:
    for table in TABLES.sorted_tables:
        if write.execute(select(table).limit(1)).first() is not None:
            raise StoreTrouble("copy.not_empty", table=table.name)


def _is_open(alive: Mapping[str, datetime]) -> StoreTrouble:
    """While a survey is open its key stays where it is, and its slips lie in one database only."""
    last = f"{max(alive.values()).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return StoreTrouble("copy.pulse_open", pulses=len(alive), last_closes=last)


def _copy(table: Table, read: Connection, write: Connection, tell: Progress) -> None:
    total = read.execute(select(func.count()).select_from(table)).scalar() or 0
    done = 0
    own = _own_references(table)
    with rows_of(table, read) as found:
        for batch in found.partitions(_BATCH):
            there = [moving.in_copy(table, dict(row._mapping)) for row in batch]
            rows = [{**row, **dict.fromkeys(own)} for row in there if row is not None]
            if rows:
                write.execute(table.insert(), rows)
            done += len(batch)
            tell(table.name, done, total)
    for name in own:
        _refer(table, name, read, write)


def _own_references(table: Table) -> list[str]:
    """Columns that name another row of the same table: filled in once all of its rows are there."""
    return sorted(key.parent.name for key in table.foreign_keys if key.column.table is table)


def _refer(table: Table, name: str, read: Connection, write: Connection) -> None:
    column, row_id = table.c[name], table.c.id
    named = read.execute(select(row_id, column).where(column.is_not(None)))
    change = table.update().where(row_id == bindparam("of")).values({name: bindparam("to")})
    for batch in named.partitions(_BATCH):
        found: list[dict[str, Any]] = [{"of": row[0], "to": row[1]} for row in batch]
        write.execute(change, found)

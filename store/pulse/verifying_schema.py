"""Whether the tables of an open survey are as declared: nothing in them may tell an order."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, inspect, text

from store.pulse.finding import Finding, fine, look, trouble
from store.pulse.tables import PulseAudienceRow, PulseRollRow, PulseSlotRow

_CHANGED_BY_A_VOTE = {"marked", "filled", "sealed"}
_ROLL, _SLOT, _AUDIENCE = (row.__table__ for row in (PulseRollRow, PulseSlotRow, PulseAudienceRow))
_OPEN = (_ROLL, _SLOT, _AUDIENCE)
_NAMES = tuple(str(table.name) for table in _OPEN)  # type: ignore[attr-defined]

_SQLITE_TRIGGERS = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
_POSTGRESQL_TRIGGERS = """
    SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal
"""
_STORAGE = """
    SELECT a.attstorage FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relname = 'pulse_slot' AND a.attname = 'sealed' AND c.relkind = 'r'
"""
_STATISTICS = """
    SELECT tablename, attname FROM pg_stats
    WHERE (tablename = 'pulse_roll' AND attname IN ('id', 'token', 'marked'))
       OR (tablename = 'pulse_slot' AND attname IN ('id', 'filled', 'sealed'))
"""
_PUBLISHED = "SELECT DISTINCT tablename FROM pg_publication_tables"


def schema(connection: Connection) -> Iterator[Finding]:
    """Columns, defaults, keys, indexes and triggers of the three tables of an open survey."""
    wrong = [
        *(one for table in _OPEN for one in _columns(connection, table)),  # type: ignore[arg-type]
        *_indexes(connection),
        *_triggers(connection),
        *(_sqlite(connection) if connection.dialect.name == "sqlite" else _postgresql(connection)),
    ]
    yield from wrong or [fine("schema.as_declared")]


def _columns(connection: Connection, table: Table) -> Iterator[Finding]:
    declared = {one.name for one in table.columns}
    found = {one["name"]: one for one in inspect(connection).get_columns(table.name)}
    for name in sorted(declared ^ set(found)):
        yield trouble("schema.columns", f"{table.name}.{name}")
    for name, column in found.items():
        if column["default"] is not None:
            yield trouble("schema.default", f"{table.name}.{name}")


def _indexes(connection: Connection) -> Iterator[Finding]:
    for table in ("pulse_roll", "pulse_slot"):
        for index in inspect(connection).get_indexes(table):
            if _CHANGED_BY_A_VOTE & set(index["column_names"]):
                yield trouble("schema.index", f"{table}.{index['name']}")


def _triggers(connection: Connection) -> Iterator[Finding]:
    is_sqlite = connection.dialect.name == "sqlite"
    asked = text(_SQLITE_TRIGGERS if is_sqlite else _POSTGRESQL_TRIGGERS)
    for table, name in connection.execute(asked):
        if table in _NAMES:
            yield trouble("schema.trigger", f"{table}.{name}")


def _sqlite(connection: Connection) -> Iterator[Finding]:
    """The random number has to be the very row id: a second, hidden one would count up."""
    for table in ("pulse_roll", "pulse_slot"):
        columns = connection.execute(text(f"PRAGMA table_info({table})")).all()
        keys = [(row[1], row[2].upper()) for row in columns if row[5]]
        statement = str(
            connection.scalar(
                text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"),
                {"name": table},
            )
        )
        if keys != [("id", "INTEGER")] or "AUTOINCREMENT" in statement.upper():
            yield trouble("schema.key", table)


def _postgresql(connection: Connection) -> Iterator[Finding]:
    if connection.scalar(text(_STORAGE)) not in ("p", b"p"):
        yield trouble("schema.storage", "pulse_slot.sealed")
    for table, column in connection.execute(text(_STATISTICS)):
        yield trouble("schema.statistics", f"{table}.{column}")
    for (table,) in connection.execute(text(_PUBLISHED)):
        if table in _NAMES:
            yield look("schema.published", table)

"""All rows of all tables of a database, as a thief of it has them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, text

from store.store import Store
from store.tables import TABLES

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def rows_of(store: Store) -> Rows:
    """Every table by its name, rows in the order of their keys; counters of keys too."""
    with store.engines.look.connect() as connection:
        found: dict[str, list[Mapping[str, Any]]] = {
            table.name: [
                dict(row)
                for row in connection.execute(
                    select(table).order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for table in TABLES.sorted_tables
        }
        counted = "SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'"
        if store.engines.is_sqlite and connection.execute(text(counted)).first():
            rows = connection.execute(text("SELECT * FROM sqlite_sequence ORDER BY name"))
            found["sqlite_sequence"] = [dict(row) for row in rows.mappings()]
    return found


def changed(before: Rows, after: Rows) -> dict[str, list[frozenset[str]]]:
    """For each table that differs: of each row that differs, the columns that do."""
    assert before.keys() == after.keys()
    found: dict[str, list[frozenset[str]]] = {}
    for name, rows in before.items():
        assert len(rows) == len(after[name]), f"{name} has more or fewer rows"
        for old, new in zip(rows, after[name], strict=True):
            if old != new:
                columns = frozenset(column for column in old if old[column] != new[column])
                found.setdefault(name, []).append(columns)
    return found

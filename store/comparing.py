"""Whether a table holds the same rows in two databases, whichever kinds of database they are."""

import hashlib
import json
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, CursorResult, String, Table, select

from store.troubles import StoreTrouble

_AT_A_TIME = 500

Change = Callable[[Table, Mapping[str, Any]], Mapping[str, Any] | None]
"""What a row is to be on the other side; None where it is to be there no more."""


def unchanged(_: Table, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Every row is to be as it is."""
    return values


def rows_of(table: Table, connection: Connection) -> CursorResult[Any]:
    """All rows, in an order that is the same everywhere: by the bytes of the primary key."""
    postgresql = connection.dialect.name == "postgresql"
    order = [
        column.collate("C") if postgresql and isinstance(column.type, String) else column
        for column in table.primary_key
    ]
    asked = select(table).order_by(*order).execution_options(yield_per=_AT_A_TIME)
    return connection.execute(asked)


def same(
    table: Table, one: Connection, other: Connection, change: Change = unchanged
) -> tuple[int, str]:
    """How many rows there are on the other side, and a digest over all of them.

    Raises StoreTrouble `copy.differs` where a row is on one side only, or differs.
    """
    whole, count = hashlib.sha256(), 0
    with closing(_digests(table, one, change)) as here, closing(_digests(table, other)) as there:
        for left, right in zip_longest(here, there):
            if left != right:
                first = min(side for side in (left, right) if side is not None)
                raise StoreTrouble("copy.differs", table=table.name, row=first[0])
            whole.update(bytes.fromhex(left[1]))
            count += 1
    return count, whole.hexdigest()


def _digests(
    table: Table, connection: Connection, change: Change = unchanged
) -> Generator[tuple[str, str], None, None]:
    """The primary key and a digest of each row, as it is to be."""
    key = [column.name for column in table.primary_key]
    with rows_of(table, connection) as rows:
        for row in rows:
            to_be = change(table, dict(row._mapping))
            if to_be is not None:
                yield "/".join(str(to_be[name]) for name in key), _digest(to_be)


def _digest(row: Mapping[str, Any]) -> str:
    values = {name: _plain(value) for name, value in row.items()}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A value as JSON knows it, with its type: what differs in either differs here."""
    match value:
        case bytes():
            return ["bytes", value.hex()]
        case datetime():
            return ["moment", value.astimezone(UTC).isoformat()]
        case date():
            return ["day", value.isoformat()]
        case _:
            return value

"""What PostgreSQL notes beside every row without being asked, as orders of the rows.

xmin is the number of the transaction that wrote a row last, ctid its place in the file; with
track_commit_timestamp on there is a moment too. A superuser reads all of them.
"""

from collections.abc import Callable, Hashable

from psycopg import Connection, sql
from psycopg.rows import TupleRow

from tests.attacks.places import Places

_ROWS = sql.SQL(
    "SELECT xmin::text::bigint, (ctid::text::point)[0]::int, (ctid::text::point)[1]::int, {moment},"
    " {columns} FROM {table} WHERE {where} ORDER BY {key}"
)
_MOMENT = "extract(epoch FROM pg_xact_commit_timestamp(xmin))"


def places(
    connection: Connection[TupleRow],
    table: str,
    columns: tuple[str, ...],
    where: str,
    who: Callable[[tuple[object, ...]], Hashable],
) -> Places:
    """The places of everyone's row by xmin, by ctid, by key and, where it is kept, by moment.

    `columns` begin with the key; `who` tells from their values whose a row is.
    """
    keeps_moments = connection.execute("SHOW track_commit_timestamp").fetchone() == ("on",)
    statement = _ROWS.format(
        moment=sql.SQL(_MOMENT if keeps_moments else "NULL"),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        table=sql.Identifier(table),
        where=sql.SQL(where),
        key=sql.Identifier(columns[0]),
    )
    found: dict[str, dict[Hashable, object]] = {"xmin": {}, "ctid": {}, "key": {}}
    if keeps_moments:
        found["moment"] = {}
    for number, row in enumerate(connection.execute(statement).fetchall()):
        person = who(row[4:])
        found["xmin"][person] = row[0]
        found["ctid"][person] = (row[1], row[2])
        found["key"][person] = number
        if keeps_moments:
            found["moment"][person] = row[3]
    return found

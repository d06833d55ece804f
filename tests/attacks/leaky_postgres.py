"""The control on PostgreSQL: full slots as the bot has, but a vote writes only its own rows."""

from collections.abc import Sequence
from random import Random

from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attacks.leaky_sqlite import SLIP, slip
from tests.attacks.linking import Traces, known
from tests.attacks.system_columns import places

FLOOR = 0.9
_SCHEMA = (
    "CREATE TABLE leaky_roll (id bigint PRIMARY KEY, person int, marked smallint)"
    " WITH (fillfactor = 50)",
    "CREATE TABLE leaky_slot (id bigint PRIMARY KEY, place int, filled smallint, sealed bytea)"
    " WITH (fillfactor = 50)",
)


def poll(connection: Connection[TupleRow], order: Sequence[int], people: int, lot: Random) -> None:
    """New tables, complete from the opening on; then the people of `order` vote one by one."""
    connection.execute("DROP TABLE IF EXISTS leaky_roll, leaky_slot")
    for statement in _SCHEMA:
        connection.execute(statement)
    with connection.transaction():
        for person in lot.sample(range(people), people):
            values = [lot.getrandbits(62), person]
            connection.execute("INSERT INTO leaky_roll VALUES (%s, %s, 0)", values)
        for place in lot.sample(range(people), people):
            slot = [lot.getrandbits(62), place, lot.randbytes(SLIP)]
            connection.execute("INSERT INTO leaky_slot VALUES (%s, %s, 0, %s)", slot)
    for person in order:
        with connection.transaction():
            connection.execute("UPDATE leaky_roll SET marked = 1 WHERE person = %s", [person])
            connection.execute(
                "UPDATE leaky_slot SET filled = 1, sealed = %s WHERE place = %s",
                [slip(person, lot, SLIP), person],
            )


def traces(connection: Connection[TupleRow], order: Sequence[int]) -> Traces:
    """What a superuser with all keys sees of the rows of everyone who voted."""
    persons = places(
        connection, "leaky_roll", ("id", "person"), "marked = 1", lambda row: int(str(row[1]))
    )
    slips = places(connection, "leaky_slot", ("id", "sealed"), "filled = 1", _person_in)
    seen = known({person: number for number, person in enumerate(order)})
    return {"persons": {**persons, **seen}, "scores": slips}


def _person_in(row: tuple[object, ...]) -> int:
    assert isinstance(row[1], bytes)
    return int.from_bytes(row[1][:4], "big")

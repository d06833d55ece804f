"""Five ways in which careful people store an anonymous vote in SQLite, each of which tells.

They are the controls: an attack that does not catch them says nothing about the bot either.
"""

import sqlite3
import uuid
from collections.abc import Callable, Hashable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from store.pulse.sqlite_file import Cell, SqliteFile
from tests.attacks.linking import Traces, known
from tests.attacks.places import Table

BALLOT = 2048
SLIP = 512
NOON = 1_795_435_200


@dataclass(frozen=True)
class Leaky:
    """One such way: its tables, what stands in them from the opening on, and one vote."""

    name: str
    schema: tuple[str, ...]
    vote: Callable[[sqlite3.Connection, int, Random], None]
    """In one transaction, for one person; all that is drawn comes from the person's own lot."""
    prepare: Callable[[sqlite3.Connection, int, Random], None] | None = None
    floor: float | None = None
    """The share that an attack has to link; None: more than the limit is enough."""


def slip(person: int, lot: Random, size: int) -> bytes:
    """What only somebody with all keys can tell the person from; each is as long as the others."""
    return person.to_bytes(4, "big") + lot.randbytes(size - 4)


def _counting(connection: sqlite3.Connection, person: int, lot: Random) -> None:
    connection.execute("INSERT INTO person (person) VALUES (?)", [f"U{person:04}"])
    connection.execute("INSERT INTO ballot (sealed) VALUES (?)", [slip(person, lot, SLIP)])


def _random_key(connection: sqlite3.Connection, person: int, lot: Random) -> None:
    connection.execute("INSERT INTO person VALUES (?)", [f"U{person:04}"])
    key = str(uuid.UUID(bytes=lot.randbytes(16), version=4))
    connection.execute("INSERT INTO ballot VALUES (?, ?)", [key, slip(person, lot, BALLOT)])


def _slots(filler: Callable[[Random], bytes | None]) -> Callable[..., None]:
    def prepare(connection: sqlite3.Connection, people: int, lot: Random) -> None:
        connection.execute("BEGIN")
        for person in lot.sample(range(people), people):
            values = [lot.getrandbits(62), f"U{person:04}"]
            connection.execute("INSERT INTO person VALUES (?, ?, 0, 0)", values)
        for place in lot.sample(range(people), people):
            values = [lot.randbytes(16).hex(), place, filler(lot)]
            connection.execute("INSERT INTO ballot VALUES (?, ?, 0, ?, 0)", values)
        connection.execute("COMMIT")

    return prepare


def _fill(size: int, *, notes_when: bool) -> Callable[[sqlite3.Connection, int, Random], None]:
    """Slots were dealt at the opening: `place` is the person's own."""

    def vote(connection: sqlite3.Connection, person: int, lot: Random) -> None:
        now = 0
        if notes_when:
            counted = connection.execute("SELECT count(*) FROM ballot WHERE filled").fetchone()
            now = NOON + 7 * counted[0]
        connection.execute(
            "UPDATE person SET marked = 1, updated_at = ? WHERE person = ?", [now, f"U{person:04}"]
        )
        connection.execute(
            "UPDATE ballot SET filled = 1, sealed = ?, updated_at = ? WHERE place = ?",
            [slip(person, lot, size), now, person],
        )

    return vote


_SLOTTED = (
    "CREATE TABLE person (id INTEGER PRIMARY KEY, person TEXT, marked INT, updated_at INT)",
    "CREATE TABLE ballot (id TEXT PRIMARY KEY, place INT, filled INT, sealed BLOB, updated_at INT)"
    " WITHOUT ROWID",
)

LEAKY = (
    Leaky(
        "counting keys and a table of who took part",
        (
            "CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT)",
            "CREATE TABLE ballot (id INTEGER PRIMARY KEY AUTOINCREMENT, sealed BLOB)",
        ),
        _counting,
        floor=0.9,
    ),
    Leaky(
        "random text keys, two tables, no moment",
        (
            "CREATE TABLE person (person TEXT PRIMARY KEY)",
            "CREATE TABLE ballot (id TEXT PRIMARY KEY, sealed BLOB)",
        ),
        _random_key,
        floor=0.9,
    ),
    Leaky(
        "random keys without row ids",
        (
            "CREATE TABLE person (person TEXT PRIMARY KEY) WITHOUT ROWID",
            "CREATE TABLE ballot (id TEXT PRIMARY KEY, sealed BLOB) WITHOUT ROWID",
        ),
        _random_key,
        floor=0.9,
    ),
    Leaky(
        "slots that grow when they are filled",
        _SLOTTED,
        _fill(BALLOT, notes_when=False),
        _slots(lambda _: None),
    ),
    Leaky(
        "full slots that note the moment",
        _SLOTTED,
        _fill(SLIP, notes_when=True),
        _slots(lambda lot: lot.randbytes(SLIP)),
    ),
)


def poll(path: Path, leaky: Leaky, order: Sequence[int], people: int, seed: int) -> None:
    """Let the people of `order` vote one after another, and put everything into the one file.

    The same seed is the same key, slot and slip for each person, whatever the order.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("journal_mode=WAL", "secure_delete=ON", "synchronous=OFF"):
            connection.execute(f"PRAGMA {setting}")
        for statement in leaky.schema:
            connection.execute(statement)
        if leaky.prepare is not None:
            leaky.prepare(connection, people, Random(f"{seed}"))  # noqa: S311  a lot, no key
        for person in order:
            connection.execute("BEGIN IMMEDIATE")
            leaky.vote(connection, person, Random(f"{seed}/{person}"))  # noqa: S311
            connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def traces(path: Path, order: Sequence[int]) -> Traces:
    """What the file tells with all keys: whose each row is, and where it lies."""
    file = SqliteFile(path.read_bytes())
    voted = set(order)

    def person_of(row: Cell) -> Hashable | None:
        named = next(int(one[1:]) for one in row.values if isinstance(one, str))
        return named if named in voted else None

    def slip_of(row: Cell) -> Hashable | None:
        sealed = next((one for one in row.values if isinstance(one, bytes)), b"")
        is_empty = 0 in row.values[2:3]
        return None if is_empty else int.from_bytes(sealed[:4], "big")

    persons = Table(file, "person").places(person_of)
    seen = known({person: number for number, person in enumerate(order)})
    return {
        "persons": {**persons, **seen},
        "scores": Table(file, "ballot").places(slip_of),
    }

"""The data map: every column with its purpose, owner, readers, stay and end."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer
from sqlalchemy.types import TypeEngine

from store.columns import NOTE, SEALED, Digest, Facts, Id, Note, Published, UtcDateTime, Word
from store.published import PUBLISHED
from store.tables import TABLES

_HEAD = """# Data map

Written by `make docs` from the tables themselves. Tests fail when it is out of date, when a column
says nothing about itself, and when text is neither sealed nor on the list of what was written to
be read.

*Sealed* means encrypted at rest with a key outside the database: Baton shows it to those the table
names and to nobody else; someone with the server and its keys could read it.
"""


_COLUMNS = """| column | kept as | what for | whose | read by | kept | erasing |
| --- | --- | --- | --- | --- | --- | --- |"""

_KINDS: Mapping[type[TypeEngine[Any]], str] = {
    Id: "id",
    Word: "one of a known set",
    Digest: "keyed digest",
    Facts: "ids and counts",
    UtcDateTime: "moment",
    Integer: "number",
    Boolean: "yes or no",
    Date: "date",
}


def columns() -> Iterator[tuple[str, Column[object]]]:
    """Every column of every table, as `table.column`, in a steady order."""
    for table in sorted(TABLES.tables.values(), key=lambda table: table.name):
        for column in table.columns:
            yield f"{table.name}.{column.name}", column


def unmapped() -> list[str]:
    """Columns that say nothing about themselves. Has to be empty."""
    return [name for name, column in columns() if not isinstance(column.info.get(NOTE), Note)]


def in_the_clear() -> list[str]:
    """Columns of text neither sealed, nor ids and the like, nor on the list. Has to be empty."""
    return [name for name, column in columns() if kind_of(name, column) is None]


def kind_of(name: str, column: Column[object]) -> str | None:
    """In a word or two how a column is kept; None where nobody said that it may be kept so."""
    if column.info.get(SEALED):
        return "sealed"
    if isinstance(column.type, Published):
        return "written to be read" if name in PUBLISHED else None
    return next((words for kind, words in _KINDS.items() if isinstance(column.type, kind)), None)


def data_map_page() -> str:
    """docs/data-map.md."""
    parts = [_HEAD]
    table = ""
    for name, column in columns():
        if column.table.name != table:
            table = column.table.name
            parts.append(f"\n## {table}\n\n{_COLUMNS}")
        note: Note = column.info[NOTE]
        cells = (
            f"`{column.name}`", kind_of(name, column) or "", note.purpose, note.whose, note.readers,
            note.keep, note.erase,
        )  # fmt: skip
        parts.append("| " + " | ".join(cells) + " |")
    parts.append("\n## Text written to be read\n")
    parts += [f"- `{name}`: {why}" for name, why in sorted(PUBLISHED.items())]
    return "\n".join(parts) + "\n"

"""The data map: every column with its purpose, owner, readers, stay and end."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer
from sqlalchemy.types import TypeEngine

from store import retention
from store.columns import (
    NOTE,
    SEALED,
    Digest,
    Facts,
    Id,
    Note,
    Opaque,
    Published,
    UtcDateTime,
    Word,
)
from store.promises import Erase, Keep
from store.published import PUBLISHED
from store.tables import TABLES

_HEAD = """# Data map

Written by `make docs` from the tables themselves. Tests fail when it is out of date, when a column
says nothing about itself, and when text is neither sealed nor on the list of what was written to
be read.

*Sealed* means encrypted at rest with a key outside the database: Baton shows it to those the table
names and to nobody else; someone with the server and its keys could read it. *Random or sealed
bytes* are those of a pulse: they open once, at its close, if at all.

What stands under *kept* and *erasing* is what the code acts on: `store/promises.py` has the words,
`store/retention.py` the schedule, `store/ties.py` and `store/erasing.py` whose rows are erased.
"""

_PERIODS = """
## How long things are kept

| kept | what | when it ends |
| --- | --- | --- |"""

_ERASING = """
## What erasing a person does

By *Erase my data*, or by the operator's `baton erase`. Columns that name the person as somebody
who did something (decided, invited, changed) hold an id that leads to nobody from then on.

| what happens | where |
| --- | --- |"""


_COLUMNS = """| column | kept as | what for | whose | read by | kept | erasing |
| --- | --- | --- | --- | --- | --- | --- |"""

_KINDS: Mapping[type[TypeEngine[Any]], str] = {
    Id: "id",
    Word: "one of a known set",
    Digest: "keyed digest",
    Opaque: "random or sealed bytes",
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


def _periods() -> Iterator[str]:
    """One line for each period: the tables, and what ends it."""
    for keep in Keep:
        tables = sorted({one.table.name for _, one in columns() if one.info[NOTE].keep == keep})
        if keep in retention.SCHEDULE or keep in retention.AFTER_ALL:
            ends = "at night, by itself"
        elif keep in retention.ELSEWHERE:
            ends = f"then, by `{retention.ELSEWHERE[keep]}`"
        else:
            ends = "with what it belongs to"
        if keep is not Keep.ROW:
            yield f"| {keep} | {', '.join(tables)} | {ends} |"


def _erasing() -> Iterator[str]:
    """One line for each thing that erasing does, with the tables it is done to."""
    for erase in Erase:
        tables = sorted({one.table.name for _, one in columns() if one.info[NOTE].erase == erase})
        if erase not in {Erase.WITH_ROW, Erase.PSEUDONYM}:
            yield f"| {erase} | {', '.join(tables)} |"


def data_map_page() -> str:
    """docs/data-map.md."""
    parts = [_HEAD.rstrip(), _PERIODS, *_periods(), _ERASING, *_erasing()]
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

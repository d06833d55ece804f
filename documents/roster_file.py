"""Reading a roster file: the bytes of an .xlsx or .csv to raw tables, without any meaning yet.

What a file is, is told by its bytes, never by its name. What cannot be read is refused with a code.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Place:
    """Where a value stands as people see it: rows from 1, columns by letter; no sheet in a .csv."""

    sheet: str
    row: int
    column: str


@dataclass(frozen=True)
class RawCell:
    """A value with its place; ``trouble`` is why it cannot be read, and the value is then None."""

    value: Value
    place: Place
    trouble: str | None = None


@dataclass(frozen=True)
class RawRow:
    """One row under a heading: cells by column number (from 1); empty cells are left out."""

    number: int
    cells: Mapping[int, RawCell]


@dataclass(frozen=True)
class RawTable:
    """The names of the heading row by column number (from 1), and the filled rows under it."""

    sheet: str
    heading_row: int
    heading: Mapping[int, str]
    rows: Sequence[RawRow]


class UnreadableFile(Exception):
    """The file as a whole cannot be read: ``code`` says why, ``facts`` are for the sentence."""

    def __init__(self, code: str, **facts: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


IsHeading = Callable[[str], bool]

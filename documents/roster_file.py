"""Reading a roster file: the bytes of an .xlsx or .csv to raw tables, without any meaning yet.

What a file is, is told by its bytes, never by its name. The reading happens in a child process
with limits of its own (``documents/reader.py``); what comes back is plain JSON.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePath

from documents.headings import IsHeading, heading_rows, names_of
from documents.raw import DAY, SheetRead, Written
from documents.reading_apart import read_apart
from documents.unreadable import CellTrouble, Unreadable, UnreadableFile

__all__ = [
    "CellTrouble",
    "Place",
    "RawCell",
    "RawRow",
    "RawTable",
    "Unreadable",
    "UnreadableFile",
    "read_tables",
]

Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands as people see it: rows from 1, columns by letter.

    The sheet of a .csv is the name of the file, as Excel shows it.
    """

    sheet: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class RawCell:
    """A value with its place; ``trouble`` is why it cannot be read, and the value is then None."""

    value: Value
    place: Place
    trouble: CellTrouble | None = None


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row under a heading: its cells by column number (from 1), empty ones left out.

    ``totals`` is True where the workbook itself says that this row only sums up a table.
    """

    number: int
    cells: Mapping[int, RawCell]
    totals: bool = False


@dataclass(frozen=True)
class RawTable:
    """The names of the heading row by column number (from 1), and the filled rows under it.

    ``from_1904``: a bare number that means a day counts from 1904 (``documents.days.day_of``).
    """

    sheet: str
    heading_row: int
    heading: Mapping[int, str]
    rows: Sequence[RawRow]
    from_1904: bool = False


def read_tables(content: bytes, name: str, is_heading: IsHeading) -> Sequence[RawTable]:
    """The tables of a roster file, one for each sheet whose heading row is known by ``is_heading``.

    Hidden rows and columns are read, hidden sheets are not. Rows that repeat the heading, as
    reports do on every page, are left out. ``name`` is only said of a .csv, as its sheet.
    UnreadableFile: refused as a whole, see ``Unreadable``; nothing is kept of it.
    """
    sheets = read_apart(content)
    found = heading_rows(sheets, is_heading)
    if not found:
        raise UnreadableFile(Unreadable.NO_HEADING)
    return tuple(_table(sheets[place], row, PurePath(name).stem) for place, row in found.items())


def _table(sheet: SheetRead, heading_row: int, name: str) -> RawTable:
    title = sheet.title or name
    heading = sheet.rows[heading_row]
    rows = tuple(
        RawRow(number, _cells(cells, title, number), totals=number in sheet.totals)
        for number, cells in sheet.rows.items()
        if number > heading_row and cells != heading
    )
    return RawTable(title, heading_row, names_of(heading), rows, sheet.from_1904)


def _cells(row: Mapping[int, Written], title: str, number: int) -> Mapping[int, RawCell]:
    return {
        column: _cell(value, Place(title, number, letters(column))) for column, value in row.items()
    }


def _cell(written: Written, place: Place) -> RawCell:
    if isinstance(written, str | int | float):
        return RawCell(written, place)
    what, value = written
    if what == DAY:
        return RawCell(date.fromisoformat(value), place)
    return RawCell(None, place, CellTrouble(value))


@cache
def letters(column: int) -> str:
    """The letters of a column by its number: 1 is A, 27 is AA."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)

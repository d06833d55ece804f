"""Rows that are to become a sheet, and the way to the one writer of workbooks.

Plain and light: what writes the file is loaded when somebody asks for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, one heading row, the rows, and a sentence above where one is needed."""

    title: str
    heading: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def workbook(sheets: Sequence[Sheet], *, zone: str = "UTC") -> bytes:
    """The sheets as an .xlsx: see `documents.workbook`, which does it."""
    from documents import workbook as writer  # an eighth of a second

    return writer.workbook(sheets, zone=zone)

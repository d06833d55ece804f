"""The one writer of workbooks: rows to an .xlsx in which no text can ever become a formula.

Everything people download goes through ``workbook``, every value through ``cell``. A text is
written as text, whatever it begins with, and marked as quoted, so that it stays text when edited.
"""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite
from typing import cast
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from documents.sheet import Cell, Sheet
from documents.widths import WIDEST, lines_of, widths_of

LONGEST_TEXT = 32_767  # characters in a cell, counted as Excel counts them: in UTF-16
LONGEST_TITLE = 31
CUT = " […]"  # stands where a text was longer than a cell may be

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\n", "\r")
_NOT_IN_A_TITLE = re.compile(r"[\x00-\x1f\[\]:*?/\\\ud800-\udfff\ufffe\uffff]")
_FIRST_DAY_OF_EXCEL = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_MOST_DIGITS = 10**15  # beyond 15 digits a spreadsheet rounds; an id must not be rounded
_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_TALLEST = 8  # lines; what is longer is read in the cell
_LINE = 15.0  # points
_LETTER = 1.1  # letters on a line for each unit of width, which is that of a digit

_HEADING = Font(name="Calibri", size=11, bold=True)
_HEADING_FILL = PatternFill("solid", start_color="FFE8EDF2")
_NOTE = Font(name="Calibri", size=11, italic=True, color="FF5A6570")
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
_WRAPPED_RIGHT = Alignment(vertical="top", horizontal="right", wrap_text=True)


def workbook(sheets: Sequence[Sheet], *, zone: str = "UTC") -> bytes:
    """The sheets as an .xlsx: heading frozen, filtered, columns wide enough, moments in ``zone``.

    Titles are shortened and made unique where Excel asks for it. ValueError: no sheet, no heading,
    a row longer than its heading, or a moment without a zone.
    """
    if not sheets:
        raise ValueError("A workbook needs a sheet")
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Baton"
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.create_sheet(_title(sheet.title, taken)), sheet, ZoneInfo(zone))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cell(value: Cell, zone: ZoneInfo) -> Cell:
    """What is written for a value: safe in XML, fits a cell, a moment as local time of ``zone``.

    True and False are yes and no. What a spreadsheet would change is written as text: days before
    March 1900, numbers over 15 digits, what is no number. ValueError: a moment without a zone.
    """
    match value:
        case str():
            return _text(value)
        case datetime():
            if value.tzinfo is None:
                raise ValueError("A moment in a workbook needs a zone")
            local = value.astimezone(zone).replace(tzinfo=None, microsecond=0)
            return local if local.date() >= _FIRST_DAY_OF_EXCEL else local.isoformat(" ")
        case date():
            return value if value >= _FIRST_DAY_OF_EXCEL else value.isoformat()
        case bool():
            return "yes" if value else "no"
        case None:
            return None
        case _:
            return value if isfinite(value) and abs(value) < _MOST_DIGITS else str(value)


def _text(value: str) -> str:
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    clean = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", lines)
    # "_x0041_" in a cell means "A" to Excel: whoever wrote these characters meant them.
    clean = _LOOKS_ESCAPED.sub("_x005F_", clean)
    if len(clean.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return clean
    room = (LONGEST_TEXT - len(CUT)) * 2
    return clean.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


def _title(wanted: str, taken: set[str]) -> str:
    plain = _NOT_IN_A_TITLE.sub(" ", wanted).strip().strip("'")[:LONGEST_TITLE].strip() or "Sheet"
    title, number = plain, 1
    while title.casefold() in taken:
        number += 1
        ending = f" {number}"
        title = plain[: LONGEST_TITLE - len(ending)] + ending
    taken.add(title.casefold())
    return title


def _write(page: Worksheet, sheet: Sheet, zone: ZoneInfo) -> None:
    columns = len(sheet.heading)
    if not columns:
        raise ValueError(f"The sheet {sheet.title!r} has no heading")
    if any(len(row) > columns for row in sheet.rows):
        raise ValueError(f"A row of {sheet.title!r} is longer than its heading")
    widths = widths_of(sheet.heading, sheet.rows)
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    top = _write_note(page, sheet.note, widths)
    for column, name in enumerate(sheet.heading, 1):
        heading = _put(page, top, column, _text(name))
        heading.font, heading.fill = _HEADING, _HEADING_FILL
        heading.alignment = _WRAPPED_RIGHT if _stands_right(sheet.rows, column - 1) else _WRAPPED
    for number, row in enumerate(sheet.rows, top + 1):
        _write_row(page, number, [cell(value, zone) for value in row])
    page.freeze_panes = f"A{top + 1}"
    page.auto_filter.ref = f"A{top}:{get_column_letter(columns)}{top + len(sheet.rows)}"
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _stands_right(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether the values of a column are set to the right, as numbers and days are."""
    values = (row[column] for row in rows if column < len(row) and row[column] is not None)
    first = next(values, "")
    return not isinstance(first, str | bool)


def _write_note(page: Worksheet, note: str, widths: Sequence[float]) -> int:
    """The note above, an empty row between, so that a filter knows where the table begins."""
    if not note:
        return 1
    written = _put(page, 1, 1, _text(note))
    written.font, written.alignment = _NOTE, _WRAPPED
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(widths))
    page.row_dimensions[1].height = _LINE * lines_of(note, sum(widths) * _LETTER)
    return 3


def _write_row(page: Worksheet, number: int, values: Sequence[Cell]) -> None:
    filled = [(column, value) for column, value in enumerate(values, 1) if value is not None]
    cells = [_put(page, number, column, value) for column, value in filled]
    lines = max(
        (lines_of(value, WIDEST) for _, value in filled if isinstance(value, str)), default=1
    )
    if lines > 1:
        for put in cells:
            put.alignment = _WRAPPED if put.data_type == "s" else _TOP
        page.row_dimensions[number].height = _LINE * min(lines, _TALLEST)


def _put(page: Worksheet, row: int, column: int, value: Cell) -> SheetCell:
    put = cast(SheetCell, page.cell(row, column))
    put.value = value
    if isinstance(value, str):
        # openpyxl takes "=1+1" for a formula and "#N/A" for an error; here a text is a text.
        put.data_type = "s"
        put.quotePrefix = value.startswith(_BEGINS_A_FORMULA)
    elif isinstance(value, date):
        put.number_format = _MOMENT if isinstance(value, datetime) else _DAY
    return put

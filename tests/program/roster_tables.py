"""Raw tables as a file reader would hand them over, made from plain rows."""

from collections.abc import Sequence

from documents.roster_file import Place, RawCell, RawRow, RawTable, letters
from documents.unreadable import CellTrouble

Row = Sequence[object]


def table(heading: Row, *rows: Row, sheet: str = "People", from_1904: bool = False) -> RawTable:
    """A table whose heading is row 1; a CellTrouble stands for a cell that cannot be read."""
    return RawTable(
        sheet,
        1,
        {number: str(name) for number, name in enumerate(heading, start=1) if name},
        [_row(sheet, number, row) for number, row in enumerate(rows, start=2)],
        from_1904,
    )


def _row(sheet: str, number: int, row: Row) -> RawRow:
    cells = {}
    for column, value in enumerate(row, start=1):
        place = Place(sheet, number, letters(column))
        if isinstance(value, CellTrouble):
            cells[column] = RawCell(None, place, value)
        elif value not in (None, ""):
            cells[column] = RawCell(value, place)  # type: ignore[arg-type]  # tests hand in what files hold
    return RawRow(number, cells)

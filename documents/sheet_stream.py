"""One sheet of a workbook, read as a stream: filled cells by row and column.

Every row and column that holds something is read, hidden or filtered away or not. Cells merged
over several rows stand in each of them, so that a person below a merged department has one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import IO

from documents.budget import Budget
from documents.cell_text import SharedTexts
from documents.cell_value import CellRead, value_of
from documents.number_formats import Shown
from documents.raw import Written
from documents.streaming import stream
from documents.unreadable import Unreadable, UnreadableFile

_CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_MERGES = 100_000

Rows = dict[int, dict[int, Written]]


class SheetStream:
    """Reads one sheet; ``rows`` holds what it found, in the order of the rows."""

    def __init__(
        self,
        source: IO[bytes],
        texts: SharedTexts,
        formats: Sequence[Shown],
        budget: Budget,
        *,
        from_1904: bool,
    ) -> None:
        self.rows: Rows = {}
        self._texts, self._formats, self._budget = texts, formats, budget
        self._from_1904 = from_1904
        self._row = self._column = 0
        self._cells: dict[int, Written] = {}
        self._cell = CellRead()
        self._pieces: list[str] | None = None
        self._phonetic = 0
        self._merged: list[tuple[int, int, int]] = []
        self._letters: dict[str, int] = {}
        starts = {
            "row": self._begin_row,
            "c": self._begin_cell,
            "f": self._begin_formula,
            "v": self._begin_text,
            "t": self._begin_inline,
            "rPh": self._begin_phonetic,
            "mergeCell": self._merge,
        }
        ends = {
            "row": self._end_row,
            "c": self._end_cell,
            "v": self._end_text,
            "t": self._end_text,
            "rPh": self._end_phonetic,
        }
        stream(source, starts, ends, self._text)
        self.rows = {number: self.rows[number] for number in sorted(self.rows)}
        self._spread()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        self._row = _number(written) if written else self._row + 1
        if not 1 <= self._row <= _LAST_ROW:
            raise UnreadableFile(Unreadable.DAMAGED)
        self._column = 0
        self._cells = self.rows.get(self._row, {})

    def _end_row(self) -> None:
        if self._cells:
            self.rows[self._row] = self._cells

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        name = attributes.get("r")
        self._column = self._column_of(name) if name else self._column + 1
        self._cell = CellRead(attributes.get("t", "n"), attributes.get("s"))

    def _column_of(self, name: str) -> int:
        letters = name.rstrip("0123456789")
        known = self._letters.get(letters)
        if known is None:
            known = self._letters[letters] = _column(letters)
        return known

    def _begin_formula(self, _: dict[str, str]) -> None:
        self._cell.formula = True

    def _begin_text(self, _: dict[str, str]) -> None:
        self._pieces = []

    def _begin_inline(self, _: dict[str, str]) -> None:
        if not self._phonetic:
            self._pieces = []

    def _text(self, piece: str) -> None:
        if self._pieces is not None:
            self._budget.spend(characters=len(piece))
            self._pieces.append(piece)

    def _end_text(self) -> None:
        if self._pieces is not None:
            self._cell.text = (self._cell.text or "") + "".join(self._pieces)
            self._pieces = None

    def _begin_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1

    def _end_cell(self) -> None:
        value = value_of(self._cell, self._texts, self._formats, from_1904=self._from_1904)
        if value is None:
            return
        # A text that many cells share is read once, but handed back as often as it is shared.
        again = len(value) if isinstance(value, str) and self._cell.kind == "s" else 0
        self._budget.spend(cells=1, characters=again)
        self._cells[self._column] = value

    def _merge(self, attributes: dict[str, str]) -> None:
        found = _CELL_NAME.findall(attributes.get("ref", ""))
        if len(found) != 2:
            return
        (left, top), (_, bottom) = found
        if int(bottom) > int(top):
            self._merged.append((_column(left), int(top), int(bottom)))
        if len(self._merged) > _MOST_MERGES:
            raise UnreadableFile(Unreadable.TOO_MUCH)

    def _spread(self) -> None:
        numbers = list(self.rows)
        for column, top, bottom in self._merged:
            value = self.rows.get(top, {}).get(column)
            if value is None:
                continue
            below = numbers[bisect_right(numbers, top) : bisect_left(numbers, bottom + 1)]
            self._budget.spend(cells=len(below))
            for number in below:
                self.rows[number].setdefault(column, value)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 7 else 0


def _column(letters: str) -> int:
    number = 0
    if _LETTERS.fullmatch(letters):
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
    if not 1 <= number <= _LAST_COLUMN:
        raise UnreadableFile(Unreadable.DAMAGED)
    return number

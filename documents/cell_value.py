"""What one cell of a workbook holds, from its type, its format and its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from documents.cell_text import SharedTexts, typed
from documents.days import day_of
from documents.number_formats import Day, Shown, Zeros
from documents.raw import Written, day, trouble
from documents.unreadable import CellTrouble, Unreadable, UnreadableFile

_TEXTS = frozenset({"s", "str", "inlineStr"})
_WHOLE = 10**15  # beyond it a spreadsheet itself has rounded


@dataclass(slots=True)
class CellRead:
    """A cell while it is read: type and style as written, text, whether a formula made it."""

    kind: str = "n"
    style: str | None = None
    text: str | None = None
    formula: bool = False


def value_of(
    cell: CellRead, texts: SharedTexts, formats: Sequence[Shown], *, from_1904: bool
) -> Written | None:
    """The value of a cell; None where nothing stands in it but blanks.

    A formula counts as its result. A number whose format shows leading zeros is that text.
    """
    text = cell.text or ""
    if cell.kind == "e":
        return trouble(CellTrouble.ERROR)
    if cell.formula and not text and (cell.kind != "str" or cell.text is None):
        return trouble(CellTrouble.NOT_CALCULATED)
    if cell.kind in _TEXTS:
        return _filled(_shared(texts, text) if text and cell.kind == "s" else typed(text))
    return (
        _counted(cell.kind, text, _format(formats, cell.style), from_1904=from_1904)
        if text
        else None
    )


def _counted(kind: str, text: str, shown: Shown, *, from_1904: bool) -> Written:
    match kind:
        case "b":
            return text.strip() not in {"0", "false"}
        case "d":
            return _iso(text)
        case _:
            return _number(text, shown, from_1904=from_1904)


def _filled(text: str) -> str | None:
    return text if text and not text.isspace() else None


def _shared(texts: SharedTexts, written: str) -> str:
    number = int(written) if written.isdigit() and len(written) < 10 else len(texts)
    if number >= len(texts):
        raise UnreadableFile(Unreadable.DAMAGED)
    return texts[number]


def _iso(text: str) -> Written:
    try:
        return day(date.fromisoformat(text[:10]))
    except ValueError:
        return trouble(CellTrouble.NO_SUCH_DAY)


def _format(formats: Sequence[Shown], style: str | None) -> Shown:
    if not style or not style.isdigit() or len(style) > 6 or int(style) >= len(formats):
        return None
    return formats[int(style)]


def _number(text: str, shown: Shown, *, from_1904: bool) -> Written:
    try:
        number = float(text)
    except ValueError:
        return trouble(CellTrouble.ERROR)
    if not isfinite(number):
        return trouble(CellTrouble.ERROR)
    if isinstance(shown, Day):
        found = day_of(number, from_1904=from_1904)
        return day(found) if found else trouble(CellTrouble.NO_SUCH_DAY)
    whole = int(number) if number.is_integer() and abs(number) < _WHOLE else None
    if isinstance(shown, Zeros) and whole is not None and whole >= 0:
        return shown.shown(whole)
    return number if whole is None else whole

"""What the reading process hands back: plain values that JSON can carry, with no record of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from documents.unreadable import CellTrouble

Plain = str | int | float | bool
# A value; or a pair with what it is: a day as ISO text, or the code of a trouble.
Written = Plain | tuple[str, str]
DAY, TROUBLE = "day", "trouble"


@dataclass(frozen=True)
class SheetRead:
    """One sheet: its filled cells by row and column, and the rows that only sum up a table."""

    title: str
    rows: Mapping[int, Mapping[int, Written]]
    totals: frozenset[int] = frozenset()
    from_1904: bool = False


def day(value: date) -> Written:
    """A day as it is handed back."""
    return DAY, value.isoformat()


def trouble(value: CellTrouble) -> Written:
    """Why a cell has no value, as it is handed back."""
    return TROUBLE, value.value

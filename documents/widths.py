"""How wide a column and how tall a row of a sheet must be for what stands in it."""

from collections.abc import Sequence
from datetime import date, datetime
from unicodedata import combining, east_asian_width

NARROWEST, WIDEST = 8.0, 60.0  # in characters, as Excel counts widths
_BESIDE = 3.0  # room for the arrow of the filter
_DAY, _MOMENT = 10, 16


def widths_of(heading: Sequence[str], rows: Sequence[Sequence[object]]) -> tuple[float, ...]:
    """A width for each column: its longest line with some air, between 8 and 60 characters."""
    longest = [_longest_line(name) for name in heading]
    for row in rows:
        for column, value in enumerate(row):
            longest[column] = max(longest[column], _shown(value))
    return tuple(min(WIDEST, max(NARROWEST, length + _BESIDE)) for length in longest)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width; at least 1."""
    return sum(max(1, -(-_wide(line) // int(width))) for line in text.split("\n"))


def _shown(value: object) -> int:
    match value:
        case str():
            return _longest_line(value)
        case datetime():
            return _MOMENT
        case date():
            return _DAY
        case None:
            return 0
        case _:
            return len(str(value))


def _longest_line(text: str) -> int:
    # What is wider than the widest column needs no counting: a cell may hold 32,767 characters.
    return max(_wide(line[: int(WIDEST)]) for line in text.split("\n"))


def _wide(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(
        0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in line
    )

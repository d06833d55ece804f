"""Where the heading row of a sheet stands: not always on row 1."""

from collections.abc import Callable, Mapping, Sequence

from documents.raw import SheetRead, Written

IsHeading = Callable[[str], bool]

_ROWS_LOOKED_AT = 100
_ENOUGH = 2  # known names that make a row a heading


def heading_rows(sheets: Sequence[SheetRead], is_heading: IsHeading) -> Mapping[int, int]:
    """The heading row of each sheet that has one, by the sheet's place among ``sheets``.

    It is the first row with the most known names, at least two. Where no sheet has two, one is
    enough: whoever reads the table can then say which column is missing.
    """
    best = {place: _best(sheet, is_heading) for place, sheet in enumerate(sheets)}
    for enough in (_ENOUGH, 1):
        found = {place: row for place, (known, row) in best.items() if known >= enough}
        if found:
            return found
    return {}


def names_of(row: Mapping[int, Written]) -> Mapping[int, str]:
    """The names in a heading row by column, each on one line."""
    return {
        column: " ".join(str(value).split()) for column, value in row.items() if _is_plain(value)
    }


def _best(sheet: SheetRead, is_heading: IsHeading) -> tuple[int, int]:
    looked_at = [number for number in sheet.rows if number <= _first(sheet) + _ROWS_LOOKED_AT]
    counts = [(_known(sheet.rows[number], is_heading), -number) for number in looked_at]
    known, number = max(counts, default=(0, 0))
    return known, -number


def _first(sheet: SheetRead) -> int:
    return next(iter(sheet.rows), 0)


def _known(row: Mapping[int, Written], is_heading: IsHeading) -> int:
    return len({name.casefold() for name in names_of(row).values() if is_heading(name)})


def _is_plain(value: Written) -> bool:
    return isinstance(value, str | int | float)

"""Days as spreadsheets count them: a number since 1900 or 1904."""

from datetime import date, timedelta

_LAST_DAY = 2_958_465  # 31 December 9999, counted from 1900
_BETWEEN = 1_462  # days between the two beginnings
_NEVER_WAS = 60  # 29 February 1900, which Excel counts and no calendar has


def day_of(serial: float, *, from_1904: bool = False) -> date | None:
    """The day a spreadsheet means by a number, whatever its time of day; None where it means none.

    Source: ECMA-376 part 1, 18.17.4 (date systems 1900 and 1904).
    """
    counted = serial + _BETWEEN if from_1904 else serial
    if not 1 <= counted < _LAST_DAY + 1:
        return None
    whole = int(counted)
    if whole == _NEVER_WAS:
        return None
    return date(1899, 12, 30) + timedelta(days=whole + (whole < _NEVER_WAS))

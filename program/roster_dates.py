"""Days of hire as rosters write them: real dates, serials, and text in English, German, French."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

EARLIEST = date(1940, 1, 1)
"""Nobody at work today was hired before."""
LATEST_AHEAD = timedelta(days=366)
"""So far ahead a signed contract may lie."""
_CENTURY_TURNS = 70
"""Two digits up to here are of this century: `69` is 2069, `70` is 1970."""

_SERIALS = range(14_000, 80_000)
"""Serial day numbers that can be a day of hire: 1938 to 2119 in the system of 1900."""
_BEFORE_1900 = date(1899, 12, 30)
_APART_1904 = 1462
"""Days between the two systems of serial numbers (ECMA-376 part 1, 18.17.4.1)."""


class Order(StrEnum):
    """Which number of `3/4/2020` is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Doubt(StrEnum):
    """Why a text is no day."""

    NOT_A_DATE = "not_a_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    ABSURD_DATE = "absurd_date"


@dataclass(frozen=True)
class Unclear:
    """Two numbers of which either may be the day."""

    first: int
    second: int
    year: int


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janner janvier janv jän",
            "feb february februar feber fevrier fevr fev febr",
            "mar march marz mars mär mrz",
            "apr april avril avr",
            "may mai",
            "jun june juni juin",
            "jul july juli juillet juil",
            "aug august aout aou",
            "sep sept september septembre",
            "oct october okt oktober octobre",
            "nov november novembre",
            "dec december dez dezember decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_TIME = rf"(?:[t ]\s*{_CLOCK}\s*(?:[ap]\.?m\.?)?\s*(?:z|[+-]\d{{2}}:?\d{{2}})?)?"
_YEAR = r"(\d{4}|\d{2})"
_WEEKDAY = r"(?:[^\W\d_]+\.?,? )?"
_MONTH = r"([^\W\d_]+)\.?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?{_YEAR}{_TIME}")
_SLASHED = re.compile(rf"(\d{{1,2}})\s?([/-])\s?(\d{{1,2}})\s?\2\s?{_YEAR}{_TIME}")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|e|\.)?[ -]?(?:of |de )?{_MONTH},?[ -]{_YEAR}"
)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_LONGEST = 60


def order_of(texts: Iterable[object]) -> Order | None:
    """Which number is the day, told by the column as a whole; None where it does not tell.

    A column that holds both `25/12/2020` and `12/25/2020` tells nothing.
    """
    found = set()
    for text in texts:
        said = _SLASHED.fullmatch(_plain(text)) if isinstance(text, str) else None
        if said is not None:
            first, second = int(said[1]), int(said[3])
            if first > 12 >= second:
                found.add(Order.DAY_FIRST)
            elif second > 12 >= first:
                found.add(Order.MONTH_FIRST)
    return found.pop() if len(found) == 1 else None


def day_of(
    value: object, order: Order | None, today: date, *, from_1904: bool = False
) -> date | Doubt:
    """The day a cell means. `order` is for texts like `3/4/2020`; `from_1904` for bare serials."""
    found = _read(value, from_1904=from_1904)
    if isinstance(found, Unclear):
        if found.first != found.second and order is None:
            return Doubt.AMBIGUOUS_DATE
        month_first = order is Order.MONTH_FIRST
        day, month = (found.second, found.first) if month_first else (found.first, found.second)
        found = _date(found.year, month, day)
    if found is None:
        return Doubt.NOT_A_DATE
    return found if EARLIEST <= found <= today + LATEST_AHEAD else Doubt.ABSURD_DATE


def _read(value: object, *, from_1904: bool) -> date | Unclear | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _serial(int(value), from_1904=from_1904)
    return _text(_plain(value), from_1904=from_1904)


def _text(text: str, *, from_1904: bool) -> date | Unclear | None:
    for pattern, read in _SPELLINGS:
        said = pattern.fullmatch(text)
        if said is not None and (found := read(said)) is not None:
            return found
    said = _SERIAL.fullmatch(text)
    return None if said is None else _serial(int(said[1]), from_1904=from_1904)


def _two_numbers(first: int, second: int, year: int) -> date | Unclear | None:
    if first > 12:
        return _date(year, second, first)
    if second > 12:
        return _date(year, first, second)
    return Unclear(first, second, year)


def _named(day: str, month: str, year: str) -> date | None:
    number = _MONTHS.get(month)
    return None if number is None else _date(_year(year), number, int(day))


def _serial(number: int, *, from_1904: bool) -> date | None:
    days = number + _APART_1904 if from_1904 else number
    return _BEFORE_1900 + timedelta(days=days) if days in _SERIALS else None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= _CENTURY_TURNS else 2000 + year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(value: object) -> str:
    """Western digits, small letters, no accents, one blank between words."""
    text = unicodedata.normalize("NFKD", str(value)[:_LONGEST].casefold())
    bare = "".join(_digit(sign) for sign in text if not unicodedata.combining(sign))
    return " ".join(bare.split())


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign


_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | Unclear | None]], ...] = (
    (_ISO, lambda said: _date(int(said[1]), int(said[3]), int(said[4]))),
    (_RUN_TOGETHER, lambda said: _date(int(said[1]), int(said[2]), int(said[3]))),
    (_DOTTED, lambda said: _date(_year(said[3]), int(said[2]), int(said[1]))),
    (_SLASHED, lambda said: _two_numbers(int(said[1]), int(said[3]), _year(said[4]))),
    (_DAY_MONTH, lambda said: _named(said[1], said[2], said[3])),
    (_MONTH_DAY, lambda said: _named(said[2], said[1], said[3])),
)
"""Tried in this order; the first that makes a day of the whole text is taken."""

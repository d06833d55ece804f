"""A day as people type it behind a word; what could mean two days is not guessed."""

import re
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_LEAD = re.compile(r"^(?:until|till|on|by|from|since)\s+")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?$")
_SPAN = re.compile(r"^(?:in\s+)?(\d{1,3})\s*(d|w|days?|weeks?)$")
_SHORTEST = 3
"""Letters of a weekday or month that are enough."""


def read_day(typed: str, today: date, *, ahead: bool = True) -> date | None:
    """The day that was typed: `2026-03-14`, `14 mar`, `friday`, `tomorrow`, `2w`; None for others.

    `ahead`: a weekday or a month without a year means the next one, else the last one. `3/4` means
    two days in two countries, so it is None.
    """
    words = _LEAD.sub("", " ".join(typed.casefold().split()))
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if found := _ISO.match(words):
        return _date(*(int(part) for part in found.groups()))
    if found := _SPAN.match(words):
        days = int(found[1]) * (7 if found[2].startswith("w") else 1)
        return today + timedelta(days=days if ahead else -days)
    if found := _NAMED.match(words):
        return _named(int(found[1]), found[2], found[3], today, ahead=ahead)
    return _weekday(words, today, ahead=ahead)


_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}


def _named(day: int, month: str, year: str | None, today: date, *, ahead: bool) -> date | None:
    number = _place(month, _MONTHS)
    if number is None:
        return None
    if year is not None:
        return _date(int(year), number + 1, day)
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    possible = (_date(one, number + 1, day) for one in years)
    return next(
        (one for one in possible if one and (one >= today if ahead else one <= today)), None
    )


def _weekday(word: str, today: date, *, ahead: bool) -> date | None:
    number = _place(word, _DAYS)
    if number is None:
        return None
    away = (number - today.weekday()) % 7 or 7
    return today + timedelta(days=away if ahead else away - 7 or -7)


def _place(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < _SHORTEST:
        return None
    return next((number for number, one in enumerate(names) if one.startswith(word)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

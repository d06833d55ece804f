"""What a number format of a workbook says: a day, leading zeros to keep, or nothing that matters.

Source: ECMA-376 part 1, 18.8.30 (number formats) and 18.8.31 (their codes).
"""

import re
from dataclasses import dataclass

# Days among the formats that a workbook names by number only; 27 to 58 are those of East Asia.
_DAYS = frozenset({14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58})
_PLAIN = frozenset({"", "general", "standard", "@"})
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
_LOCALE = re.compile(r"\[\$[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PIECE = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<place>0)|(?P<sign>[- ])')


@dataclass(frozen=True)
class Zeros:
    """A format that shows every digit place: ``pieces`` are texts, None where a digit stands."""

    pieces: tuple[str | None, ...]

    def shown(self, number: int) -> str:
        """The number as a person sees it; digits beyond the places go to the first one."""
        places = self.pieces.count(None)
        digits = str(number).zfill(places)
        spare = len(digits) - places
        waiting = iter([digits[: spare + 1], *digits[spare + 1 :]])
        return "".join(next(waiting) if piece is None else piece for piece in self.pieces)


@dataclass(frozen=True)
class Day:
    """A format that shows a number as a day."""


Shown = Day | Zeros | None


def shown_by(number: int, code: str | None) -> Shown:
    """What the format of that number and code shows; None: a plain number, or a time of day."""
    if code is None:
        return Day() if number in _DAYS else None
    if code.strip().lower() in _PLAIN:
        return None
    first = _LOCALE.sub("", _first_section(code))
    if _ELAPSED.search(first):
        return None
    letters = set(_SAID.sub("", first).lower())
    if letters & {"d", "y"} or ("m" in letters and not letters & {"h", "s"}):
        return Day()
    return _zeros(first)


def _first_section(code: str) -> str:
    found = _SECTION.match(code)
    return found.group() if found else ""


def _zeros(section: str) -> Zeros | None:
    pieces: list[str | None] = []
    position = 0
    while position < len(section):
        found = _PIECE.match(section, position)
        if found is None:
            return None
        position = found.end()
        pieces.append(None if found["place"] else found[found.lastgroup or ""])
    if pieces.count(None) > 1 or (None in pieces and pieces[0] is not None):
        return Zeros(tuple(pieces))
    return None

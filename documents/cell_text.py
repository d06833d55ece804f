"""Texts of a workbook as they were typed: its escapes undone, runs of rich text put together."""

import re
from typing import IO

from documents.budget import Budget
from documents.streaming import stream

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WEIGHT = 20  # what an empty text takes in memory, counted in characters


def typed(text: str) -> str:
    """The text as a person typed it. Source: ECMA-376 part 1, 22.9.2.19 (``_x000D_`` and the like).

    Control characters other than tabs and line ends are taken out: nothing can show them.
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        if _SURROGATES.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", text)


class SharedTexts:
    """The list of texts that cells point into, read once for the whole workbook."""

    def __init__(self, source: IO[bytes] | None, budget: Budget) -> None:
        self._texts: list[str] = []
        self._pieces: list[str] = []
        self._budget = budget
        self._reading = False
        self._phonetic = 0
        if source is not None:
            starts = {"si": self._begin, "t": self._begin_text, "rPh": self._begin_phonetic}
            ends = {"si": self._end, "t": self._end_text, "rPh": self._end_phonetic}
            stream(source, starts, ends, self._text)

    def __getitem__(self, number: int) -> str:
        return self._texts[number]

    def __len__(self) -> int:
        return len(self._texts)

    def _begin(self, _: dict[str, str]) -> None:
        self._pieces = []

    def _begin_text(self, _: dict[str, str]) -> None:
        self._reading = not self._phonetic

    def _end_text(self) -> None:
        self._reading = False

    def _begin_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1

    def _text(self, piece: str) -> None:
        if self._reading:
            self._budget.spend(characters=len(piece))
            self._pieces.append(piece)

    def _end(self) -> None:
        self._budget.spend(characters=_WEIGHT)
        self._texts.append(typed("".join(self._pieces)))

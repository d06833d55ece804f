"""The small part of Markdown that articles are written in: headings, paragraphs, lists, emphasis.

What is not known stays text: nothing a person writes into an article can do more than be read.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What a part of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; `link` is a whole address, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True)
class Part:
    """A heading or paragraph with one line, or a list with a line for each entry."""

    kind: PartKind
    lines: tuple[tuple[Run, ...], ...]

    @property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(len(run.text) for line in self.lines for run in line)


_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*")
_BULLET = re.compile(r"[-*+]\s+(.+)")
_NUMBER = re.compile(r"[0-9]{1,3}[.)]\s+(.+)")
_KINDS = (
    (_HEADING, PartKind.HEADING),
    (_BULLET, PartKind.BULLETS),
    (_NUMBER, PartKind.NUMBERS),
)
_RUN = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*"
    r"|(?<!\w)[_*](?P<italic>[^_*\s](?:[^_*]*[^_*\s])?)[_*](?!\w)"
    r"|\[(?P<label>[^\]]+)\]\((?P<link>(?:https?://|mailto:)[^\s)]+)\)"
)


def parts(text: str) -> tuple[Part, ...]:
    """The text taken apart, in its order. Lines without a blank one between are one paragraph."""
    found: list[tuple[PartKind, list[str]]] = []
    goes_on = False
    for line in text.splitlines():
        kind, words = _kind(line.strip())
        if not words:
            goes_on = False
        elif kind is PartKind.PARAGRAPH and goes_on:
            found[-1][1][-1] += f" {words}"  # a line that was broken to be read in an editor
        elif kind in {PartKind.BULLETS, PartKind.NUMBERS} and found and found[-1][0] is kind:
            found[-1][1].append(words)
            goes_on = True
        else:
            found.append((kind, [words]))
            goes_on = kind is not PartKind.HEADING
    return tuple(Part(kind, tuple(_runs(line) for line in lines)) for kind, lines in found)


def _kind(line: str) -> tuple[PartKind, str]:
    for pattern, kind in _KINDS:
        if found := pattern.fullmatch(line):
            return kind, found[1]
    return PartKind.PARAGRAPH, line


def _runs(line: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    position = 0
    for found in _RUN.finditer(line):
        if found.start() > position:
            runs.append(Run(line[position : found.start()]))
        runs.append(
            Run(
                found["bold"] or found["italic"] or found["label"],
                bold=bool(found["bold"]),
                italic=bool(found["italic"]),
                link=found["link"] or "",
            )
        )
        position = found.end()
    if position < len(line):
        runs.append(Run(line[position:]))
    return tuple(runs)

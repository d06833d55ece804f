"""From what was typed to a word we know: longest first, and one near guess that is never run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.feature import Command

_SHORT_WORD = 5
"""Below so many letters one slip is forgiven, from there on two."""
_MOST_PARTS = 3
"""Words that one command's word may be torn into."""


@dataclass(frozen=True)
class Typed:
    """What was typed: the command it names, if any, and the words after it."""

    command: Command | None
    words: str


def squashed(text: str) -> str:
    """A word in one spelling: no case, spaces, hyphens or underscores."""
    return "".join(sign for sign in text.casefold() if sign not in " -_\t\n")


def read(text: str, commands: Iterable[Command]) -> Typed:
    """The command that the longest beginning of the text names; the rest is its arguments."""
    known = {squashed(word): one for one in commands for word in (one.word, *one.also)}
    parts = text.split()
    for end in range(len(parts), 0, -1):
        command = known.get(squashed("".join(parts[:end])))
        if command is not None:
            return Typed(command, " ".join(parts[end:]))
    return Typed(None, text.strip())


def nearest(text: str, commands: Sequence[Command]) -> Command | None:
    """The one command whose word is a slip away from how the text begins, if any is."""
    parts = text.split()[:_MOST_PARTS]
    begun = {squashed("".join(parts[:end])) for end in range(1, len(parts) + 1)}
    close = [
        (distance, place)
        for typed in begun
        for place, one in enumerate(commands)
        for word in (one.word, *one.also)
        if (distance := slips(typed, squashed(word), _allowed(typed))) <= _allowed(typed)
    ]
    return commands[min(close)[1]] if close else None


def _allowed(typed: str) -> int:
    return 1 if len(typed) < _SHORT_WORD else 2


def slips(typed: str, word: str, most: int) -> int:
    """Edit distance with swaps of neighbours (optimal string alignment); `most` + 1 if greater."""
    if abs(len(typed) - len(word)) > most:
        return most + 1
    rows = [list(range(len(word) + 1))]
    for i, left in enumerate(typed, start=1):
        row = [i]
        for j, right in enumerate(word, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and typed[i - 2 : i] == right + word[j - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return min(rows[-1][-1], most + 1)

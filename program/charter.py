"""What a program says about itself, once for all its cohorts: written to be read by everyone."""

from collections.abc import Sequence
from dataclasses import dataclass

from program.pulse.survey import Readers
from program.refusal import Trouble

PURPOSE_LIMIT = 2000
SCOPE_LIMIT = 600
WORD_LIMIT = 2000
LINE_LIMIT = 150
MOST_LINES = 5
LISTS = ("priorities", "measures", "ladders")
"""The fields that hold one entry per line."""


@dataclass(frozen=True)
class CharterWords:
    """The words of a charter: as a form says them, and as everyone reads them."""

    purpose: str = ""
    scope: str = ""
    """Whom it is for, and for whom it is not."""
    priorities: tuple[str, ...] = ()
    """The strategic priorities it serves."""
    measures: tuple[str, ...] = ()
    """How everybody will know that it works."""
    ladders: tuple[str, ...] = ()
    """The careers it leads to."""
    opening_word: str = ""
    """What the sponsor says to those who take part."""


@dataclass(frozen=True)
class ProgramCharter:
    """The charter of one program. One that was never written is empty and has version 0."""

    program_id: str
    words: CharterWords = CharterWords()
    opening_word_by: str | None = None
    """The person whose word it is."""
    budget_owner: str | None = None
    escalation: str | None = None
    """Person ids: who decides on money, and who is asked when the program team is in the way."""
    version: int = 0
    pulse_readers: Readers = Readers.TEAM
    """Who reads the releases of pulses that open from now on, beside the program team."""


def check_words(words: CharterWords) -> tuple[Trouble, ...]:
    """Everything that stands in the way of these words, each under the field it belongs to."""
    troubles = [] if words.purpose else [Trouble("cohorts.purpose_missing", field="purpose")]
    for field, limit in (
        ("purpose", PURPOSE_LIMIT),
        ("scope", SCOPE_LIMIT),
        ("opening_word", WORD_LIMIT),
    ):
        over = len(getattr(words, field)) - limit
        if over > 0:
            troubles.append(Trouble("cohorts.text_too_long", field=field, facts={"over": over}))
    for field in LISTS:
        troubles += _check_list(field, getattr(words, field))
    return tuple(troubles)


def _check_list(field: str, lines: Sequence[str]) -> list[Trouble]:
    """One trouble at most: a field shows one sentence."""
    if len(lines) > MOST_LINES:
        facts = {"most": MOST_LINES, "count": len(lines)}
        return [Trouble("cohorts.too_many_lines", field=field, facts=facts)]
    for number, line in enumerate(lines, start=1):
        if len(line) > LINE_LIMIT:
            facts = {"line": number, "over": len(line) - LINE_LIMIT}
            return [Trouble("cohorts.line_too_long", field=field, facts=facts)]
    return []

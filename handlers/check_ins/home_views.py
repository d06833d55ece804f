"""The part of Home that check-ins have: what waits, how each pairing goes, what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers import blocks
from handlers.check_ins import words
from handlers.check_ins.meeting_views import answering
from handlers.feature import Block
from handlers.ids import CheckIns
from handlers.said import named
from program.rhythm import Rhythm
from program.text import shortened
from services.check_ins import Choice, Given, Seen

MOST_PAIRS, MOST_WAITING = 8, 3


@dataclass(frozen=True)
class Line:
    """One pairing of the reader, with what the two agreed last."""

    choice: Choice
    rhythm: Rhythm
    agreed: tuple[str, ...] = field(default=(), repr=False)


def meetings(lines: Sequence[Line], waiting: Sequence[Seen], today: date) -> list[Block]:
    """What waits for an answer, then each pairing with its last and next meeting."""
    shown: list[Block] = [blocks.header(words.MEETINGS)]
    for one in waiting[:MOST_WAITING]:
        shown += answering(one, today)
    for line in lines[:MOST_PAIRS]:
        shown += _pair(line, today)
    ids = {"pairing": lines[0].choice.pairing.id} if len(lines) == 1 else None
    row = blocks.actions(
        blocks.button(words.LOG, CheckIns.LOG, ids=ids),
        blocks.button(words.HAVE_DATE, CheckIns.DATE, ids=ids),
    )
    return [*shown, row]


def time_given(given: Given) -> Block:
    """What a mentor gave in this month."""
    return blocks.context(words.given(given))


def _pair(line: Line, today: date) -> list[Block]:
    button = blocks.button(
        words.MEETINGS_TITLE,
        CheckIns.MEETINGS,
        ids={"pairing": line.choice.pairing.id},
        spoken=shortened(f"{words.MEETINGS_TITLE}, {named(line.choice.other)}", 75),
    )
    says = words.pair_line(line.choice.other, line.rhythm, today)
    agreed = [blocks.context(words.agreed_last_time(line.agreed))] if line.agreed else []
    return [blocks.section(says, button), *agreed]

"""The part of Home that check-ins have: what waits, each pair's last meeting, what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers import blocks
from handlers.check_ins import words
from handlers.check_ins.meeting_views import answering
from handlers.feature import Block
from handlers.ids import CheckIns
from handlers.said import named
from program.text import shortened
from services.check_ins import Choice, Given, Seen

MOST_PAIRS, MOST_WAITING = 8, 3


@dataclass(frozen=True)
class Line:
    """One pairing of the reader, its last meeting, and what the two agreed last."""

    choice: Choice
    last: Seen | None
    agreed: tuple[str, ...] = field(default=(), repr=False)


def meetings(lines: Sequence[Line], waiting: Sequence[Seen], today: date) -> list[Block]:
    """What waits for an answer, then each pairing with its last meeting."""
    shown: list[Block] = [blocks.header(words.MEETINGS)]
    for one in waiting[:MOST_WAITING]:
        shown += answering(one, today)
    for line in lines[:MOST_PAIRS]:
        shown += _pair(line, today)
    return shown


def buttons(choices: Sequence[Choice], *, log: bool) -> Block:
    """What the two do next; `log`: with the form of a check-in, where nothing else offers it."""
    ids = {"pairing": choices[0].pairing.id} if len(choices) == 1 else None
    date_button = blocks.button(words.HAVE_DATE, CheckIns.DATE, ids=ids)
    first = [blocks.button(words.LOG, CheckIns.LOG, ids=ids)] if log else []
    return blocks.actions(*first, date_button)


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
    says = words.last_meeting(line.choice.other, line.last, today)
    agreed = [blocks.context(words.agreed_last_time(line.agreed))] if line.agreed else []
    return [blocks.section(says, button), *agreed]

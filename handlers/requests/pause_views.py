"""The forms of a pause and what comes of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.ids import Requests
from handlers.requests import pause_words as words
from program.pairing import Pairing, PairingState
from program.person import Person
from program.request_pause import REASON_LIMIT, Pause, latest_day
from program.text import shortened
from services.pauses import Paused, Start

ALL = "*"
"""The option that means everything of mine."""
MOST_PAIRINGS = 9
"""Radio buttons hold ten entries, and one of them is everything."""


def pause(
    start: Start,
    me: str,
    people: Mapping[str, Person],
    today: date,
    *,
    until: date | None = None,
    asked: str = "",
) -> View:
    """What should rest, until when, and why. `asked`: typed words that named no day."""
    others = [people[one.other(me)] for one in start.pairings]
    alone = others[0] if len(others) == 1 else None
    own = start.mine.get(start.pairings[0].id) if alone else None
    return blocks.modal(
        Requests.PAUSE_VIEW,
        words.PAUSE_TITLE,
        [
            *_rests_already(own, today),
            *([] if alone else [_what(start.pairings, others)]),
            inputs.date_input(
                "until",
                words.UNTIL,
                initial=until or (own.until if own else None),
                hint=words.which_date(asked) if asked else _hint(today),
            ),
            inputs.text_input(
                "reason",
                words.REASON,
                longest=REASON_LIMIT,
                hint=words.reason_hint(alone),
                many_lines=True,
                optional=True,
            ),
        ],
        submit=words.PAUSE_NOW,
        ids={"pairing": start.pairings[0].id} if alone else None,
    )


def paused(done: Sequence[Paused], me: str, people: Mapping[str, Person], today: date) -> View:
    """That it rests, and what the other reads."""
    first = done[0]
    others = [people[one.pairing.other(me)] for one in done]
    rests = max(one.pairing.resting_until or first.pause.until for one in done)
    longer = rests > first.pause.until
    says = words.paused(first.pause.until, today)
    return blocks.modal(
        Requests.PAUSED_VIEW,
        words.PAUSED_TITLE,
        [
            blocks.section(says),
            *([blocks.context(words.rests_longer(rests, today))] if longer else []),
            blocks.context(words.other_reads(others, rests, today)),
        ],
    )


def resume(resting: Sequence[Paused], me: str, people: Mapping[str, Person], today: date) -> View:
    """The one question before a pause ends by hand."""
    others = [people[one.pairing.other(me)] for one in resting]
    if len(resting) == 1:
        only = resting[0]
        until = only.pairing.resting_until or only.pause.until
        shown = [blocks.section(words.resume_question(others[0], until, today))]
        ids = {"pairing": only.pairing.id}
    else:
        shown, ids = [_what([one.pairing for one in resting], others)], {}
    return blocks.modal(
        Requests.RESUME_VIEW, words.RESUME_TITLE, shown, submit=words.RESUME_NOW, ids=ids
    )


def resumed(done: Sequence[Pairing], me: str, people: Mapping[str, Person], today: date) -> View:
    """What became of each pairing: back on, or resting by the other's pause."""
    lines = []
    for one in done:
        other = people[one.other(me)]
        rests = one.state is PairingState.PAUSED and one.resting_until is not None
        lines.append(
            words.still_rests(other, one.resting_until, today)
            if rests and one.resting_until
            else words.resumed_now(other)
        )
    return blocks.modal(
        Requests.PAUSED_VIEW, words.RESUME_TITLE, [blocks.section(line) for line in lines]
    )


def banner(one: Paused, today: date) -> list[Block]:
    """On Home, while a pause of one's own lasts."""
    ids = {"pairing": one.pairing.id}
    return [
        blocks.section(words.paused(one.pause.until, today)),
        blocks.actions(
            blocks.button(words.CHANGE_DATE, Requests.PAUSE, ids=ids),
            blocks.button(words.RESUME_NOW, Requests.RESUME, ids=ids),
        ),
    ]


def own_buttons(pause: Pause) -> list[Block]:
    """Below the answer to whoever paused."""
    ids = {"pairing": pause.pairing_id}
    return [
        blocks.button(words.CHANGE_DATE, Requests.PAUSE, ids=ids),
        blocks.button(words.RESUME_NOW, Requests.RESUME, ids=ids),
    ]


def soon_buttons(pause: Pause) -> list[Block]:
    """Below the word that a pause ends soon."""
    ids = {"pause": pause.id, "until": pause.until.isoformat()}
    return [
        blocks.button(words.FINE, Requests.PAUSE_FINE, ids=ids, style="primary"),
        blocks.button(words.TWO_WEEKS, Requests.PAUSE_LONGER, ids=ids),
        blocks.button(words.ANOTHER_DATE, Requests.PAUSE, ids={"pairing": pause.pairing_id}),
    ]


def _rests_already(own: Pause | None, today: date) -> list[Block]:
    return [blocks.section(words.rests_already(own.until, today))] if own else []


def _what(pairings: Sequence[Pairing], others: Sequence[Person]) -> Block:
    choices = [
        Choice(one.id, shortened(words.with_other(other), blocks.OPTION))
        for one, other in list(zip(pairings, others, strict=True))[:MOST_PAIRINGS]
    ]
    everything = Choice(ALL, words.EVERYTHING)
    return inputs.radio_input("what", words.WHAT, [*choices, everything], ALL)


def _hint(today: date) -> str:
    return words.until_hint(latest_day(today), today)

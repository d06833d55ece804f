"""Asking for a new pairing in two steps, and where one's own request stands."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers import blocks, inputs
from handlers.blocks import labelled
from handlers.feature import Block, View
from handlers.ids import Requests
from handlers.requests import words
from handlers.said import named
from program.pairing import Pairing
from program.person import Person
from program.request import Asked, RequestForAsker, RequestSeen
from program.request_forms import MOST_AVOIDED, MOST_WISHES, REACH_LIMIT, WORDS_LIMIT
from program.text import shortened
from services.requests import Start

MOST_PAIRINGS = 10
MOST_STEPS = 12


def choose(pairings: Sequence[Pairing], me: str, people: Mapping[str, Person]) -> View:
    """Which pairing, where somebody is in several."""
    rows = []
    for one in pairings[:MOST_PAIRINGS]:
        other = people[one.other(me)]
        button = blocks.button(
            words.TITLE,
            Requests.REPAIR,
            ids={"pairing": one.id},
            spoken=shortened(f"{words.TITLE}, {named(other)}", 75),
        )
        rows.append(blocks.section(words.about_pairing(other), button))
    return blocks.modal(Requests.MINE_VIEW, words.TITLE, rows)


def first_step(start: Start, zone: str, today: date) -> View:
    """What it is about and what would help; on top of what was written before."""
    before = start.before
    again = [blocks.section(words.asked_already(start.mine, zone, today))] if start.mine else []
    return blocks.modal(
        Requests.REPAIR_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_1),
            blocks.section(words.about_pairing(start.other)),
            *again,
            inputs.radio_input(
                "reason",
                words.REASON,
                labelled(words.REASONS),
                before.reason.value if before and before.reason else None,
            ),
            inputs.text_input(
                "words",
                words.WORDS,
                longest=WORDS_LIMIT,
                hint=words.who_reads(start.other),
                initial=before.words if before else "",
                many_lines=True,
            ),
            inputs.radio_input(
                "helps",
                words.HELPS,
                labelled(words.HELP_OPTIONS),
                before.helps.value if before and before.helps else None,
            ),
        ],
        submit=words.NEXT,
        ids={"pairing": start.pairing.id},
    )


def second_step(start: Start, people: Mapping[str, Person]) -> View:
    """Whom and whom not, and how to be reached; all of it optional."""
    before = start.before
    reads = words.who_reads(start.other)
    return blocks.modal(
        Requests.REPAIR_MORE_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_2),
            inputs.accounts_input(
                "wishes",
                words.WISHES,
                most=MOST_WISHES,
                initial=_accounts(before.wishes if before else (), people),
                hint=reads,
                optional=True,
            ),
            inputs.accounts_input(
                "avoid",
                words.AVOID,
                most=MOST_AVOIDED,
                initial=_accounts(before.avoid if before else (), people),
                hint=reads,
                optional=True,
            ),
            inputs.text_input(
                "reach",
                words.REACH,
                longest=REACH_LIMIT,
                hint=reads,
                initial=before.reach if before else "",
                optional=True,
            ),
            blocks.actions(blocks.button(words.BACK, Requests.REPAIR_BACK)),
        ],
        submit=words.SEND,
        ids={"pairing": start.pairing.id},
    )


def received(seen: RequestSeen, people: Mapping[str, Person], today: date) -> View:
    """That it arrived, whose it is, by when, and what the other hears."""
    owner = people.get(seen.owner or "")
    return blocks.modal(
        Requests.MINE_VIEW,
        words.MINE_TITLE,
        [
            blocks.section(words.received(seen, owner, today)),
            blocks.context(words.other_hears_nothing(people[seen.other])),
            blocks.actions(see_button(seen.id)),
        ],
    )


def mine(read: RequestForAsker, people: Mapping[str, Person], zone: str, today: date) -> View:
    """Where it stands, what was written and what was told; nothing of anybody else's."""
    seen = read.seen
    owner, other = people.get(seen.owner or ""), people[seen.other]
    shown: list[Block] = [
        blocks.section(f"*{words.state(seen, owner, today)}*"),
        blocks.section(words.what_next(seen, owner, other, today)),
        *_answers(read),
        *([blocks.actions(add_button(seen), withdraw_button(seen.id))] if seen.is_open else []),
    ]
    if read.steps:
        shown.append(blocks.section(words.HISTORY))
    for step in read.steps[-MOST_STEPS:]:
        who = people.get(step.by or "")
        shown.append(blocks.context(words.happened(step, who, zone, today)))
    return blocks.modal(
        Requests.MINE_VIEW,
        words.MINE_TITLE,
        [*shown, *_written(read.asked)],
        ids={"request": seen.id},
    )


def home(found: Sequence[RequestSeen], people: Mapping[str, Person], today: date) -> list[Block]:
    """One's own open requests on Home, each with the way to it."""
    rows = [
        blocks.section(words.home_line(one, people.get(one.owner or ""), today), see_button(one.id))
        for one in found
    ]
    return [blocks.header(words.MY_REQUESTS), *rows] if rows else []


def see_button(request_id: str) -> Block:
    return blocks.button(words.SEE, Requests.MINE, ids={"request": request_id})


def add_button(seen: RequestSeen) -> Block:
    return blocks.button(words.ADD, Requests.REPAIR, ids={"pairing": seen.pairing_id})


def withdraw_button(request_id: str) -> Block:
    """Taking it back asks once."""
    title, text = words.withdraw_question()
    return blocks.button(
        words.WITHDRAW,
        Requests.WITHDRAW,
        ids={"request": request_id},
        confirm=blocks.confirm(title, text, yes=words.WITHDRAW, no=words.KEEP),
    )


def _answers(read: RequestForAsker) -> list[Block]:
    texts = [one.text for one in read.steps if one.text]
    if not texts:
        return []
    return [blocks.section(words.ANSWERED), *(blocks.written(one) for one in texts[-2:])]


def _written(asked: Asked) -> list[Block]:
    chosen = [words.REASONS[asked.reason]] if asked.reason else []
    chosen += [words.HELP_OPTIONS[asked.helps]] if asked.helps else []
    return [
        blocks.section(words.YOU_WROTE),
        *([blocks.bulleted(chosen)] if chosen else []),
        blocks.written(asked.words),
        *([blocks.written(asked.reach)] if asked.reach else []),
    ]


def _accounts(person_ids: Sequence[str], people: Mapping[str, Person]) -> list[str]:
    known = (people.get(one) for one in person_ids)
    return [one.slack_user for one in known if one is not None]

"""A request as whoever answers it reads it, its forms, and the lists of the program team."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import Block, View
from handlers.ids import Pairings, Requests
from handlers.requests import case_words as words
from handlers.requests import words as asker_words
from handlers.said import named
from program.pairing import Pairing
from program.person import Person
from program.request import Request, VoiceRead
from program.request_forms import ANSWER_LIMIT, Closing
from program.request_pause import Pause
from program.text import shortened
from services.request_cases import Case
from services.request_lists import CaseLine

MOST_STEPS = 20
MOST_CHOICES = 100


def case(read: Case, zone: str, today: date) -> View:
    """Who asks and what they wrote, what happened, and what can be done."""
    request = read.case.request
    mentor, mentee = read.people[request.mentor], read.people[request.mentee]
    owner = read.people.get(request.owner or "")
    shown: list[Block] = [
        blocks.section(f"*{words.pair(mentor, mentee)}*"),
        blocks.section(words.due(request, owner, today)),
        *_buttons(read),
    ]
    for voice in read.case.voices:
        shown += _voice(voice, read.people, zone, today)
    shown += [blocks.divider(), blocks.section(asker_words.HISTORY)]
    for step in read.case.steps[-MOST_STEPS:]:
        who = read.people.get(step.by or "")
        shown.append(blocks.context(words.happened(step, who, zone, today)))
        shown += [blocks.written(step.text)] if step.text else []
    return blocks.modal(Requests.CASE_VIEW, words.CASE_TITLE, shown, ids={"request": request.id})


def close(read: Case) -> View:
    """How it is settled, with an answer, and who reads that."""
    request = read.case.request
    possible = [one for one in Closing if one is not Closing.END or read.may_end]
    return blocks.modal(
        Requests.CLOSE_VIEW,
        words.CLOSE_TITLE,
        [
            inputs.radio_input(
                "closing",
                words.CLOSING,
                [Choice(one.value, words.CLOSINGS[one]) for one in possible],
            ),
            blocks.context(*(words.CLOSING_DETAIL[one] for one in possible)),
            inputs.text_input(
                "text",
                words.ANSWER,
                longest=ANSWER_LIMIT,
                hint=words.who_reads(),
                many_lines=True,
            ),
            inputs.radio_input(
                "told",
                words.WHO_READS,
                [Choice("yes", words.TOLD), Choice("no", words.NOT_TOLD)],
                "yes",
            ),
        ],
        submit=words.SETTLE,
        ids={"request": request.id, "version": str(request.version)},
    )


def hand_over(request_id: str, team: Sequence[Person]) -> View:
    """To whom; only to the independent of the program team."""
    if not team:
        return blocks.modal(
            Requests.HAND_OVER_VIEW, words.HAND_TITLE, [blocks.section(words.NOBODY_ELSE)]
        )
    choices = [Choice(one.id, shortened(named(one), blocks.OPTION)) for one in team[:MOST_CHOICES]]
    return blocks.modal(
        Requests.HAND_OVER_VIEW,
        words.HAND_TITLE,
        [inputs.select_input("to", words.TO_WHOM, choices, None, hint=words.HAND_HINT)],
        submit=words.HAND,
        ids={"request": request_id},
    )


def line(one: CaseLine, today: date) -> list[Block]:
    """One row of the list."""
    button = blocks.button(
        words.OPEN,
        Requests.CASE,
        ids={"request": one.request.id},
        spoken=shortened(words.spoken(one), 75),
    )
    return [blocks.section(words.line(one, today), button)]


def rest_line(pairing: Pairing, people: Mapping[str, Person], today: date) -> list[Block]:
    """One resting pairing in the list: that it rests, and until when."""
    mentor, mentee = people[pairing.mentor], people[pairing.mentee]
    button = blocks.button(
        words.OPEN,
        Requests.RESTS,
        ids={"pairing": pairing.id},
        spoken=shortened(f"{words.OPEN}, {named(mentee)}", 75),
    )
    text = words.rests(mentor, mentee, pairing.resting_until, today)
    return [blocks.section(text, button)]


def rests(
    pairing: Pairing,
    pauses: Sequence[tuple[Pause, str | None]],
    people: Mapping[str, Person],
    today: date,
) -> View:
    """Who paused until when, and why, where they said so."""
    mentor, mentee = people[pairing.mentor], people[pairing.mentee]
    shown = [blocks.section(words.rests(mentor, mentee, pairing.resting_until, today))]
    for pause, reason in pauses:
        who = people[pause.person_id]
        shown.append(blocks.section(words.paused_by(who, pause.until, today)))
        shown.append(blocks.written(reason) if reason else blocks.context(words.NO_REASON))
    return blocks.modal(Requests.RESTS_VIEW, words.RESTS_TITLE, shown)


def read_button(request: Request, style: str | None = "primary") -> Block:
    return blocks.button(words.READ, Requests.CASE, ids={"request": request.id}, style=style)


def talk_button(request: Request) -> Block:
    """Talking first is told to whoever asked, so it asks once."""
    title, text = words.talk_question()
    return blocks.button(
        words.TALK,
        Requests.TALK,
        ids={"request": request.id},
        confirm=blocks.confirm(title, text, yes=words.TALK, no=words.TALK_NO),
    )


def propose_button(request: Request) -> Block:
    """Another mentor for the mentee: the form opens with the mentee filled in."""
    ids = {"mentee": request.mentee, "cohort": request.cohort.id, "request": request.id}
    return blocks.button(words.PROPOSE, Pairings.PROPOSE, ids=ids)


def _buttons(read: Case) -> list[Block]:
    request = read.case.request
    if not read.may_answer:
        return []
    shown = [talk_button(request)]
    if read.may_propose:
        shown.append(propose_button(request))
    ids = {"request": request.id}
    shown.append(blocks.button(words.CLOSE, Requests.CLOSE, ids=ids, style="primary"))
    shown.append(blocks.button(words.HAND_OVER, Requests.HAND_OVER, ids=ids))
    return [blocks.actions(*shown)]


def _voice(voice: VoiceRead, people: Mapping[str, Person], zone: str, today: date) -> list[Block]:
    asked = voice.asked
    chosen = [asker_words.REASONS[asked.reason]] if asked.reason else []
    chosen += [asker_words.HELP_OPTIONS[asked.helps]] if asked.helps else []
    shown = [
        blocks.divider(),
        blocks.section(words.asked(voice, people[voice.voice.person_id], zone, today)),
        *([blocks.bulleted(chosen)] if chosen else []),
        blocks.written(asked.words),
    ]
    for label, ids in ((asker_words.WISHES, asked.wishes), (asker_words.AVOID, asked.avoid)):
        known = [people[one] for one in ids if one in people]
        shown += [blocks.context(words.people(label, known))] if known else []
    return [*shown, *([blocks.context(words.reach(asked.reach))] if asked.reach else [])]

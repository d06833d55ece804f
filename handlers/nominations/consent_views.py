"""What a nominee sees whom somebody put forward, and what their manager is asked."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, cohort_line, inputs
from handlers.feature import Block, View
from handlers.ids import Nominations
from handlers.nominations import voice_words as words
from handlers.nominations.voice_read_views import voice_rows
from handlers.nominations.voice_views import competencies, evidence, rating_inputs
from handlers.said import local_day, named
from program.nomination import Standing
from program.nomination_forms import REMARK_LIMIT
from program.nomination_steps import NominationState
from program.person import Person
from program.text import shortened
from services.nomination_consent import Question
from services.nomination_views import Asked

MOST_VOICES = 4
"""Voices shown whole at once: with five criteria each they stay within Slack's 100 blocks."""


def question(asked: Question, zone: str, today: date) -> View:
    """Who would put you forward and what they said; the yes is given below."""
    standing = asked.standing
    people = [asked.people[one.voice.by] for one in asked.voices]
    hours = standing.cohort.hours_a_month
    is_open = standing.state is NominationState.CONSENT_ASKED
    shown: list[Block] = [
        blocks.section(words.wants_you(people, standing.cohort.program.name)),
        blocks.section(
            f"{cohort_line.line(standing.cohort, today)}\n"
            f"{words.what_it_means(hours, asked.answer_by, today)}"
        ),
    ]
    for one in asked.voices[:MOST_VOICES]:
        by = asked.people[one.voice.by]
        when = local_day(one.voice.at, zone, today)
        shown += [
            blocks.divider(),
            blocks.section(words.voice_line(by, one.voice.known_as, when)),
            *evidence(one.evidence),
            *competencies([each.name for each in one.competencies]),
        ]
    shown += voice_rows(asked.voices[MOST_VOICES:], asked.people, zone, today)
    if is_open:
        shown += _answer(standing)
    return blocks.modal(
        Nominations.CONSENT_VIEW,
        words.CONSENT_TITLE,
        shown,
        submit=words.YES if is_open else None,
        ids={"nomination": standing.id},
    )


def _answer(standing: Standing) -> list[Block]:
    return [
        blocks.divider(),
        inputs.boxes_input(
            "manager", words.MANAGER_LABEL, [blocks.Choice("yes", words.MANAGER_BOX)]
        ),
        blocks.actions(no_button(standing.id)),
        blocks.context(words.ONLY_THAT),
    ]


def consent_buttons(nomination_id: str) -> list[Block]:
    """The yes, the no, and the way to read it first."""
    ids = {"nomination": nomination_id}
    return [
        blocks.button(words.YES, Nominations.YES, ids=ids, style="primary"),
        no_button(nomination_id),
        blocks.button(words.READ_FIRST, Nominations.CONSENT, ids=ids),
    ]


def no_button(nomination_id: str) -> Block:
    """A no asks once."""
    title, text = words.no_question()
    return blocks.button(
        words.NO,
        Nominations.NO,
        ids={"nomination": nomination_id},
        confirm=blocks.confirm(title, text, yes=words.NO, no=words.BACK),
    )


def home_questions(
    waiting: Sequence[tuple[Standing, tuple[Person, ...]]], today: date
) -> list[Block]:
    """The yes that is still open, on Home."""
    shown: list[Block] = []
    for standing, nominators in waiting:
        meaning = words.what_it_means(standing.cohort.hours_a_month, standing.answer_by, today)
        shown += [
            blocks.section(
                f"{words.wants_you(nominators, standing.cohort.program.name)}\n{meaning}"
            ),
            blocks.actions(*consent_buttons(standing.id)),
        ]
    return shown


def give_view(asked: Asked, today: date) -> View:
    """Four ratings and a remark, for the program team alone."""
    name = named(asked.nominee)
    return blocks.modal(
        Nominations.VIEW_VIEW,
        words.VIEW_TITLE,
        [
            blocks.section(words.about(asked.nominee, asked.standing.cohort.name)),
            blocks.context(words.view_until(asked.view, today)),
            *rating_inputs(name, {}),
            inputs.text_input(
                "remark",
                words.REMARK_LABEL,
                longest=REMARK_LIMIT,
                hint=words.view_remark_visible(name),
                many_lines=True,
                optional=True,
            ),
        ],
        submit=words.SEND,
        ids={"nomination": asked.standing.id},
    )


def thanks() -> View:
    """In place of the form, once it is sent."""
    return blocks.modal(Nominations.VIEW_VIEW, words.THANKS_TITLE, [blocks.section(words.THANKS)])


def view_buttons(asked_id: str, nominee: Person) -> list[Block]:
    """The way to the ratings, and the way out."""
    title, text = words.conflict_question(nominee)
    ids = {"nomination": asked_id}
    name = shortened(f"{words.GIVE_VIEW}, {named(nominee)}", 75)
    return [
        blocks.button(words.GIVE_VIEW, Nominations.VIEW, ids=ids, style="primary", spoken=name),
        blocks.button(
            words.CONFLICT,
            Nominations.VIEW_CONFLICT,
            ids=ids,
            confirm=blocks.confirm(title, text, yes=words.CONFLICT, no=words.BACK),
        ),
    ]


def home_views(asked: Sequence[Asked], today: date) -> list[Block]:
    """The views a manager is asked for, on Home."""
    shown: list[Block] = []
    for one in asked:
        program = one.standing.cohort.program.name
        shown += [
            blocks.section(
                f"{words.asks_view(one.nominee, program)} {words.view_until(one.view, today)}"
            ),
            blocks.actions(*view_buttons(one.standing.id, one.nominee)),
        ]
    return shown

"""The charter everyone reads: what a program is for, its cohorts, and who answers for it."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, cohort_line
from handlers.cohorts import words
from handlers.feature import Block, View
from handlers.ids import Cohorts
from program.cohort import Cohort
from program.text import shortened
from services.cohorts import Charter

MOST_BLOCKS = 96
"""Slack takes 100 in a modal; the rest is for what stands around."""


def charters(
    shown: Sequence[Charter],
    today: date,
    *,
    first: str | None = None,
    made: Cohort | None = None,
) -> View:
    """What programs and their cohorts publish, for everyone: each program once, above its own.

    `made`: the cohort set up a moment ago, with the ways to its settings.
    """
    parts: list[Block] = [blocks.section(first)] if first else []
    if made is not None:
        parts.append(_next_settings(made))
    told: set[str] = set()
    for charter in shown:
        program = charter.cohort.program
        more = [] if program.id in told else _program(charter)
        more = [*more, *_cohort(charter, today)]
        if len(parts) + len(more) > MOST_BLOCKS:
            parts.append(blocks.context(words.MORE_COHORTS))
            break
        told.add(program.id)
        parts += more
    return blocks.modal(
        Cohorts.CHARTER_VIEW, words.CHARTER_TITLE, parts or [blocks.section(words.NO_CHARTER)]
    )


def _next_settings(made: Cohort) -> Block:
    return blocks.actions(
        blocks.button(words.WRITE_PURPOSE, Cohorts.PROGRAM, ids={"program": made.program.id}),
        blocks.button(words.CHANGE_COHORT, Cohorts.SETTINGS, ids={"cohort": made.id}),
    )


def _program(charter: Charter) -> list[Block]:
    said = charter.words
    lists = (
        (words.PRIORITIES, said.priorities),
        (words.MEASURES, said.measures),
        (words.LADDERS, said.ladders),
    )
    parts = [blocks.header(shortened(charter.cohort.program.name, 150))]
    if said.opening_word:
        parts += [
            blocks.section(words.opening_word_of(charter.named.opening_word_by)),
            blocks.written(said.opening_word),
        ]
    if said.purpose:
        parts.append(blocks.written(said.purpose))
    if said.scope:
        parts += [blocks.section(words.SCOPE), blocks.written(said.scope)]
    for title, lines in lists:
        if lines:
            parts += [blocks.section(title), blocks.bulleted(lines)]
    readers = words.pulse_readers(charter.pulse_readers)
    return [*parts, blocks.context(words.who_is_who(charter.named), readers)]


def _cohort(charter: Charter, today: date) -> list[Block]:
    cohort = charter.cohort
    return [
        blocks.header(shortened(words.full_name(cohort), 150)),
        blocks.section(cohort_line.where_it_is(cohort, today)),
        blocks.context(words.dates(cohort, today), words.rhythm(cohort)),
        blocks.section(words.COMPETENCIES),
        blocks.bulleted([one.name for one in cohort.competencies]),
        blocks.section(words.CRITERIA),
        blocks.bulleted([one.text for one in cohort.criteria]),
        blocks.context(words.SCARCITY[charter.scarcity]),
    ]

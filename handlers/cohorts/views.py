"""The form of a program and its cohorts, the charter everyone reads, and their part of Home."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, cohort_line, inputs
from handlers.cohorts import words
from handlers.feature import Block, View
from handlers.ids import Cohorts
from program.cohort import (
    COMPETENCY_LIMIT,
    CRITERION_LIMIT,
    MOST_COMPETENCIES,
    MOST_CRITERIA,
    NAME_LIMIT,
    Cohort,
    Program,
)
from program.text import shortened
from services.cohorts import Charter

MOST_SHOWN = 10
"""Cohorts in one charter view: each takes up to eight blocks."""
MOST_ON_HOME = 3


def program_form() -> View:
    """A new program with its first cohort, in one small form."""
    return blocks.modal(
        Cohorts.FORM_VIEW,
        words.NEW_PROGRAM_TITLE,
        [
            inputs.text_input(
                "program", words.PROGRAM_LABEL, longest=NAME_LIMIT, hint=words.visible()
            ),
            *_cohort_fields(words.FIRST_NAME_LABEL, None),
        ],
        submit=words.CREATE,
    )


def cohort_form(programs: Sequence[Program], latest: Cohort | None) -> View:
    """Another cohort; it begins from what the latest one says."""
    first = programs[0]
    fields = _cohort_fields(words.NAME_LABEL, latest)
    if len(programs) > 1:
        choices = [blocks.Choice(one.id, one.name) for one in programs[:100]]
        fields.insert(
            0, inputs.select_input("in_program", words.IN_PROGRAM_LABEL, choices, first.id)
        )
    else:
        fields.insert(0, blocks.written(first.name))
    return blocks.modal(
        Cohorts.FORM_VIEW,
        words.NEW_COHORT_TITLE,
        fields,
        submit=words.CREATE,
        ids={"program": first.id},
    )


def _cohort_fields(name_label: str, latest: Cohort | None) -> list[Block]:
    competencies = [one.name for one in latest.competencies] if latest else []
    criteria = [one.text for one in latest.criteria] if latest else []
    return [
        inputs.text_input("name", name_label, longest=NAME_LIMIT, hint=words.visible()),
        inputs.date_input("nominations_close", words.CLOSES_LABEL),
        inputs.date_input("starts", words.STARTS_LABEL),
        inputs.date_input("ends", words.ENDS_LABEL),
        inputs.text_input(
            "competencies",
            words.COMPETENCIES_LABEL,
            longest=MOST_COMPETENCIES * (COMPETENCY_LIMIT + 5),
            hint=words.competencies_hint(),
            initial="\n".join(competencies),
            many_lines=True,
        ),
        inputs.text_input(
            "criteria",
            words.CRITERIA_LABEL,
            longest=MOST_CRITERIA * (CRITERION_LIMIT + 50),
            hint=words.criteria_hint(),
            initial="\n".join(criteria),
            many_lines=True,
        ),
    ]


def charters(shown: Sequence[Charter], today: date, *, first: str | None = None) -> View:
    """What the cohorts publish, for everyone."""
    parts: list[Block] = [blocks.section(first)] if first else []
    for charter in shown[:MOST_SHOWN]:
        parts += _charter(charter, today)
    return blocks.modal(
        Cohorts.CHARTER_VIEW,
        words.CHARTER_TITLE,
        parts or [blocks.section(words.NO_CHARTER)],
    )


def _charter(charter: Charter, today: date) -> list[Block]:
    cohort = charter.cohort
    return [
        blocks.header(shortened(words.full_name(cohort), 150)),
        blocks.section(cohort_line.where_it_is(cohort, today)),
        blocks.context(words.dates(cohort, today)),
        blocks.section(words.COMPETENCIES),
        blocks.bulleted([one.name for one in cohort.competencies]),
        blocks.section(words.CRITERIA),
        blocks.bulleted([one.text for one in cohort.criteria]),
        blocks.context(words.led_by(charter.program_managers)),
    ]


def home_cohorts(shown: Sequence[Cohort], today: date, company: str) -> list[Block]:
    """The cohorts there are, each with the way to its charter."""
    rows = [
        blocks.section(cohort_line.line(cohort, today), cohort_line.charter_button(cohort))
        for cohort in shown[:MOST_ON_HOME]
    ]
    return [blocks.header(shortened(words.mentoring_at(company), 150)), *rows] if rows else []


def home_start() -> list[Block]:
    """Before the first program."""
    button = blocks.button(words.MAKE_A_PROGRAM, Cohorts.NEW_PROGRAM, style="primary")
    return [blocks.section(words.START_HERE), blocks.actions(button)]


def home_buttons(*, may_add_program: bool) -> list[Block]:
    """Where program managers add what comes next."""
    buttons = [blocks.button(words.NEW_COHORT_LABEL, Cohorts.NEW_COHORT)]
    if may_add_program:
        buttons.append(blocks.button(words.NEW_PROGRAM_LABEL, Cohorts.NEW_PROGRAM))
    return buttons

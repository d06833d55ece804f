"""A new program or cohort, in two steps."""

from collections.abc import Sequence

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.cohorts import words
from handlers.cohorts.entries import Entries
from handlers.cohorts.fields import cadence_input, date_inputs, hours_input, name_input
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

NOTHING: Entries = {}
FIRST_STEP = (
    "in_program",
    "program",
    "name",
    "nominations_open",
    "nominations_close",
    "starts",
    "ends",
)
"""What the second step carries of the first, so that sending it twice is quiet: all is published
words and days, and is checked again with the rest."""


def program_form(shown: Entries = NOTHING) -> View:
    """A new program: its name, and the name and days of its first cohort."""
    name = inputs.text_input(
        "program",
        words.PROGRAM_LABEL,
        longest=NAME_LIMIT,
        hint=words.visible(),
        initial=shown.get("program", ""),
    )
    fields = [name, *_days(words.FIRST_NAME_LABEL, shown)]
    return _first_step(words.NEW_PROGRAM_TITLE, fields, shown, {})


def cohort_form(programs: Sequence[Program], shown: Entries = NOTHING) -> View:
    """Another cohort of a program: its name and days."""
    first = next((one for one in programs if one.id == shown.get("in_program")), programs[0])
    fields = _days(words.NAME_LABEL, shown)
    if len(programs) > 1:
        choices = [Choice(one.id, one.name) for one in programs[:100]]
        fields.insert(
            0, inputs.select_input("in_program", words.IN_PROGRAM_LABEL, choices, first.id)
        )
    else:
        fields.insert(0, blocks.written(first.name))
    return _first_step(words.NEW_COHORT_TITLE, fields, shown, {"program": first.id})


def aims_form(title: str, shown: Entries, latest: Cohort | None) -> View:
    """The second step; it begins from what the latest cohort of the program says."""
    competencies = [one.name for one in latest.competencies] if latest else []
    criteria = [one.text for one in latest.criteria] if latest else []
    return blocks.modal(
        Cohorts.AIMS_VIEW,
        title,
        [
            blocks.context(words.STEP_2),
            _lines_input(
                "competencies",
                (words.COMPETENCIES_LABEL, words.competencies_hint()),
                MOST_COMPETENCIES * (COMPETENCY_LIMIT + 5),
                shown.get("competencies") or "\n".join(competencies),
            ),
            _lines_input(
                "criteria",
                (words.CRITERIA_LABEL, words.criteria_hint()),
                MOST_CRITERIA * (CRITERION_LIMIT + 50),
                shown.get("criteria") or "\n".join(criteria),
            ),
            cadence_input(shown.get("cadence_days") or str(latest.cadence_days if latest else 14)),
            hours_input(shown.get("hours_a_month") or str(latest.hours_a_month if latest else 2)),
            blocks.actions(blocks.button(words.BACK, Cohorts.FORM_BACK)),
        ],
        submit=words.CREATE,
        ids={field: shown[field] for field in FIRST_STEP if shown.get(field)},
    )


def _first_step(title: str, fields: list[Block], shown: Entries, ids: dict[str, str]) -> View:
    top = [blocks.context(words.STEP_1)]
    if shown.get("name"):
        afresh = blocks.button(words.AFRESH, Cohorts.FORM_AFRESH, ids=ids or None)
        top = [blocks.section(words.GOES_ON, afresh), *top]
    return blocks.modal(Cohorts.FORM_VIEW, title, [*top, *fields], submit=words.NEXT, ids=ids)


def _days(name_label: str, shown: Entries) -> list[Block]:
    return [name_input(name_label, shown.get("name", "")), *date_inputs(shown)]


def _lines_input(field: str, said: tuple[str, str], longest: int, initial: str) -> Block:
    """`said`: the label and the hint."""
    label, hint = said
    return inputs.text_input(
        field,
        label,
        longest=longest,
        hint=hint,
        initial=initial,
        many_lines=True,
    )

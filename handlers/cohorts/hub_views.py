"""Where program managers see what stands, part by part, each with the form that changes it."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, cohort_line
from handlers.cohorts import edit_words, words
from handlers.feature import Block, View
from handlers.ids import Cohorts
from handlers.said import said
from program.cohort import MOST_LISTED, Cohort, CohortState, Program, state_on
from program.text import shortened
from services.charters import ProgramShown
from services.competencies import Listed

MOST_ROWS = 40


def cohort_hub(cohort: Cohort, today: date) -> View:
    """One cohort: its days, its rhythm, its criteria."""
    ids = {"cohort": cohort.id}
    planned = state_on(cohort, today) is CohortState.PLANNED
    return blocks.modal(
        Cohorts.SETTINGS_VIEW,
        edit_words.COHORT_TITLE,
        [
            blocks.header(shortened(words.full_name(cohort), 150)),
            *([_open_now(cohort, today)] if planned else []),
            _part(edit_words.days_part(cohort, today), Cohorts.DAYS, ids, edit_words.DAYS_TITLE),
            _part(edit_words.rhythm_part(cohort), Cohorts.RHYTHM, ids, edit_words.RHYTHM_TITLE),
            blocks.bulleted([one.name for one in cohort.competencies]),
            _part(edit_words.CRITERIA_PART, Cohorts.CRITERIA, ids, edit_words.CRITERIA_TITLE),
            blocks.bulleted([one.text for one in cohort.criteria]),
            blocks.actions(
                blocks.button(edit_words.LIST, Cohorts.COMPETENCIES, ids=_program_of(cohort)),
                blocks.button(edit_words.PROGRAM, Cohorts.PROGRAM, ids=_program_of(cohort)),
                blocks.button(edit_words.NEXT_COHORT, Cohorts.NEW_COHORT, ids=_program_of(cohort)),
            ),
            blocks.context(edit_words.WHO_IS_TOLD),
        ],
    )


def choose_cohort(cohorts: Sequence[Cohort], today: date) -> View:
    """The cohorts there are, each with the way to its settings."""
    rows = [
        blocks.section(
            cohort_line.line(one, today),
            blocks.button(
                edit_words.CHANGE,
                Cohorts.SETTINGS,
                ids={"cohort": one.id},
                spoken=shortened(f"{edit_words.CHANGE}: {one.name}", 75),
            ),
        )
        for one in cohorts[:MOST_ROWS]
    ]
    more = blocks.actions(blocks.button(words.NEW_COHORT_LABEL, Cohorts.NEW_COHORT))
    return blocks.modal(Cohorts.SETTINGS_VIEW, edit_words.COHORTS_TITLE, [*rows, more])


def program_hub(shown: ProgramShown) -> View:
    """One program: what it is for, the sponsor's word, who is named."""
    ids = {"program": shown.program.id}
    charter = shown.charter.words
    purpose = [blocks.written(charter.purpose)] if charter.purpose else []
    word = [blocks.written(charter.opening_word)] if charter.opening_word else []
    return blocks.modal(
        Cohorts.PROGRAM_VIEW,
        edit_words.PROGRAM_TITLE,
        [
            blocks.header(shortened(shown.program.name, 150)),
            _part(edit_words.purpose_part(charter), Cohorts.PURPOSE, ids, edit_words.PURPOSE_TITLE),
            *purpose,
            _part(edit_words.word_part(charter), Cohorts.WORD, ids, edit_words.WORD_TITLE),
            *word,
            _part(
                edit_words.contacts_part(shown.named),
                Cohorts.CONTACTS,
                ids,
                edit_words.CONTACTS_TITLE,
            ),
            _part(
                edit_words.pulse_part(shown.charter.pulse_readers),
                Cohorts.PULSE,
                ids,
                edit_words.PULSE_TITLE,
            ),
            blocks.actions(
                blocks.button(edit_words.LIST, Cohorts.COMPETENCIES, ids=ids),
                blocks.button(edit_words.READ_AS_EVERYONE, Cohorts.CHARTER, ids=ids),
                blocks.button(words.NEW_COHORT_LABEL, Cohorts.NEW_COHORT, ids=ids),
            ),
        ],
    )


def choose_program(programs: Sequence[Program], form: str) -> View:
    """The programs there are, each with the way to this form."""
    rows = [
        blocks.section(
            f"*{said(one.name)}*",
            blocks.button(
                edit_words.CHANGE,
                form,
                ids={"program": one.id},
                spoken=shortened(f"{edit_words.CHANGE}: {one.name}", 75),
            ),
        )
        for one in programs[:MOST_ROWS]
    ]
    return blocks.modal(Cohorts.PROGRAM_VIEW, edit_words.PROGRAMS_TITLE, rows)


def competencies(program: Program, listed: Sequence[Listed]) -> View:
    """The list of a program, with what may be done to each, and the way to one more."""
    return blocks.modal(
        Cohorts.COMPETENCIES_VIEW,
        edit_words.LIST_TITLE,
        [
            blocks.header(shortened(program.name, 150)),
            *(_competency(program, one) for one in listed[:MOST_LISTED]),
            blocks.actions(
                blocks.button(edit_words.ADD_TITLE, Cohorts.COMPETENCY, ids={"program": program.id})
            ),
        ],
    )


def _competency(program: Program, one: Listed) -> Block:
    change = blocks.button(
        edit_words.CHANGE,
        Cohorts.COMPETENCY,
        ids={"program": program.id, "competency": one.competency.id},
        spoken=shortened(f"{edit_words.CHANGE}: {one.competency.name}", 75),
    )
    return blocks.section(edit_words.competency_line(one), change)


def _open_now(cohort: Cohort, today: date) -> Block:
    press = blocks.button(
        edit_words.OPEN_NOW,
        Cohorts.OPEN_NOW,
        ids={"cohort": cohort.id},
        style="primary",
        confirm=blocks.confirm(
            edit_words.OPEN_NOW_TITLE,
            edit_words.open_now_text(cohort, today),
            yes=edit_words.OPEN_NOW_YES,
            no=edit_words.NOT_YET,
        ),
    )
    return blocks.section(cohort_line.where_it_is(cohort, today), press)


def _part(text: str, form: str, ids: dict[str, str], title: str) -> Block:
    spoken = shortened(f"{edit_words.CHANGE}: {title}", 75)
    return blocks.section(text, blocks.button(edit_words.CHANGE, form, ids=ids, spoken=spoken))


def _program_of(cohort: Cohort) -> dict[str, str]:
    return {"program": cohort.program.id}

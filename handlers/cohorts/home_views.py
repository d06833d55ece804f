"""What cohorts put on Home: what there is, the next round, and where a program manager starts."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers import blocks, cohort_line
from handlers.cohorts import words
from handlers.feature import Block
from handlers.ids import Cohorts, Rosters
from program.cohort import Cohort, CohortState, state_on
from program.text import shortened

MOST_ON_HOME = 3
PURPOSE_SHOWN = 300


def home_cohorts(
    shown: Sequence[Cohort], purposes: Mapping[str, str], today: date, company: str
) -> list[Block]:
    """The cohorts there are; `purposes` by program, for somebody new to it."""
    if not shown:
        return []
    rows: list[Block] = [blocks.header(shortened(words.mentoring_at(company), 150))]
    told: set[str] = set()
    for cohort in shown[:MOST_ON_HOME]:
        program = cohort.program.id
        if program in purposes and program not in told:
            rows.append(blocks.written(shortened(purposes[program], PURPOSE_SHOWN)))
        told.add(program)
        line = cohort_line.line(cohort, today)
        rows.append(blocks.section(line, cohort_line.charter_button(cohort)))
    return rows


def home_next_round(opens: date | None, today: date, *, wished: bool) -> list[Block]:
    """While no cohort takes nominations: when the next does, and the wish to be told."""
    text = words.next_round(opens, today)
    if wished:
        return [blocks.section(f"{text} {words.YOU_ARE_TOLD}")]
    return [blocks.section(text, blocks.button(words.TELL_ME, Cohorts.TELL_ME))]


def home_start(colleagues: int, latest: Cohort | None, today: date) -> list[Block]:
    """The three steps a program begins with: what is done, and the button of the next one.

    Nothing once all three are done.
    """
    opened = latest is not None and state_on(latest, today) is not CohortState.PLANNED
    if colleagues and opened:
        return []
    return [
        blocks.section(words.START_HERE),
        _step(words.roster_step(colleagues), words.IMPORT, Rosters.IMPORT, done=colleagues > 0),
        _step(
            words.cohort_step(latest),
            words.MAKE_A_PROGRAM,
            Cohorts.NEW_PROGRAM,
            done=latest is not None,
        ),
        _open_step(latest, today),
    ]


def _step(text: str, label: str, form: str, *, done: bool) -> Block:
    return blocks.section(text, None if done else blocks.button(label, form, style="primary"))


def _open_step(latest: Cohort | None, today: date) -> Block:
    text = words.open_step(latest, today)
    if latest is None or state_on(latest, today) is not CohortState.PLANNED:
        return blocks.section(text)
    settings = blocks.button(words.OPEN_THEM, Cohorts.SETTINGS, ids={"cohort": latest.id})
    return blocks.section(text, settings)

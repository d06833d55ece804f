"""A cohort on one line, the same in every feature: its name, how far it is, its charter."""

from datetime import date

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Cohorts
from handlers.said import day, said
from program.cohort import Cohort, CohortState, state_on
from program.text import shortened

CHARTER = "Charter and criteria"


def titled(cohort: Cohort) -> str:
    """For mrkdwn."""
    return f"*{said(cohort.program.name)}* · {said(cohort.name)}"


def where_it_is(cohort: Cohort, today: date) -> str:
    """How far the cohort is, in one sentence."""
    match state_on(cohort, today):
        case CohortState.PLANNED:
            opens = cohort.nominations_open or cohort.nominations_close
            return f"Nominations open on {day(opens, today)}."
        case CohortState.NOMINATIONS_OPEN:
            return f"Nominations are open until {day(cohort.nominations_close, today)}."
        case CohortState.MATCHING:
            return f"Nominations are closed. It starts on {day(cohort.starts, today)}."
        case CohortState.ACTIVE:
            return f"It runs until {day(cohort.ends, today)}."
        case CohortState.CLOSED:
            return f"It ended on {day(cohort.ends, today)}."


def line(cohort: Cohort, today: date) -> str:
    """Both, one below the other."""
    return f"{titled(cohort)}\n{where_it_is(cohort, today)}"


def charter_button(cohort: Cohort) -> Block:
    """The way to what the cohort publishes."""
    return blocks.button(
        CHARTER,
        Cohorts.CHARTER,
        ids={"cohort": cohort.id},
        spoken=shortened(f"{CHARTER}, {cohort.name}", 75),
    )

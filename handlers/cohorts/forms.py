"""From the form of a program or cohort to its plan."""

from typing import Any

from handlers import state
from program.cohort import CohortPlan
from program.text import one_line

_BULLETS = "-*•–"


def plan(view: dict[str, Any]) -> CohortPlan:
    """What was entered, whole; the rules say what is wrong with it."""
    return CohortPlan(
        program=state.line(view, "program"),
        name=state.line(view, "name"),
        nominations_close=state.day(view, "nominations_close"),
        starts=state.day(view, "starts"),
        ends=state.day(view, "ends"),
        competencies=_lines(state.text(view, "competencies")),
        criteria=_lines(state.text(view, "criteria")),
    )


def program_id(view: dict[str, Any]) -> str | None:
    """The program that the cohort joins; None for a new one."""
    return state.chosen(view, "in_program") or state.ids_of(view).get("program")


def _lines(typed: str) -> tuple[str, ...]:
    """One entry per line: blank lines are spacing, a bullet in front is decoration."""
    lines = (one_line(typed_line) for typed_line in typed.split("\n"))
    return tuple(one.lstrip(_BULLETS).strip() for one in lines if one)

"""From the forms of programs and cohorts to plans and changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers import state
from handlers.cohorts.entries import Entries
from program.charter import CharterWords
from program.cohort import CohortPlan
from program.cohort_change import CriteriaChange, DaysChange, RhythmChange
from program.pulse.survey import Readers
from program.text import one_line

_BULLETS = "-*•–"
CRITERION = "criteria:"
"""A field of one criterion: this, and the id of the criterion or a number for a new one."""
NEW = "new"


def program_id(view: Mapping[str, Any]) -> str | None:
    """The program that the cohort joins; None for a new one."""
    return state.chosen(view, "in_program") or state.ids_of(view).get("program")


def plan(entries: Entries) -> CohortPlan:
    """What both steps say, whole; the rules say what is wrong with it."""
    return CohortPlan(
        program=_line(entries, "program"),
        name=_line(entries, "name"),
        nominations_open=_day(entries, "nominations_open"),
        nominations_close=_day(entries, "nominations_close"),
        starts=_day(entries, "starts"),
        ends=_day(entries, "ends"),
        competencies=_lines(entries, "competencies"),
        criteria=_lines(entries, "criteria"),
        cadence_days=_number(entries, "cadence_days"),
        hours_a_month=_number(entries, "hours_a_month"),
    )


def days(ids: Mapping[str, str], entries: Entries) -> DaysChange:
    """Name and days of a cohort."""
    return DaysChange(
        cohort_id=ids.get("cohort", ""),
        seen_version=version(ids),
        name=_line(entries, "name"),
        nominations_open=_day(entries, "nominations_open"),
        nominations_close=_day(entries, "nominations_close"),
        starts=_day(entries, "starts"),
        ends=_day(entries, "ends"),
    )


def rhythm(ids: Mapping[str, str], entries: Entries) -> RhythmChange:
    """How often and how much, and what for."""
    return RhythmChange(
        cohort_id=ids.get("cohort", ""),
        seen_version=version(ids),
        cadence_days=_number(entries, "cadence_days"),
        hours_a_month=_number(entries, "hours_a_month"),
        competencies=tuple(one for one in entries.get("competencies", "").split(",") if one),
    )


def criteria(ids: Mapping[str, str], entries: Entries) -> CriteriaChange:
    """The readiness criteria, each in a field of its own."""
    texts = {
        field.removeprefix(CRITERION): one_line(text)
        for field, text in entries.items()
        if field.startswith(CRITERION)
    }
    return CriteriaChange(
        cohort_id=ids.get("cohort", ""),
        seen_version=version(ids),
        kept={one: text for one, text in texts.items() if not one.startswith(NEW)},
        added=tuple(text for one, text in texts.items() if one.startswith(NEW) and text),
    )


def charter_words(entries: Entries) -> CharterWords:
    """What the program is for, in words and lists."""
    return CharterWords(
        purpose=entries.get("purpose", ""),
        scope=entries.get("scope", ""),
        priorities=_lines(entries, "priorities"),
        measures=_lines(entries, "measures"),
        ladders=_lines(entries, "ladders"),
    )


def pulse_readers(entries: Entries) -> Readers | None:
    """Who reads what comes of a pulse."""
    chosen = entries.get("pulse_readers", "")
    return Readers(chosen) if chosen in set(Readers) else None


def name(entries: Entries) -> str:
    """The name alone."""
    return _line(entries, "name")


def version(ids: Mapping[str, str]) -> int:
    """The version a form was made on; one that was tampered with fits nothing."""
    said = ids.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else -1


def _line(entries: Entries, field: str) -> str:
    return one_line(entries.get(field))


def _day(entries: Entries, field: str) -> date | None:
    chosen = entries.get(field)
    return date.fromisoformat(chosen) if chosen else None


def _number(entries: Entries, field: str) -> int | None:
    typed = entries.get(field, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def _lines(entries: Entries, field: str) -> tuple[str, ...]:
    """One entry per line: blank lines are spacing, a bullet in front is decoration."""
    lines = (one_line(typed_line) for typed_line in entries.get(field, "").split("\n"))
    return tuple(one.lstrip(_BULLETS).strip() for one in lines if one)

"""Sentences where program managers change a program, a cohort or the list of competencies."""

from collections.abc import Mapping
from datetime import date

from handlers.cohorts import words
from handlers.said import counted, day, mention, said
from program.charter import MOST_LINES, CharterWords
from program.cohort import Cohort
from program.person import Person
from program.pulse.survey import Readers
from services.cohorts import Named
from services.competencies import Listed

COHORT_TITLE = "Cohort"
COHORTS_TITLE = "Cohorts"
PROGRAM_TITLE = "Program"
PROGRAMS_TITLE = "Programs"
DAYS_TITLE = "Name and days"
RHYTHM_TITLE = "Rhythm and aims"
CRITERIA_TITLE = "Readiness criteria"
PURPOSE_TITLE = "Purpose and measures"
WORD_TITLE = "Opening word"
CONTACTS_TITLE = "Beyond the team"
PULSE_TITLE = "Results of pulses"
PULSE_LABEL = "Who reads what comes of an anonymous pulse"
PULSE_HINT = (
    "For pulses that open from now on: an open one keeps what its invitation says. "
    "Everyone reads this in the charter."
)
LIST_TITLE = "Competencies"
RENAME_TITLE = "Rename a competency"
ADD_TITLE = "Add a competency"

CHANGE = "Change"
SAVE = "Save"
ADD = "Add"
REMOVE = "Take off the list"
LIST = "Competencies"
PROGRAM = "Program and charter"
NEXT_COHORT = "Plan the next cohort"
READ_AS_EVERYONE = "Charter and criteria"
WHO_IS_TOLD = (
    "Other days, another rhythm or other competencies are told to those who take part; other "
    "criteria to whoever waits for a decision."
)
KEPT_FOR_YOU = "What you changed before is filled in again. Check it and save."
CRITERIA_PART = "*Readiness criteria*"

OPEN_NOW = "Open nominations"
OPEN_NOW_TITLE = "Open nominations today?"
OPEN_NOW_YES = "Open them"
NOT_YET = "Not yet"

COMPETENCY_LABEL = "Name of the competency"
COMPETENCIES_LABEL = "What this cohort is for"
COMPETENCIES_HINT = f"From the program's list; add to it under Competencies. {words.visible()}"

LABELS: Mapping[str, str] = {
    "purpose": "What the program is for",
    "scope": "Whom it is for",
    "priorities": "Strategic priorities it serves, one per line",
    "measures": "How we know that it works, one per line",
    "ladders": "Careers it leads to, one per line",
    "opening_word": "The sponsor's opening word",
    "opening_word_by": "Whose word it is",
    "escalation": "Escalation person",
    "budget_owner": "Budget owner",
}
HINTS: Mapping[str, str] = {
    "purpose": words.visible(),
    "scope": words.visible(),
    "priorities": f"At most {MOST_LINES}. {words.visible()}",
    "measures": f"At most {MOST_LINES}, such as promotions or readiness. {words.visible()}",
    "ladders": f"At most {MOST_LINES}. {words.visible()}",
    "opening_word": words.visible(),
    "escalation": "Asked where the program team itself is in the way. Everyone reads the name.",
    "budget_owner": "Decides on money. Everyone reads the name.",
}


def criterion_label(place: int) -> str:
    return f"Criterion {place}"


def days_part(cohort: Cohort, today: date) -> str:
    return f"*Name and days*\n{said(cohort.name)}. {words.dates(cohort, today)}"


def rhythm_part(cohort: Cohort) -> str:
    return f"*Rhythm and aims*\n{words.rhythm(cohort)}"


def purpose_part(charter: CharterWords) -> str:
    if not charter.purpose:
        return "*Purpose and measures*\nNot written yet. Everyone reads it before they apply."
    lists = (
        counted(len(charter.priorities), "priority", "priorities"),
        counted(len(charter.measures), "measure", "measures"),
        counted(len(charter.ladders), "career", "careers"),
    )
    return f"*Purpose and measures*\nWith {', '.join(lists)}."


def word_part(charter: CharterWords) -> str:
    if not charter.opening_word:
        return "*Opening word*\nNot written yet. A sentence of the sponsor opens many doors."
    return "*Opening word*"


def contacts_part(named: Named) -> str:
    lines = (
        f"Escalation person: {_named(named.escalation)}",
        f"Budget owner: {_named(named.budget_owner)}",
    )
    return "*Beyond the team*\n" + "\n".join(lines)


def pulse_part(readers: Readers) -> str:
    return f"*{PULSE_TITLE}*\n{words.pulse_readers(readers)}"


def competency_line(listed: Listed) -> str:
    uses = counted(listed.uses, "form", "forms")
    named = f", named in {uses} that people sent" if listed.uses else ""
    return f"{said(listed.competency.name)}{named}"


def stays(listed: Listed) -> str:
    uses = counted(listed.uses, "form", "forms")
    return f"It stays on the list: it is named in {uses} that people sent."


def open_now_text(cohort: Cohort, today: date) -> str:
    return (
        "Everyone can apply from now on until "
        f"{day(cohort.nominations_close, today)}. Whoever asked to be told hears of it."
    )


def _named(person: Person | None) -> str:
    return "nobody yet" if person is None else mention(person.slack_user)

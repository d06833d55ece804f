"""Every sentence of programs and cohorts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from handlers.feature import Sentence
from handlers.said import counted, day, mention
from handlers.visibility import Written, line
from program.cohort import (
    MOST_COMPETENCIES,
    MOST_CRITERIA,
    Cohort,
)
from program.permissions import Act
from program.person import Person

CHARTER = Written("What a cohort publishes", (Act.COHORTS_READ,))

CHARTER_TITLE = "Charter and criteria"
NO_CHARTER = "No cohort is planned at the moment. The program team will announce the next one."
COMPETENCIES = "*Competencies this cohort is for*"
CRITERIA = "*Readiness criteria*"

NEW_PROGRAM_TITLE = "New program"
NEW_COHORT_TITLE = "New cohort"
NEW_PROGRAM_LABEL = "New program"
NEW_COHORT_LABEL = "New cohort"
CREATE = "Create"
START_HERE = (
    "*Start here.* Make a program with its first cohort: a name, three dates, what it is for and "
    "what makes somebody ready. People can apply at once."
)
MAKE_A_PROGRAM = "Make a program"

IN_PROGRAM_LABEL = "Program"
PROGRAM_LABEL = "Name of the program"
NAME_LABEL = "Name of the cohort"
FIRST_NAME_LABEL = "Name of the first cohort"
CLOSES_LABEL = "Last day for nominations"
STARTS_LABEL = "First day of the cohort"
ENDS_LABEL = "Last day of the cohort"
COMPETENCIES_LABEL = "Competencies, one per line"
CRITERIA_LABEL = "Readiness criteria, one per line"
CREATED = "Created. This is what everyone reads now; people apply with `/mentoring apply`."


def mentoring_at(company: str) -> str:
    return f"Mentoring at {company}"


def visible() -> str:
    return line(CHARTER)


def competencies_hint() -> str:
    return f"At most {MOST_COMPETENCIES}. Nominees choose where they want to grow. {visible()}"


def criteria_hint() -> str:
    return (
        f"At most {MOST_CRITERIA}. They stand beside the form, and a nominee writes to each one. "
        f"{visible()}"
    )


def full_name(cohort: Cohort) -> str:
    """For plain text."""
    return f"{cohort.program.name}: {cohort.name}"


def dates(cohort: Cohort, today: date) -> str:
    return (
        f"Nominations until {day(cohort.nominations_close, today)} · "
        f"from {day(cohort.starts, today)} to {day(cohort.ends, today)}"
    )


def led_by(managers: Iterable[Person]) -> str:
    names = [mention(person.slack_user) for person in managers][:5]
    if not names:
        return "No program manager is named yet."
    return f"{'Program manager' if len(names) == 1 else 'Program managers'}: {', '.join(names)}"


def _over(facts: Mapping[str, Any]) -> str:
    return counted(facts["over"], "character", "characters")


REFUSALS: Mapping[str, Sentence] = {
    "cohorts.name_missing": lambda _: "Give it a name that people will recognise.",
    "cohorts.name_too_long": lambda facts: f"Shorten this by {_over(facts)}.",
    "cohorts.date_missing": lambda _: "Choose a day.",
    "cohorts.date_past": lambda _: "That day is past. Choose a later one.",
    "cohorts.date_too_far": lambda _: "That is years away. Check the year.",
    "cohorts.starts_too_early": lambda facts: (
        f"The cohort must start after nominations close ({day(facts['day'])})."
    ),
    "cohorts.ends_too_early": lambda facts: (
        f"The last day must come after the first ({day(facts['day'])})."
    ),
    "cohorts.runs_too_long": lambda _: "A cohort runs for three years at most. Check the year.",
    "cohorts.lines_missing": lambda _: "Write at least one, each on its own line.",
    "cohorts.too_many_lines": lambda facts: (
        f"There are {facts['count']} lines; {facts['most']} is the most. Keep what matters."
    ),
    "cohorts.line_empty": lambda facts: (
        f"Line {facts['line']} says nothing yet. Write something or take it out."
    ),
    "cohorts.line_too_long": lambda facts: f"Shorten line {facts['line']} by {_over(facts)}.",
    "cohorts.line_twice": lambda facts: (
        f"Line {facts['line']} says the same as line {facts['first']}. Take one out."
    ),
    "cohorts.program_exists": lambda _: (
        "There is a program of this name. Choose another name, or add a cohort to it with "
        "/mentoring-admin cohort."
    ),
    "cohorts.cohort_exists": lambda _: (
        "This program has a cohort of that name. Choose another name."
    ),
    "cohorts.no_program": lambda _: "This program is not there any more. Open the form again.",
}

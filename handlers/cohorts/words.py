"""Every sentence of programs and cohorts."""

from collections.abc import Iterable
from datetime import date

from handlers.said import counted, day, mention, said
from handlers.visibility import Written, line
from program.cohort import (
    MOST_COMPETENCIES,
    MOST_CRITERIA,
    Cohort,
)
from program.matching.rules import Scarcity
from program.permissions import Act
from program.person import Person
from program.pulse.survey import Readers
from services.cohorts import Named

CHARTER = Written("What a cohort publishes", (Act.COHORTS_READ,))

CHARTER_TITLE = "Charter and criteria"
NO_CHARTER = "No cohort is planned at the moment. The program team will announce the next one."
SCOPE = "*Whom it is for*"
PRIORITIES = "*Strategic priorities it serves*"
MEASURES = "*How we know that it works*"
LADDERS = "*Careers it leads to*"
MORE_COHORTS = "Further cohorts are on Home, each with its own charter."
COMPETENCIES = "*Competencies this cohort is for*"
CRITERIA = "*Readiness criteria*"

NEW_PROGRAM_TITLE = "New program"
NEW_COHORT_TITLE = "New cohort"
NEW_COHORT_LABEL = "New cohort"
CREATE = "Create"
START_HERE = "*Start here*"
IMPORT = "Import a roster"
OPEN_THEM = "Open nominations"
READ_IT = "Read it"
TELL_ME = "Tell me when it opens"
YOU_ARE_TOLD = "You are told when it does."
COHORT_SETTINGS = "Cohort settings"
PROGRAM_SETTINGS = "Program settings"
MAKE_A_PROGRAM = "Make a program"

IN_PROGRAM_LABEL = "Program"
PROGRAM_LABEL = "Name of the program"
NAME_LABEL = "Name of the cohort"
FIRST_NAME_LABEL = "Name of the first cohort"
OPENS_LABEL = "First day for nominations"
OPENS_HINT = "Left empty, nominations are open at once."
CLOSES_LABEL = "Last day for nominations"
STARTS_LABEL = "First day of the cohort"
ENDS_LABEL = "Last day of the cohort"
COMPETENCIES_LABEL = "Competencies, one per line"
CRITERIA_LABEL = "Readiness criteria, one per line"
CADENCE_LABEL = "How often a pair meets"
HOURS_LABEL = "Hours a month a mentor gives to one mentee"
HOURS_HINT = "Meetings and what goes with them; usually 2."
WRITE_PURPOSE = "Write the purpose"
CHANGE_COHORT = "Change the cohort"
NEXT = "Next"
BACK = "Back"
AFRESH = "Start afresh"
STEP_1 = "Step 1 of 2"
STEP_2 = "Step 2 of 2"
GOES_ON = "You began this within the last 7 days; it goes on where you stopped."
CREATED = "Created. This is what everyone reads now; people apply with `/mentoring apply`."


def mentoring_at(company: str) -> str:
    return f"Mentoring at {company}"


def next_round(opens: date | None, today: date) -> str:
    if opens is None:
        return "Nominations are closed. The next round has no day yet."
    return f"Next round: nominations open on {day(opens, today)}."


def roster_step(colleagues: int) -> str:
    if colleagues:
        return f"1. Roster: done, {counted(colleagues, 'colleague', 'colleagues')}."
    return "1. Import the roster, so that people and reporting lines are known."


def cohort_step(latest: Cohort | None) -> str:
    if latest is not None:
        return f"2. Program and cohort: done, {said(full_name(latest))}."
    return "2. Make a program with its first cohort: days, competencies, readiness criteria."


def open_step(latest: Cohort | None, today: date) -> str:
    if latest is None:
        return "3. Open nominations, on the day you choose with the cohort or by a press."
    opens = latest.nominations_open
    if opens is not None and opens > today:
        return f"3. Nominations open on {day(opens, today)}, or today if you like."
    return f"3. Nominations: done, open until {day(latest.nominations_close, today)}."


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
    opens = cohort.nominations_open
    first = f"from {day(opens, today)} " if opens and opens > today else ""
    return (
        f"Nominations {first}until {day(cohort.nominations_close, today)} · "
        f"from {day(cohort.starts, today)} to {day(cohort.ends, today)}"
    )


def every(cadence_days: int) -> str:
    weeks = cadence_days // 7
    return "Every week" if weeks == 1 else f"Every {weeks} weeks"


def rhythm(cohort: Cohort) -> str:
    hours = counted(cohort.hours_a_month, "hour", "hours")
    return f"{every(cohort.cadence_days)}. About {hours} a month for each mentee."


SCARCITY = {
    Scarcity.ACCEPTANCE: "Where there are not places for all, whoever was accepted first has a "
    "mentor first.",
    Scarcity.POTENTIAL: "Where there are not places for all, whose leadership potential was rated "
    "highest has a mentor first; among equals, whoever was accepted first.",
}
"""The charter's rule of scarcity, as everyone reads it."""


PULSE_READERS = {
    Readers.TEAM: "The program team",
    Readers.SPONSORS: "The program team and the sponsors",
    Readers.ALL: "The program team, the sponsors and everyone who was invited",
}


def pulse_readers(readers: Readers) -> str:
    """Who reads what comes of a pulse, as everyone reads it."""
    verb = "reads" if readers is Readers.TEAM else "read"
    return f"Anonymous pulses: {_lowered(PULSE_READERS[readers])} {verb} the results."


def opening_word_of(person: Person | None) -> str:
    return f"*A word from {mention(person.slack_user)}*" if person else "*A word to begin with*"


def who_is_who(shown: Named) -> str:
    """Everybody a program names, one role on a line."""
    lines = [
        _named(shown.program_managers, "Program manager", "Program managers"),
        _named(shown.liaisons, "Liaison", "Liaisons"),
        _named(shown.sponsors, "Sponsor", "Sponsors"),
        _named([shown.budget_owner] if shown.budget_owner else [], "Budget owner", ""),
        _named(
            [shown.escalation] if shown.escalation else [],
            "Where the program team is in the way",
            "",
        ),
    ]
    if not shown.program_managers:
        lines[0] = "No program manager is named yet."
    return "\n".join(line for line in lines if line)


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _named(people: Iterable[Person], one: str, many: str) -> str:
    names = [mention(person.slack_user) for person in people][:5]
    return f"{one if len(names) == 1 else many}: {', '.join(names)}" if names else ""

"""What may be planned for a cohort, and what may be changed in one that is there."""

from collections.abc import Sequence
from datetime import date

from program.cohort import (
    CADENCES,
    COMPETENCY_LIMIT,
    CRITERION_LIMIT,
    LEAST_HOURS,
    LONGEST,
    MOST_COMPETENCIES,
    MOST_CRITERIA,
    MOST_HOURS,
    NAME_LIMIT,
    Cohort,
    CohortPlan,
)
from program.refusal import Trouble
from program.text import same_words

Days = tuple[date | None, date | None, date | None, date | None]
"""First and last day for nominations, first and last day of the cohort."""
_FIELDS = ("nominations_open", "nominations_close", "starts", "ends")


def check_plan(plan: CohortPlan, today: date, *, new_program: bool) -> tuple[Trouble, ...]:
    """Everything that stands in the way of the plan, each under the field it belongs to."""
    troubles = check_when(plan, today, new_program=new_program)
    return (*troubles, *check_aims(plan))


def check_when(plan: CohortPlan, today: date, *, new_program: bool) -> tuple[Trouble, ...]:
    """The first step of the form: the names and the days."""
    troubles = check_name("name", plan.name)
    if new_program:
        troubles += check_name("program", plan.program)
    days = (plan.nominations_open, plan.nominations_close, plan.starts, plan.ends)
    return (*troubles, *check_days(days, today))


def check_aims(plan: CohortPlan) -> tuple[Trouble, ...]:
    """The second step: competencies, criteria, and how much time it takes."""
    return (
        *check_lines("competencies", plan.competencies, MOST_COMPETENCIES, COMPETENCY_LIMIT),
        *check_lines("criteria", plan.criteria, MOST_CRITERIA, CRITERION_LIMIT),
        *check_rhythm(plan.cadence_days, plan.hours_a_month),
    )


def check_name(field: str, name: str) -> list[Trouble]:
    """A name of a program, a cohort or a competency: it stands as one option of a menu."""
    if not name:
        return [Trouble("cohorts.name_missing", field=field)]
    if len(name) > NAME_LIMIT:
        return [
            Trouble("cohorts.name_too_long", field=field, facts={"over": len(name) - NAME_LIMIT})
        ]
    return []


def check_days(days: Days, today: date, before: Cohort | None = None) -> list[Trouble]:
    """Each day later than the one before it, none that is set anew in the past.

    `before` is the cohort as it was: its days may stay where they are, and once it has started its
    first day stays.
    """
    opens, closes, starts, ends = days
    troubles = [
        Trouble("cohorts.date_missing", field=field)
        for field, day in zip(_FIELDS[1:], days[1:], strict=True)
        if day is None
    ]
    known = days_of(before) if before else (None, None, None, None)
    for field, day, was in zip(_FIELDS, days, known, strict=True):
        if before and field == "starts" and day != was and before.starts <= today:
            troubles.append(Trouble("cohorts.started", field=field, facts={"day": was}))
        elif day and day != was and day < today:
            troubles.append(Trouble("cohorts.date_past", field=field))
    if opens and closes and opens > closes:
        troubles.append(
            Trouble("cohorts.opens_too_late", field="nominations_open", facts={"day": closes})
        )
    if closes and starts and starts <= closes:
        troubles.append(Trouble("cohorts.starts_too_early", field="starts", facts={"day": closes}))
    if starts and ends and ends <= starts:
        troubles.append(Trouble("cohorts.ends_too_early", field="ends", facts={"day": starts}))
    return _first_of_each(troubles + _check_far(days, today))


def days_of(cohort: Cohort) -> Days:
    """The four days of a cohort, in their order."""
    return (cohort.nominations_open, cohort.nominations_close, cohort.starts, cohort.ends)


def check_rhythm(cadence_days: int | None, hours_a_month: int | None) -> list[Trouble]:
    """How often a pair meets, and what a mentor is to give."""
    troubles = []
    if cadence_days not in CADENCES:
        troubles.append(Trouble("cohorts.cadence_missing", field="cadence_days"))
    if hours_a_month is None or not LEAST_HOURS <= hours_a_month <= MOST_HOURS:
        facts = {"least": LEAST_HOURS, "most": MOST_HOURS}
        troubles.append(Trouble("cohorts.hours_out", field="hours_a_month", facts=facts))
    return troubles


def check_lines(field: str, lines: Sequence[str], most: int, limit: int) -> list[Trouble]:
    """One trouble at most: a field shows one sentence, and the first line in the way is enough."""
    if not lines:
        return [Trouble("cohorts.lines_missing", field=field)]
    if len(lines) > most:
        return [
            Trouble(
                "cohorts.too_many_lines", field=field, facts={"most": most, "count": len(lines)}
            )
        ]
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line:
            return [Trouble("cohorts.line_empty", field=field, facts={"line": number})]
        if len(line) > limit:
            facts = {"line": number, "over": len(line) - limit}
            return [Trouble("cohorts.line_too_long", field=field, facts=facts)]
        first = seen.setdefault(same_words(line), number)
        if first != number:
            facts = {"line": number, "first": first}
            return [Trouble("cohorts.line_twice", field=field, facts=facts)]
    return []


def _check_far(days: Days, today: date) -> list[Trouble]:
    """A year mistyped: days that are years away, or a cohort without an end."""
    _, closes, starts, ends = days
    troubles = []
    if starts and ends and ends - starts > LONGEST:
        troubles.append(Trouble("cohorts.runs_too_long", field="ends"))
    if closes and closes - today > LONGEST:
        troubles.append(Trouble("cohorts.date_too_far", field="nominations_close"))
    if starts and starts - today > 2 * LONGEST:
        troubles.append(Trouble("cohorts.date_too_far", field="starts"))
    return troubles


def _first_of_each(troubles: Sequence[Trouble]) -> list[Trouble]:
    """A field shows one sentence: the first one found."""
    found: dict[str | None, Trouble] = {}
    for one in troubles:
        found.setdefault(one.field, one)
    return list(found.values())

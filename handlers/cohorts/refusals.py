"""What is in the way of a program, a cohort or a list, and what to do next."""

from collections.abc import Mapping
from typing import Any

from handlers.feature import Sentence
from handlers.said import counted, day


def _over(facts: Mapping[str, Any]) -> str:
    return counted(facts["over"], "character", "characters")


def _forms(facts: Mapping[str, Any]) -> str:
    return f"it stands in {counted(facts['count'], 'form', 'forms')} that"


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
    "cohorts.opens_too_late": lambda facts: (
        f"Nominations must open before they close ({day(facts['day'])})."
    ),
    "cohorts.started": lambda facts: (
        f"The cohort has started; its first day stays {day(facts['day'])}."
    ),
    "cohorts.ended": lambda facts: (
        f"This cohort ended on {day(facts['day'])}. Plan the next one with "
        "/mentoring-admin cohort next."
    ),
    "cohorts.closed_already": lambda facts: (
        f"Nominations closed on {day(facts['day'])}. Choose a later last day first."
    ),
    "cohorts.cadence_missing": lambda _: "Choose one.",
    "cohorts.hours_out": lambda facts: (
        f"Between {facts['least']} and {facts['most']} hours, in whole hours."
    ),
    "cohorts.purpose_missing": lambda _: "Please write a sentence or two.",
    "cohorts.text_too_long": lambda facts: f"Shorten this by {_over(facts)}.",
    "cohorts.word_of_nobody": lambda _: "Choose whose word it is.",
    "cohorts.escalation_inside": lambda _: (
        "This is a program manager, who would be asked about the program team. Choose somebody "
        "outside it."
    ),
    "cohorts.choose_pulse_readers": lambda _: "Choose who reads the results.",
    "cohorts.competency_in_use": lambda facts: (
        f"{facts['name']} stays: {_forms(facts)} people sent. Rename it, or leave it out of the "
        "next cohort."
    ),
    "cohorts.competency_published": lambda facts: (
        f"{facts['name']} stands in {counted(facts['count'], 'cohort', 'cohorts')}. Take it out "
        "there first."
    ),
    "cohorts.criterion_in_use": lambda facts: (
        f"This one stays: {_forms(facts)} people sent. Reword it, or leave it out of the next "
        "cohort."
    ),
    "cohorts.competency_exists": lambda _: "The list has one of this name. Choose another.",
    "cohorts.competency_gone": lambda _: (
        "This competency is not on the list any more. Open the list again."
    ),
    "cohorts.renamed_meanwhile": lambda facts: (
        f"It is called {facts['name']} since a moment ago. Close this and open it again."
    ),
    "cohorts.list_full": lambda facts: (
        f"The list holds {facts['most']}. Take one off that nobody uses."
    ),
    "cohorts.changed_meanwhile": lambda facts: (
        f"{facts['name']} changed this meanwhile. Close it and open it again: what you changed is "
        "kept and filled in."
    ),
    "cohorts.no_program": lambda _: "This program is not there any more. Open the form again.",
}

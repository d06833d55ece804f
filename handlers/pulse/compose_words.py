"""Sentences of composing a pulse: the form, what is in the way, and what was planned."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.feature import Sentence
from handlers.pulse_line import THEMES
from handlers.said import counted, day, said
from handlers.visibility import PULSE_ASKED, line
from program.pulse.survey import SMALLEST_AUDIENCE, AnswerKind, AudienceKind, Question
from program.text import shortened
from services.pulse_plans import Audiences, Saved

TITLE = "New pulse"
CHANGE_TITLE = "Change the pulse"
STEP_1, STEP_2 = "Step 1 of 2", "Step 2 of 2"
NEXT = "Next"
BACK = "Back"
PREVIEW = "Preview"
PREVIEW_TITLE = "Preview"
PREVIEW_SUBMIT = "Go back"
TITLE_LABEL = "Title"
TITLE_HINT = line(PULSE_ASKED)
AUDIENCE_LABEL = "Who is asked"
AUDIENCE_HINT = (
    "Always everyone of a group who takes part on the day it opens; nobody is picked by hand."
)
OPENS_LABEL = "Opens"
OPENS_HINT = "Today: as soon as you send this. Later: that day at 09:00."
CLOSES_LABEL = "Closes"
CLOSES_HINT = "At 17:00. It can be moved out later, never in."
EVERY_LABEL = "Asked again"
EVERY_HINT = "Rounds are of the whole program, whoever takes part on the day."
ONCE = "Only once"
QUESTIONS_LABEL = "Questions"
QUESTIONS_HINT = "Up to 6, of which 2 in words at most. Each can be skipped."
OWN_LABEL = "A question of your own"
OWN_HINT = line(PULSE_ASKED)
OWN_KIND_LABEL = "Answered"
KINDS: Mapping[AnswerKind, str] = {
    AnswerKind.SCALE: "From 1, not at all, to 5, fully",
    AnswerKind.COMMENT: "In words",
}
_KIND = {
    AnswerKind.SCALE: "1 to 5",
    AnswerKind.CHOICE: "choose one",
    AnswerKind.COMMENT: "in words",
}
INVITATION_HEAD = "*The message that invites, as of today*"
FORM_HEAD = "*The form it opens. What you enter in this preview goes nowhere.*"
_NAMED = 40
INSTEAD = "Have conversations instead: /mentoring library has guides for them."
NOT_WAITING = "This one was asked or stopped already. The list shows how it stands."


def audience(kind: AudienceKind, program: str, cohort: str = "") -> str:
    """Who is asked, for a menu or a line of plain text."""
    name = shortened(program, _NAMED)
    return {
        AudienceKind.PROGRAM: f"Everyone in {name}",
        AudienceKind.COHORT: f"Cohort {shortened(cohort, 25)} of {shortened(program, 25)}",
        AudienceKind.MENTEES: f"All mentees of {name}",
        AudienceKind.MENTORS: f"All mentors of {name}",
    }[kind]


def every(days: int | None) -> str:
    return f"Every {days} days" if days else ONCE


def detail(question: Question) -> str:
    """What a question is about and how it is answered, below it in the menu."""
    return f"{THEMES.get(question.theme, 'Your own')} · {_KIND[question.kind]}"


def listed(question: Question) -> str:
    """A question with its kind, for a list."""
    return f"{question.text} ({_KIND[question.kind]})"


def too_small(one: Audiences) -> str:
    """Said at set-up where a program is too small for a pulse."""
    return (
        f"{_people(one.people)} in {said(shortened(one.program.name, _NAMED))} now; it takes "
        f"{SMALLEST_AUDIENCE} to protect them. {INSTEAD} Rounds may be planned for later, and open "
        "once there are enough."
    )


def submit(opens: date, today: date) -> str:
    """The button that plans it; at most 24 characters."""
    return "Open now" if opens <= today else f"Open on {day(opens, today)}"


def saved(found: Saved, today: date) -> str:
    """What happens now."""
    plan = found.plan
    again = f" It is asked again every {plan.every_days} days." if plan.every_days else ""
    if found.opens_now:
        return (
            f"{counted(found.people, 'person is', 'people are')} invited now, each in their own "
            f"working hours. It closes on {day(plan.closes_on, today)} at 17:00; nobody reads an "
            f"answer before.{again}"
        )
    if found.is_too_small:
        return (
            f"Planned for {day(plan.opens_on, today)}. {_people(found.people)} now; it takes "
            f"{SMALLEST_AUDIENCE} to protect them. If there are fewer on that day nobody is asked, "
            f"and you are told. {INSTEAD}"
        )
    return (
        f"Planned: it opens on {day(plan.opens_on, today)} and closes on "
        f"{day(plan.closes_on, today)}. As of today {counted(found.people, 'person', 'people')} "
        f"would be invited.{again}"
    )


def _people(number: int) -> str:
    if not number:
        return "Nobody takes part"
    return f"{counted(number, 'person takes', 'people take')} part"


def _few(facts: Mapping[str, Any]) -> str:
    number = counted(facts["people"], "person", "people") if facts["people"] else "Nobody"
    return f"{number} would be invited; it takes {facts['needs']} to protect them. {INSTEAD}"


def _from(facts: Mapping[str, Any]) -> str:
    first: date | None = facts.get("first_day")
    return f"Choose {day(first)} or later." if first else "Choose another day."


def _still_open(facts: Mapping[str, Any]) -> str:
    title = said(shortened(facts["title"], _NAMED))
    return f"\u201c{title}\u201d is still open in this program. {_from(facts)}"


def _too_alike(facts: Mapping[str, Any]) -> str:
    first: date | None = facts.get("first_day")
    until = f"Wait until {day(first)}, or ask other questions." if first else "Ask other questions."
    return (
        "Nearly the same people are asked this, perhaps in other words, in a pulse that closes, or "
        f"closed, on {day(facts['closed'].date())}: the difference would show single answers. "
        f"{until}"
    )


def _planned_already(facts: Mapping[str, Any]) -> str:
    return (
        f"\u201c{said(shortened(facts['title'], _NAMED))}\u201d is planned from "
        f"{day(facts['opens'])} to {day(facts['closes'])}. Choose other days, or change that one "
        "with /mentoring-admin pulse."
    )


def _rounds_already(facts: Mapping[str, Any]) -> str:
    return (
        f"This program has its rounds: \u201c{said(shortened(facts['title'], _NAMED))}\u201d, next "
        f"on {day(facts['opens'])}. Change that one with /mentoring-admin pulse."
    )


def _changed(facts: Mapping[str, Any]) -> str:
    who = said(facts["name"]) if facts.get("name") else "Somebody"
    return f"{who} changed this a moment ago. Close this and open it again to see the new state."


def _over(facts: Mapping[str, Any]) -> str:
    return f"Shorten this by {counted(facts['over'], 'character', 'characters')}."


def _off(why: str) -> Sentence:
    return lambda _: (
        f"No pulse can be opened here: {why} Whoever runs the bot finds what to do "
        "with `baton doctor`."
    )


REFUSALS: Mapping[str, Sentence] = {
    "pulse.no_program": lambda _: (
        "There is no program to ask yet. Set one up with /mentoring-admin program new."
    ),
    "pulse.no_plan": lambda _: "This plan is not there any more. The list shows those there are.",
    "pulse.no_survey": lambda _: "This pulse is not there any more. The list shows all.",
    "pulse.not_waiting": lambda _: NOT_WAITING,
    "pulse.changed_meanwhile": _changed,
    "pulse.no_secret": _off("a part of every key is not set."),
    "pulse.no_folder": _off("the folder for its keys is missing."),
    "pulse.folder_open": _off("others may read the folder of its keys."),
    "pulse.folder_inside": _off("the folder of its keys lies inside the data folder."),
    "pulse.floor": lambda _: "So small a group cannot be protected. " + INSTEAD,
    "pulse.small_groups": lambda _: "Groups of fewer than 5 are never shown.",
    "pulse.few": _few,
    "pulse.too_short": lambda _: "Open it for at least a day.",
    "pulse.still_open": _still_open,
    "pulse.too_alike": _too_alike,
    "pulse.planned_already": _planned_already,
    "pulse.rounds_already": _rounds_already,
    "pulse.no_title": lambda _: "Give it a title that people will recognise.",
    "pulse.title_too_long": _over,
    "pulse.no_such_audience": lambda _: (
        "A pulse asks everyone of a program, of a cohort, or all mentees or mentors. Choose one."
    ),
    "pulse.no_day": lambda _: "Choose a day.",
    "pulse.day_past": lambda _: "That day is past. Choose a later one.",
    "pulse.day_too_far": lambda facts: (
        f"Plan a year ahead at most: choose {day(facts['last'])} {facts['last'].year} or earlier."
    ),
    "pulse.too_long_open": lambda facts: (
        f"It is open for {facts['days']} days at most. Choose an earlier day."
    ),
    "pulse.no_such_rhythm": lambda _: "Choose one.",
    "pulse.rounds_of_all": lambda _: (
        "Rounds are of a whole program. Choose everyone in it, or ask only once."
    ),
    "pulse.rounds_too_close": lambda facts: (
        f"From one round to the next it takes {facts['days']} days at least: a week must lie "
        "between a close and the next opening. Choose a longer rhythm or an earlier close."
    ),
    "pulse.question_too_long": _over,
    "pulse.no_such_kind": lambda _: "Choose one.",
    "pulse.no_questions": lambda _: "Choose at least one question that is not answered in words.",
    "pulse.too_many_questions": lambda facts: (
        f"These are {facts['count']} questions; {facts['most']} fit into a minute. Take some out."
    ),
    "pulse.too_many_comments": lambda facts: (
        f"These are {facts['count']} questions in words; {facts['most']} is the most."
    ),
    "pulse.not_open": lambda _: "This pulse takes no answers any more, so its close stays.",
    "pulse.only_later": lambda facts: (
        f"It closes on {day(facts['closes'].date())}: that can be moved out, never in."
    ),
}

"""Sentences about pulses as the program team sees them: in the list, one by one, on Home."""

from collections.abc import Mapping
from datetime import date

from handlers.pulse import compose_words
from handlers.said import counted, day, said
from program.hours import local_day
from program.pulse.plan import Plan, PlanState
from program.pulse.survey import SMALLEST_AUDIENCE, AudienceKind, Survey, SurveyState
from program.text import shortened
from services.pulse_lists import OnePlan, OneSurvey, PulseLine, Shown, Standing

NAME = "pulse.surveys"
TITLE = "Surveys"
ONE_TITLE = "Pulse"
EXTEND_TITLE = "Close later"
HOME_LABEL = "Surveys"
HEAD = "Pulse"
OPEN = "Open"
NEW = "New pulse"
IN_ROUNDS = "Ask in rounds"
CHANGE = "Change"
STOP = "Stop"
EXTEND = "Close later"
SEE_RESULT = "See the result"
SAVE = "Save"
CLOSES_LABEL = "Closes"
STOP_TITLE = "Stop this plan?"
STOP_YES = "Stop it"
STOP_NO = "Keep it"
QUESTIONS = "*What it asks*"
HEADING = ("Title", "Program", "Who is asked", "State", "Opens", "Closes", "Invited", "Questions")
SHOWN: Mapping[Shown, str] = {
    Shown.NOW: "Open and planned",
    Shown.OPEN: "Open",
    Shown.PLANNED: "Planned",
    Shown.ENDED: "Closed",
    Shown.NOT_ASKED: "Not asked",
    Shown.ALL: "All",
}
_EMPTY: Mapping[Shown, str] = {
    Shown.NOW: "No pulse is open or planned.",
    Shown.OPEN: "No pulse is open.",
    Shown.PLANNED: "No pulse is planned.",
    Shown.ENDED: "No pulse has closed yet.",
    Shown.NOT_ASKED: "No plan was stopped or given up.",
    Shown.ALL: "There has been no pulse yet.",
}
_REASONS = {
    "pulse.few": f"fewer than {SMALLEST_AUDIENCE} people take part",
    "pulse.still_open": "another pulse of the program was open",
    "pulse.too_alike": "nearly the same people were asked the same a short while before",
    "pulse.no_secret": "a part of every key of a pulse is not set",
    "pulse.no_folder": "the folder for the keys of pulses is missing",
    "pulse.folder_open": "others may read the folder for the keys of pulses",
    "pulse.folder_inside": "the folder for the keys of pulses lies inside the data folder",
}
_LONGEST = 80


def empty(shown: Shown, typed: str) -> str:
    """What stands there where there is nothing."""
    if typed:
        return (
            f"No pulse has \u201c{said(shortened(typed, 40))}\u201d in its title or program here."
        )
    return _EMPTY[shown]


def because(code: str | None) -> str:
    """Why a plan did not open, as a part of a sentence."""
    return _REASONS.get(code or "", "the rules did not allow it")


def titled(line: PulseLine) -> str:
    """In bold, with its program."""
    program = said(shortened(line.program.name, _LONGEST))
    return f"*{said(shortened(line.title, _LONGEST))}* · {program}"


def state(one: Survey | Plan, today: date) -> str:
    """Where it stands, in a few words; never how many answered."""
    return _survey(one, today) if isinstance(one, Survey) else _plan(one, today)


def opens_on(one: Survey | Plan) -> date:
    return one.policy.opens_on if isinstance(one, Survey) else one.opens_on


def closes_on(one: Survey | Plan) -> date:
    if isinstance(one, Survey):
        return local_day(one.closes_at, one.policy.zone)
    return one.closes_on


def asked_of(line: PulseLine) -> str:
    """Who is asked, in plain text; a plan of a cohort names none here."""
    if isinstance(line.about, Survey):
        policy = line.about.policy
        return compose_words.audience(policy.audience, policy.program, policy.audience_name)
    if line.about.audience is AudienceKind.COHORT:
        return f"A cohort of {line.program.name}"
    return compose_words.audience(line.about.audience, line.program.name)


def plan_facts(shown: OnePlan, today: date) -> str:
    """All of a plan but its questions."""
    plan = shown.plan
    who = compose_words.audience(plan.audience, shown.program.name, shown.cohort_name)
    lines = [
        f"{said(who)}. {_as_of_today(shown)}".rstrip(),
        f"{_plan(plan, today)}.{_until(plan, today)}",
    ]
    if shown.by is not None:
        lines.append(f"By {said(shown.by.name)}.")
    if shown.is_too_small and plan.state is PlanState.WAITS:
        lines.append(
            f"It takes {SMALLEST_AUDIENCE} people to protect them: if there are fewer on that day "
            f"nobody is asked. {compose_words.INSTEAD}"
        )
    return "\n".join(lines)


def survey_facts(shown: OneSurvey, today: date) -> str:
    """All of a survey but its questions and what was answered."""
    policy = shown.survey.policy
    who = compose_words.audience(policy.audience, policy.program, policy.audience_name)
    invited = counted(policy.invited, "person", "people")
    opened = day(policy.opens_on, today)
    return f"{said(who)}: {invited} invited on {opened}.\n{_survey(shown.survey, today)}."


def stop_text(plan: Plan) -> str:
    """The question before it."""
    rounds = " It has no rounds any more, either." if plan.every_days else ""
    return f"Nobody is asked by this plan.{rounds} What is open already stays open."


def extend_hint(shown: OneSurvey) -> str:
    return (
        f"A later day, {day(shown.latest_close)} at most, at 17:00. A close is never moved in: who "
        "answers late would be left out."
    )


def extended(survey: Survey) -> str:
    closes = day(closes_on(survey))
    return f"It closes on {closes} now, at 17:00. The invitations and Home say so."


def next_planned(one: Standing, today: date) -> str:
    """For Home: what comes next in a program, or that nothing does."""
    program = said(shortened(one.program.name, _LONGEST))
    if one.next is None:
        return f"*{program}*: no pulse is open or planned."
    plan = one.next
    title = said(shortened(plan.title, _LONGEST))
    standing = _plan(plan, today)
    return f"*{program}*: pulse \u201c{title}\u201d {standing[0].lower()}{standing[1:]}."


def _until(plan: Plan, today: date) -> str:
    """For one that waits: until when, and whether it comes again."""
    if plan.state is not PlanState.WAITS:
        return ""
    return f" Closes {day(plan.closes_on, today)}. {compose_words.every(plan.every_days)}."


def _as_of_today(shown: OnePlan) -> str:
    if shown.people is None:
        return ""
    return f"{counted(shown.people, 'person', 'people')} as of today."


def _plan(plan: Plan, today: date) -> str:
    opens = day(plan.opens_on, today)
    match plan.state:
        case PlanState.WAITS if plan.moved:
            return f"Opens {opens}, moved since {because(plan.refused)}"
        case PlanState.WAITS if plan.refused:
            return f"Opens {opens}; the last round was left out, since {because(plan.refused)}"
        case PlanState.WAITS:
            return f"Opens {opens}"
        case PlanState.OPENED:
            return f"Opened {opens}"
        case PlanState.REFUSED:
            return f"Not opened, since {because(plan.refused)}"
        case PlanState.STOPPED:
            return "Stopped"


def _survey(survey: Survey, today: date) -> str:
    closes = day(closes_on(survey), today)
    return {
        SurveyState.OPEN: f"Open until {closes}",
        SurveyState.CLOSING: "Closed; it is being counted",
        SurveyState.CLOSED: f"Closed {closes}; the result is out",
        SurveyState.VOID: f"Closed {closes}; deleted unread",
    }[survey.state]

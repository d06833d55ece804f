"""Sentences of digests: counts of a whole cohort, never a person, never a part of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.feature import Sentence
from handlers.said import counted, day, local_day, mention, said
from program.person import Person
from program.report import Ask, AskKind, AskState, Figures, Snapshot, Week, is_quiet
from services.reports import Report, Settings

DIGEST_TITLE = "Digest"
CHOOSE_TITLE = "When it comes"
LATEST = "Latest digest"
CHOOSE = "When it comes"
SAVE = "Save"
NOT_NOW = "Not now"
OPEN = "Open"
SEE_PULSE = "See the result"
OPEN_INBOX = "Open the inbox"
WEEKDAY = "Day"
HOUR = "Hour"
DELEGATE = "Somebody else gets it"
DELEGATE_HINT = "They read the same counts and can answer what is asked."
HOW = "They get it"
TOO = "As well as you"
INSTEAD = "Instead of you"
CHART = "Met against planned"
MET, PLANNED = "Met", "Planned"
NEEDS_YOU = "What needs you"
HEALTH = "Health"
NOTHING = "Nothing this week."
NO_COHORT = (
    "No cohort of yours runs now, so no digest comes. It begins with the first week of the next."
)
COUNTS_ONLY = (
    "Counts only; nothing is shown about a part of the cohort. "
    "What pairs say never reaches this page."
)
QUIET = "A quiet week, on course; nothing needs you."
THANKS_TEXT = "thanks you for the time you gave as a mentor."
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

ACTS: Mapping[AskKind, str] = {
    AskKind.PLACES: "I will ask somebody",
    AskKind.PROTECT: "I will ask them",
    AskKind.THANK: "Thank them",
}
_DID: Mapping[AskKind, str] = {
    AskKind.PLACES: "You ask for mentors",
    AskKind.PROTECT: "You ask the leaders",
    AskKind.THANK: "Thanked",
}
_TEAM_HEARS: Mapping[AskKind, str] = {
    AskKind.PLACES: "asks for mentors",
    AskKind.PROTECT: "asks the leaders to keep the meetings",
    AskKind.THANK: "thanked the mentors",
}


def digest(report: Report, figures: Figures) -> str:
    """The week in at most three sentences."""
    begun = f"Week {figures.week} of {said(report.cohort.name)}."
    waits = [one for one in report.asks if one.state is AskState.OPEN]
    if is_quiet(figures) and not waits:
        return f"{begun} {QUIET}"
    parts = [one for one in (_met(figures), _states(figures)) if one]
    return f"{begun} {' '.join(parts)}"


def _met(figures: Figures) -> str:
    last, before = figures.last_week, figures.week_before
    if last is None:
        return "Meetings are counted from the first whole round on."
    earlier = f" ({before.met} of {before.planned} the week before)" if before else ""
    return f"Met as planned {last.met} of {last.planned}{earlier}."


def _states(figures: Figures) -> str:
    attention = "needs" if figures.attention == 1 else "need"
    found = [
        f"{figures.attention:,} {attention} attention" if figures.attention else "",
        f"{figures.resting:,} paused" if figures.resting else "",
        f"{counted(figures.waiting, 'mentee waits', 'mentees wait')} for a mentor"
        if figures.waiting
        else "",
    ]
    said_so = ", ".join(one for one in found if one)
    return f"{said_so[0].upper()}{said_so[1:]}." if said_so else ""


def chart(weeks: Sequence[Week]) -> str:
    """What the chart shows, in words."""
    shown = ", ".join(f"{week_label(one)} {one.met} of {one.planned}" for one in weeks)
    return f"{CHART}, by week: {shown}."


def week_label(week: Week) -> str:
    """Short enough for an axis, and different for each week of a year."""
    return day(week.begins).split(" ", 1)[1]


def ask(kind: AskKind, figures: Figures) -> str:
    """What is asked, with the figures that say why."""
    last = figures.last_week
    match kind:
        case AskKind.PLACES:
            waits = counted(figures.waiting, "mentee waits", "mentees wait")
            free = counted(figures.places_free, "place is free", "places are free")
            return f"{waits} for a mentor and {free}. Whom could you win as a mentor?"
        case AskKind.PROTECT:
            met, pairs = (last.met, last.planned) if last else (0, 0)
            return (
                f"{met:,} of {pairs:,} pairs met as planned. Would you ask the leaders to keep "
                "that time free?"
            )
        case AskKind.THANK:
            mentors = counted(figures.mentors, "mentor", "mentors")
            return f"{mentors} met their mentees in the last four weeks. Thank them?"


def answered(one: Ask, managers: Sequence[Person], zone: str, today: date) -> str:
    """What became of it, and who knows."""
    who = " and ".join(mention(manager.slack_user) for manager in managers[:2])
    verb = "know" if len(managers) > 1 else "knows"
    knows = f"; {who} {verb}" if who else ""
    if one.state is AskState.RETIRED or one.answered_at is None:
        return "No longer needed: the next digest is there."
    when = local_day(one.answered_at, zone, today)
    if one.state is AskState.NOT_NOW:
        return f"Not now, {when}{knows}."
    return f"{_DID[one.kind]}, {when}{knows}."


def team_answer(one: Ask, who: Person) -> str:
    """The same for the program team."""
    if one.state is AskState.NOT_NOW:
        return f"{mention(who.slack_user)}: not now ({_TOPIC[one.kind]})."
    return f"{mention(who.slack_user)} {_TEAM_HEARS[one.kind]}."


_TOPIC: Mapping[AskKind, str] = {
    AskKind.PLACES: "winning mentors",
    AskKind.PROTECT: "protecting time",
    AskKind.THANK: "thanking the mentors",
}


def titled(snapshot: Snapshot, today: date) -> str:
    cohort = snapshot.cohort
    week = f"week {snapshot.figures.week} of {snapshot.figures.weeks_in_all}"
    return (
        f"*{said(cohort.program.name)}* · {said(cohort.name)} · {week} · "
        f"counted {day(snapshot.on_day, today)}"
    )


def health(figures: Figures) -> list[tuple[str, str]]:
    """Up to five figures with their words; a change as (+2)."""
    shown = [("Taking part", f"{figures.paired:,} of {figures.accepted:,}")]
    last, before = figures.last_week, figures.week_before
    if last is not None:
        change = f" ({last.met - before.met:+d})" if before and last.met != before.met else ""
        shown.append(("Met as planned", f"{last.met:,} of {last.planned:,}{change}"))
    shown.append(("Need attention", f"{figures.attention:,}"))
    shown.append(("Paused", f"{figures.resting:,}"))
    shown.append(("Time given", f"{figures.minutes / 60:,.1f} h"))
    return shown


def chosen(settings: Settings) -> str:
    """When it comes now, above the form."""
    when = f"{DAYS[settings.wish.weekday]}s at {settings.wish.hour:02}:00, in your own zone"
    return f"It comes on {when}."


def home_hours(settings: Settings) -> str:
    return f"The digest comes on {DAYS[settings.wish.weekday]}s at {settings.wish.hour:02}:00."


REFUSALS: Mapping[str, Sentence] = {
    "reports.not_found": lambda _: "This digest is not there any more. Your Home has the latest.",
    "reports.ask_over": lambda _: "That week is over. Your Home shows what is asked now.",
    "reports.choose_day": lambda _: "Choose a day from Monday to Friday.",
    "reports.choose_hour": lambda _: "Choose an hour between 07:00 and 18:00.",
    "reports.delegate_is_you": lambda _: "This is you. Choose somebody else, or leave it empty.",
    "reports.delegate_missing": lambda _: "Choose who gets it instead of you.",
}

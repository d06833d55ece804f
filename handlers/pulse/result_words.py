"""Sentences of what came of a pulse. Every figure in them is one of the release, as rounded."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from handlers.feature import Sentence
from handlers.said import clock_time, counted, day, local_day, mention, said
from program.hours import local_day as day_of
from program.person import Person
from program.pulse.document import Figure, QuestionFigures, Share
from program.pulse.rounding import Band
from program.pulse.survey import Dimension, Question, Readers, Survey
from program.pulse.trend import Moved
from program.text import shortened
from services.pulse_results import Earlier, Result

TITLE = "Pulse result"
LIST_TITLE = "Pulse results"
SEE = "See the result"
AS_LIST = "As a list and a file"
WHAT_WE_HEARD = "What we heard"
OPEN = "Open"
PULSE = "Pulse"
CHART = "Averages, from 1 to 5"
THIS_PULSE, BEFORE = "This pulse", "The one before"
NO_RESULT = "No pulse has closed yet. Its result stands here once it has."
HEADING = ("Question", "Who", "Answers", "Result")
EVERYONE = "Everyone"
OTHERS = "Other groups"
COMMENT = "A comment"
NOT_SHOWN = "Not shown separately"
TOO_FEW = "Too few answered this question for anything to be shown."
BEING_COUNTED = "Closed; it is being counted."

ROLES = {"mentee": "Mentees", "mentor": "Mentors"}
_THEMES = {
    "fit": "Fit",
    "safety": "Safety",
    "progress": "Progress",
    "time": "Time",
    "support": "Support",
    "recommend": "Would recommend",
}
_MOVED = {
    Moved.UP: ", higher than last time",
    Moved.DOWN: ", lower than last time",
    Moved.SAME: "",
}
_READ_BY = {
    Readers.TEAM: "The program team reads this, and nobody else.",
    Readers.SPONSORS: "The program team and the sponsors read this.",
    Readers.ALL: "The program team, the sponsors and everyone who was invited read this.",
}
GROUPS_SHOWN = 12
LATEST = "Pulse result"
FIND = "Find in the result"
NONE = "This pulse has no result. The answers were deleted unread."
LEFT_OUT = (
    "Small groups are left out, and so is sometimes a larger one next to them, because its result "
    "would give the small one away. Figures are rounded on purpose."
)
SMALL_PRINT = "Small groups are left out, figures are rounded on purpose."


def closed_on(survey: Survey) -> str:
    """In place of the buttons of an invitation: the same for everyone, whatever came of it."""
    return f"Closed on {day(day_of(survey.closes_at, survey.policy.zone))}."


def header(result: Result, today: date) -> str:
    """How many, when, and what is left out: above every figure."""
    return f"{_answers(result)} · closed {day(result.closed_on, today)}. {LEFT_OUT}"


def read_by(result: Result) -> str:
    return _READ_BY[result.survey.policy.readers]


def titled(survey: Survey) -> str:
    """For a heading."""
    return shortened(f"{survey.policy.title} · {survey.policy.program}", 150)


def chosen(survey: Survey, today: date) -> str:
    """For the menu of all results."""
    closed = day(day_of(survey.closes_at, survey.policy.zone), today)
    return shortened(f"{closed}: {survey.policy.title} · {survey.policy.program}", 75)


def message(result: Result, today: date) -> str:
    """The result in three sentences: what stands out, and what came down or up."""
    begun = f"{_answers(result)}, closed {day(result.closed_on, today)}."
    return " ".join(one for one in (begun, _outstanding(result), SMALL_PRINT) if one)


def averages(result: Result) -> str:
    """What the chart shows, in words."""
    told = [
        f"{label} {about(figure.mean)}{moved(result, question.id)}"
        for label, question, figure in scales(result)
        if figure.mean is not None
    ]
    return f"{CHART}: {'; '.join(told)}."


def scales(result: Result) -> list[tuple[str, Question, Figure]]:
    """The questions with an average, each under a name of its own that fits a chart."""
    found: list[tuple[str, Question, Figure]] = []
    taken: dict[str, int] = {}
    for number, question in enumerate(result.survey.policy.questions, start=1):
        cell = result.document.of(question.id) if result.document else None
        if cell is None or cell.everyone is None or cell.everyone.mean is None:
            continue
        label = _THEMES.get(question.theme, f"Question {number}")
        taken[label] = taken.get(label, 0) + 1
        name = label if taken[label] == 1 else f"{label} {taken[label]}"
        found.append((name, question, cell.everyone))
    return found


def about(mean: int) -> str:
    """An average, from tenths."""
    return f"about {mean / 10:g}"


def moved(result: Result, question_id: str) -> str:
    """Against the pulse before; nothing where it did not tell of this question, or the same."""
    change = result.earlier[0].changes.get(question_id) if result.earlier else None
    return _MOVED[change.moved] if change else ""


def question(result: Result, asked: Question, cell: QuestionFigures | None) -> str:
    """Everything that is told of one question."""
    lines = [f"*{said(asked.text)}*"]
    if cell is None or cell.everyone is None:
        return "\n".join([*lines, TOO_FEW])
    lines.append(f"{EVERYONE}: {said(figure(asked, cell.everyone))}")
    lines += [groups(asked, cell, one) for one in Dimension if cell.of(one)]
    lines += [before(result.earlier, asked.id)] if before(result.earlier, asked.id) else []
    return "\n".join(lines)


def groups(asked: Question, cell: QuestionFigures, dimension: Dimension) -> str:
    """The groups of one dimension on a line."""
    found = cell.of(dimension)
    told = [
        f"{said(group(dimension, one.group))}: {said(figure(asked, one.figure))}"
        for one in found[:GROUPS_SHOWN]
    ]
    over = len(found) - GROUPS_SHOWN
    told += [f"{counted(over, 'group', 'groups')} more in the list"] if over > 0 else []
    told += [f"{OTHERS.lower()}: not shown separately"] if dimension in cell.left_out else []
    return " · ".join(told)


def group(dimension: Dimension, name: str) -> str:
    """A group as people call it."""
    return ROLES.get(name, name) if dimension is Dimension.ROLE else name


def figure(asked: Question, told: Figure) -> str:
    """One figure in words, for plain text."""
    parts = [about(told.mean)] if told.mean is not None else []
    for label, share in (
        ("4 or 5", told.favourable),
        ("3", told.middle),
        ("1 or 2", told.unfavourable),
    ):
        parts += [f"{label}: {percent(share)}"] if share is not None else []
    parts += [f"{option(asked, one)}: {percent(one.percent)}" for one in told.shares]
    return ", ".join(parts)


def percent(share: int) -> str:
    """A share in tens of per cent; the ends say no more than that."""
    return {10: "10 % or less", 90: "90 % or more"}.get(share, f"{share} %")


def option(asked: Question, share: Share) -> str:
    """The words of an option; of all that few chose, together."""
    if share.option is None or share.option >= len(asked.options):
        return "Other options"
    return asked.options[share.option]


def answers(band: Band) -> str:
    """How many answers are behind a figure, as far as it is told."""
    return str(band.value)


def before(earlier: Sequence[Earlier], question_id: str) -> str:
    """Earlier averages, the latest first."""
    told = [
        f"{about(change.earlier)} ({day(one.closed_on)})"
        for one in earlier
        if (change := one.changes.get(question_id)) is not None
    ]
    return f"Before: {', '.join(told)}" if told else ""


def withheld(survey: Survey) -> str:
    """In place of comments that are not shown; never how many there were."""
    policy = survey.policy
    return (
        f"Comments are shown from {policy.fewest_comments} on, and once {policy.comments_from} "
        "people have answered."
    )


def comments_shown(some: int, of: int) -> str:
    return f"{some} of {of} comments; all of them stand in the list." if some < of else ""


def said_by(person: Person | None, at: datetime, zone: str, today: date) -> str:
    who = mention(person.slack_user) if person else "The program team"
    return f"{who}, {local_day(at, zone, today)}"


def under_way(survey: Survey, zone: str, today: date) -> str:
    """What an open survey is called on the team's Home."""
    closes = f"{local_day(survey.closes_at, zone, today)}, {clock_time(survey.closes_at, zone)}"
    return f"*{said(survey.policy.title)}* · {said(survey.policy.program)} · open until {closes}"


def in_digest(survey: Survey, zone: str) -> str:
    """An open survey in the team's digest."""
    share = "fewer than 5" if survey.progress is None else f"about {survey.progress} %"
    return (
        f"Pulse open until {local_day(survey.closes_at, zone)}: {share} have answered "
        "(counted daily)."
    )


def void(*, few: bool, code: str | None, smallest: int) -> str:
    """Why there is no result; the same whatever the number was."""
    if few:
        return f"Fewer than {smallest} people answered. The answers were deleted unread."
    if code is not None:
        return (
            "The safety check failed, so the answers were deleted unread. Please ask again. "
            f"Support code: {code}"
        )
    return NONE


def _answers(result: Result) -> str:
    number = result.document.answers if result.document else 0
    return counted(number, "answer", "answers")


def _outstanding(result: Result) -> str:
    """The highest and the lowest average, and, of the rest, the first one that came down."""
    found = scales(result)
    if not found:
        return ""
    ranked = sorted(found, key=lambda one: -(one[2].mean or 0))
    down = [one for one in found if moved(result, one[1].id) == _MOVED[Moved.DOWN]]
    kept = [ranked[0], *down[:1], ranked[-1]]
    shown = [one for one in found if one in kept]
    told = [
        f"{name} {about(figure.mean)}{moved(result, question.id)}"
        for name, question, figure in shown
        if figure.mean is not None
    ]
    lowered = [told[0], *(f"{one[:1].lower()}{one[1:]}" for one in told[1:])]
    return f"{'; '.join(lowered)}."


def _not_closed(facts: Mapping[str, object]) -> str:
    closes, zone = facts["closes"], str(facts["zone"])
    assert isinstance(closes, datetime)  # noqa: S101 - the service gives it so
    when = f"{local_day(closes, zone)}, {clock_time(closes, zone)}"
    return f"Results come after {when}. Until then nobody can read anything."


REFUSALS: Mapping[str, Sentence] = {
    "pulse.no_result": lambda _: (
        "This pulse is not there any more. The results there are stand on your Home."
    ),
    "pulse.not_closed": _not_closed,
}

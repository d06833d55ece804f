"""Sentences of what came of a pulse. Every figure in them is one of the release, as rounded."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from handlers import pulse_line
from handlers.feature import Sentence
from handlers.said import clock_time, counted, day, local_day, mention, said
from program.hours import local_day as day_of
from program.person import Person
from program.pulse.document import Figure, QuestionFigures, Share
from program.pulse.rounding import Band
from program.pulse.survey import Dimension, Question, Readers, Survey
from program.text import shortened
from services.pulse_results import Earlier, Result

TITLE = "Pulse result"
LIST_TITLE = "Pulse results"
SEE = "See the result"
AS_LIST = "As a list and a file"
WHAT_WE_HEARD = "What we heard"
OPEN = "Open"
PULSE = "Pulse"
THIS_PULSE, BEFORE = "This pulse", "The one before"
NO_RESULT = "No pulse has closed yet. Its result stands here once it has."
HEADING = ("Question", "Who", "Answers", "Result", "Pulse", "Closed")
EVERYONE = "Everyone"
OTHERS = {Dimension.ROLE: "Other roles", Dimension.LOCATION: "Other locations"}
ALL_OF = {Dimension.ROLE: "Roles", Dimension.LOCATION: "Locations"}
COMMENT = "A comment"
NOT_SHOWN = "Not shown separately"
TOO_FEW = "Too few answered this question for anything to be shown."
BEING_COUNTED = "Closed; it is being counted."

ROLES = {"mentee": "Mentees", "mentor": "Mentors"}
_READ_BY = {
    Readers.TEAM: "The program team reads this, and nobody else.",
    Readers.SPONSORS: "The program team and the sponsors read this.",
    Readers.ALL: "The program team, the sponsors and everyone who was invited read this.",
}
GROUPS_SHOWN = 12
LATEST = "Pulse result"
WHOSE = "the program team, and for whoever its form named as readers"
FIND = "Find in the result"
NONE = "This pulse has no result. The answers were deleted unread."
LEFT_OUT = (
    "Small groups are left out, and so is sometimes a larger one next to them, because its result "
    "would give the small one away. Figures are rounded on purpose."
)


def closed_on(survey: Survey) -> str:
    """In place of the buttons of an invitation: the same for everyone, whatever came of it."""
    return f"Anonymous pulse. Closed on {day(day_of(survey.closes_at, survey.policy.zone))}."


def header(result: Result, today: date) -> str:
    """How many, when, and what is left out: above every figure."""
    return f"{pulse_line.answers(result)} · closed {day(result.closed_on, today)}. {LEFT_OUT}"


def read_by(result: Result) -> str:
    return _READ_BY[result.survey.policy.readers]


def titled(survey: Survey) -> str:
    """For a heading."""
    return shortened(f"{survey.policy.title} · {survey.policy.program}", 150)


def chosen(survey: Survey, today: date) -> str:
    """For the menu of all results."""
    closed = day(day_of(survey.closes_at, survey.policy.zone), today)
    return shortened(f"{closed}: {survey.policy.title} · {survey.policy.program}", 75)


def question(asked: Question, cell: QuestionFigures | None) -> str:
    """A question, and what everyone said to it."""
    told = said(figure(asked, cell.everyone)) if cell and cell.everyone else ""
    return f"*{said(asked.text)}*\n" + (f"{EVERYONE}: {told}" if told else TOO_FEW)


def groups(asked: Question, cell: QuestionFigures, dimension: Dimension) -> list[str]:
    """The groups of one dimension, each on a line, for plain text."""
    found = cell.of(dimension)
    told = [
        f"{shortened(group(dimension, one.group), 75)}: {figure(asked, one.figure)}"
        for one in found[:GROUPS_SHOWN]
    ]
    over = len(found) - GROUPS_SHOWN
    told += [f"{counted(over, 'group', 'groups')} more in the list"] if over > 0 else []
    return [
        *told,
        *(
            [f"{left_out(dimension, cell)}: {NOT_SHOWN.lower()}"]
            if dimension in cell.left_out
            else []
        ),
    ]


def left_out(dimension: Dimension, cell: QuestionFigures) -> str:
    """The groups without a figure: the others, where some have one."""
    return (OTHERS if cell.of(dimension) else ALL_OF)[dimension]


def group(dimension: Dimension, name: str) -> str:
    """A group as people call it."""
    return ROLES.get(name, name) if dimension is Dimension.ROLE else name


def figure(asked: Question, told: Figure) -> str:
    """One figure in words, for plain text."""
    shares = [
        f"{percent(share)} chose {scores}"
        for scores, share in (
            ("4 or 5", told.favourable),
            ("3", told.middle),
            ("1 or 2", told.unfavourable),
        )
        if share is not None
    ]
    shares += [f"{option(asked, one)}: {percent(one.percent)}" for one in told.shares]
    average = [pulse_line.about(told.mean)] if told.mean is not None else []
    return "; ".join([*average, *([", ".join(shares)] if shares else [])])


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
        f"{pulse_line.about(change.earlier)} ({day(one.closed_on)})"
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


def void(*, few: bool, code: str | None, smallest: int) -> str:
    """Why there is no result; the same whatever the number was."""
    if few:
        return f"Fewer than {smallest} people answered. The answers were deleted unread."
    if code is not None:
        return (
            "The safety check did not hold, so the answers were deleted unread. Please ask again. "
            f"Support code: {code}"
        )
    return NONE


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

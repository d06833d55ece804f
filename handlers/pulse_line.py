"""A pulse that has closed in a few sentences, for messages, Home and digests.

Every figure is one of the release, as it was rounded there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlers.said import counted, day, local_day
from program.pulse.document import Figure
from program.pulse.survey import Question, Survey
from program.pulse.trend import Moved
from services.pulse_results import Result

CHART = "Averages, from 1 to 5"
SMALL_PRINT = "Small groups are left out, figures are rounded on purpose."
THEMES: Mapping[str, str] = {
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


@dataclass(frozen=True)
class Scale:
    """A question with an average, under a name of its own that fits a chart."""

    name: str
    question: Question
    figure: Figure
    mean: int
    """In tenths."""


def message(result: Result, today: date) -> str:
    """What stands out, and what came down or up."""
    begun = f"{answers(result)}, closed {day(result.closed_on, today)}."
    return " ".join(one for one in (begun, _outstanding(result), SMALL_PRINT) if one)


def in_digest(result: Result, today: date) -> str:
    """The same in a digest, said to be of a pulse."""
    return f"Pulse: {message(result, today)}"


def open_in_digest(survey: Survey, zone: str, today: date) -> str:
    """An open survey in the team's digest: as of the last daily count."""
    closes = local_day(survey.closes_at, zone, today)
    if survey.progress_on is None:
        return f"Pulse open until {closes}."
    share = "fewer than 5" if survey.progress is None else f"about {survey.progress} %"
    return f"Pulse open until {closes}: {share} have answered (updated daily)."


def averages(result: Result) -> str:
    """What the chart shows, in words."""
    told = [f"{one.name} {about(one.mean)}{moved(result, one.question)}" for one in scales(result)]
    return f"{CHART}: {'; '.join(told)}."


def scales(result: Result) -> list[Scale]:
    """The questions with an average, in their order."""
    found: list[Scale] = []
    taken: dict[str, int] = {}
    for number, question in enumerate(result.survey.policy.questions, start=1):
        cell = result.document.of(question.id) if result.document else None
        if cell is None or cell.everyone is None or cell.everyone.mean is None:
            continue
        label = THEMES.get(question.theme, f"Question {number}")
        taken[label] = taken.get(label, 0) + 1
        name = label if taken[label] == 1 else f"{label} {taken[label]}"
        found.append(Scale(name, question, cell.everyone, cell.everyone.mean))
    return found


def about(mean: int) -> str:
    """An average, from tenths."""
    return f"about {mean / 10:g}"


def moved(result: Result, question: Question) -> str:
    """Against the pulse before; nothing where it did not tell of this question, or the same."""
    change = result.earlier[0].changes.get(question.id) if result.earlier else None
    return _MOVED[change.moved] if change else ""


def answers(result: Result) -> str:
    """How many answered: the one exact count there is."""
    return counted(result.document.answers if result.document else 0, "answer", "answers")


def _outstanding(result: Result) -> str:
    """The highest and the lowest average, and between them the first one that came down."""
    found = scales(result)
    if not found:
        return ""
    ranked = sorted(found, key=lambda one: -one.mean)
    down = [one for one in found if moved(result, one.question) == _MOVED[Moved.DOWN]]
    kept = (ranked[0], *down[:1], ranked[-1])
    told = [
        f"{one.name} {about(one.mean)}{moved(result, one.question)}" for one in found if one in kept
    ]
    lowered = [told[0], *(f"{one[:1].lower()}{one[1:]}" for one in told[1:])]
    return f"{'; '.join(lowered)}."

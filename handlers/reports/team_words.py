"""Sentences of the program team's own digest: what waits this morning, in counts."""

from collections.abc import Mapping

from handlers.said import counted
from program.report import Figures

_COUNTED = {
    "requests": ("request due", "requests due"),
    "not_taken_up": ("mentee without a yes", "mentees without a yes"),
    "silent": ("silent mentor", "silent mentors"),
    "overdue": ("pair has not met for two rounds", "pairs have not met for two rounds"),
    "nominations": ("nomination to decide", "nominations to decide"),
    "answers": ("answer of a sponsor", "answers of sponsors"),
}
_LINES = {
    "requests": "Requests that are due",
    "not_taken_up": "Mentees whose mentor said no or did not answer",
    "silent": "Mentors who have not answered",
    "overdue": "Pairs that have not met",
    "nominations": "Nominations to decide",
}


def today(news: Mapping[str, int]) -> str:
    """What waits this morning, and what did not arrive."""
    waits = [
        counted(int(news.get(name, 0)), *words)
        for name, words in _COUNTED.items()
        if news.get(name)
    ]
    lost = int(news.get("undelivered", 0))
    said_so = f"Today: {', '.join(waits)}." if waits else "Nothing waits for you today."
    if lost:
        verb = "did not arrive this week"
        said_so += f" {counted(lost, 'message', 'messages')} {verb}."
    return f"{said_so} Otherwise on course."


def week(cohort: str, figures: Figures) -> str:
    """Mondays: how the cohort stands."""
    last = figures.last_week
    met = f" Met as planned {last.met} of {last.planned} last week." if last else ""
    return f"Week {figures.week} of {cohort}.{met}"


def line(name: str, number: int) -> str:
    return f"{_LINES[name]}: *{number:,}*"


def spoken(name: str) -> str:
    return f"Open, {_LINES[name].lower()}"


def passed() -> str:
    """In place of an earlier morning's counts."""
    return "This was an earlier morning's digest. What waits now stands on your Home."

"""From what was entered to the records the services take."""

import re
from typing import Any

from handlers import state
from program.mentor import Capacity, Offer

View = dict[str, Any]
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)")


def first_step(view: View) -> Offer:
    """Strengths, style, places, hours and standing by; the rest comes with the second step."""
    return Offer(
        cohort_id=state.ids_of(view).get("cohort", ""),
        competencies=state.several(view, "competencies"),
        style=state.chosen(view, "style"),
        places=_places(view),
        hours_a_month=state.number(view, "hours"),
        backup=_backup(view),
    )


def second_step(view: View) -> Offer:
    """Boundaries, times and languages; the rest was kept with the first step."""
    return Offer(
        cohort_id=state.ids_of(view).get("cohort", ""),
        competencies=(),
        style=None,
        places=None,
        hours_a_month=None,
        boundaries=state.text(view, "boundaries"),
        times=state.several(view, "times"),
        languages=state.several(view, "languages"),
    )


def capacity(view: View) -> tuple[str, Capacity]:
    """The mentor, and what they set; hours that are no number are out of range."""
    hours = state.number(view, "hours")
    return state.ids_of(view).get("mentor", ""), Capacity(
        places=_places(view), hours_a_month=0 if hours is None else hours, backup=_backup(view)
    )


def invitation(view: View) -> tuple[str, tuple[str, ...], str]:
    """The cohort, the Slack ids of who is invited, and the line of one's own."""
    return (
        state.chosen(view, "cohort") or "",
        state.accounts(view, "people"),
        state.line(view, "line"),
    )


def mentioned(typed: str) -> tuple[str, ...]:
    """The Slack ids of everybody mentioned in what was typed, each once."""
    return tuple(dict.fromkeys(_MENTIONED.findall(typed)))


def _places(view: View) -> int | None:
    chosen = state.chosen(view, "places") or ""
    return int(chosen) if chosen.isdecimal() and len(chosen) < 3 else None


def _backup(view: View) -> bool:
    return "yes" in state.several(view, "backup")

"""From what was entered about a meeting to the records the services take."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers import state
from program.check_in import Answer, CheckInForm, InTheWay, Medium, OwnWords, Worth
from program.text import one_line

View = dict[str, Any]


def pairing_of(view: View) -> str:
    """The pairing that was chosen, or the only one there was; never trusted."""
    return state.chosen(view, "pairing") or state.ids_of(view).get("pairing", "")


def log(view: View) -> CheckInForm:
    """The facts, what was agreed, and one's own words where they are asked."""
    medium = state.chosen(view, "medium")
    return CheckInForm(
        met_on=state.day(view, "met_on"),
        minutes=state.number(view, "minutes"),
        medium=Medium(medium) if medium in set(Medium) else None,
        competencies=state.several(view, "competencies"),
        actions=lines(state.text(view, "actions")),
        next_on=state.day(view, "next_on"),
        own=own(view) if is_whole(view) else None,
    )


def own(view: View) -> OwnWords:
    """What is asked of each alone."""
    worth = state.chosen(view, "worth")
    ways = state.several(view, "in_the_way")
    return OwnWords(
        worth=Worth(worth) if worth in set(Worth) else None,
        in_the_way=tuple(InTheWay(one) for one in ways if one in set(InTheWay)),
        note=state.text(view, "note"),
    )


def is_whole(view: View) -> bool:
    """Whether the form shows what [Add more] adds."""
    values: Mapping[str, Any] = view["state"]["values"]
    return "note" in values


def answer(view: View) -> Answer:
    """What the other says instead of yes."""
    return Answer(
        met=state.chosen(view, "met") != "no",
        met_on=state.day(view, "met_on"),
        minutes=state.number(view, "minutes"),
    )


def next_date(view: View) -> date | None:
    """The next date of the two."""
    return state.day(view, "next_on")


def version_of(view: View) -> int:
    """The version that was opened; 0 where none was."""
    version = state.ids_of(view).get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def lines(text: str) -> tuple[str, ...]:
    """One entry for each line that says something."""
    return tuple(one for one in (one_line(line) for line in text.splitlines()) if one)

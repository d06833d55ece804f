"""What people read when a pause or a request is refused: the reason, and what to do next."""

from collections.abc import Mapping
from typing import Any

from handlers.feature import Sentence
from handlers.said import counted, day

Facts = Mapping[str, Any]


def _over(facts: Facts) -> str:
    ended_on = facts.get("ended_on")
    when = f" on {day(ended_on)}" if ended_on else ""
    return f"This pairing ended{when}. Ask the program team for what comes next."


def _rest_of_other(facts: Facts) -> str:
    until = facts.get("until")
    when = f" on {day(until)}" if until else ""
    return f"You did not pause it, so it resumes by itself{when}. A check-in can be noted any time."


REFUSALS: Mapping[str, Sentence] = {
    "requests.no_pairing": lambda _: "You are in no running pairing, so there is nothing to pause.",
    "requests.pairing_gone": lambda _: (
        "This pairing is not there any more. Your Home shows those that run."
    ),
    "requests.pairing_over": _over,
    "requests.pause_over": lambda _: "This pause is over. Your Home shows how things stand.",
    "requests.rest_of_other": _rest_of_other,
    "requests.nothing_rests": lambda _: (
        "Nothing of yours rests now. /mentoring pause lets a pairing rest."
    ),
    "requests.date_missing": lambda _: "Choose the day on which it ends.",
    "requests.date_past": lambda _: "That day is past. Choose a later one.",
    "requests.pause_too_long": lambda facts: (
        "Longer than 6 months is better ended well: ask the program team. "
        f"The latest day is {day(facts['latest'])}."
    ),
    "requests.text_too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
}

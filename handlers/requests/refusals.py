"""What people read when a pause or a request is refused: the reason, and what to do next."""

from collections.abc import Mapping
from typing import Any

from handlers.feature import Sentence
from handlers.said import counted, day, said

Facts = Mapping[str, Any]


def _over(facts: Facts) -> str:
    ended_on = facts.get("ended_on")
    when = f" on {day(ended_on)}" if ended_on else ""
    return f"This pairing ended{when}. Ask the program team for what comes next."


def _rest_of_other(facts: Facts) -> str:
    until = facts.get("until")
    when = f" on {day(until)}" if until else ""
    return f"You did not pause it, so it resumes by itself{when}. A check-in can be noted any time."


def _in_conflict(facts: Facts) -> str:
    name = facts.get("name")
    whose = f"{said(name)} has it." if name else "Hand it over, or ask another program manager."
    return f"You have a conflict of interest with this one. {whose}"


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
    "requests.no_pairing_to_change": lambda _: (
        "You are in no running pairing. /mentoring charter says who runs the program."
    ),
    "requests.not_found": lambda _: (
        "This request is not there any more. Your Home shows what is open."
    ),
    "requests.draft_gone": lambda _: (
        "The first step is no longer kept here. Copy what you wrote, then begin again with "
        "/mentoring repair."
    ),
    "requests.settled": lambda _: (
        "It is settled or withdrawn, so nothing can be changed in it. A new one can be made any "
        "time."
    ),
    "requests.changed_meanwhile": lambda _: (
        "It changed a moment ago. Close this and read what is new; nothing was changed by you."
    ),
    "requests.in_conflict": _in_conflict,
    "requests.cannot_own": lambda _: (
        "Choose somebody of the program team who is neither one of the two nor in conflict."
    ),
    "requests.only_managers_end": lambda _: (
        "Only program managers end a pairing. Choose the other way, or hand it over."
    ),
    "requests.choose": lambda _: "Choose one.",
    "requests.text_missing": lambda _: "Please write a sentence or two.",
    "requests.in_both": lambda _: "Somebody stands in both lists. Choose one of them.",
    "requests.too_many": lambda facts: f"Choose {facts['most']} at most.",
    "requests.text_too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
}

"""What people read when something about mentors is refused: the reason, and what to do next."""

from collections.abc import Mapping
from typing import Any

from handlers.feature import Sentence
from handlers.said import counted, day
from program.mentor import MentorState

Facts = Mapping[str, Any]


def _below(facts: Facts) -> str:
    running = facts["running"]
    holds = counted(running, "mentee holds", "mentees hold")
    return f"{holds} a place with you now, so {running} is the least."


def _still_holding(facts: Facts) -> str:
    running = facts["running"]
    holds = counted(running, "mentee still holds", "mentees still hold")
    places = counted(running, "place", "places")
    return (
        f"{holds} a place, and those pairings end first. With {places} nobody new is proposed "
        "until then."
    )


def _hours(facts: Facts) -> str:
    places = counted(facts["places"], "place needs", "places need")
    need = counted(facts["need"], "hour", "hours")
    return f"{places} about {need} a month; you gave {facts['gave']}. Lower one or raise the other."


def _not_invited(facts: Facts) -> str:
    if facts["state"] is MentorState.ON_ROSTER:
        return "You are on the roster already. Set your places, or leave it, on your Home."
    return "This invitation is over. You can offer any time with /mentoring volunteer."


REFUSALS: Mapping[str, Sentence] = {
    "mentors.no_cohort_open": lambda _: (
        "No cohort looks for mentors at the moment. /mentoring charter says what is planned."
    ),
    "mentors.no_cohort": lambda _: "This cohort is not there any more. Open the form again.",
    "mentors.cohort_over": lambda facts: (
        f"This cohort ended on {day(facts['ended_on'])}. Open the form again to see the others."
    ),
    "mentors.not_found": lambda _: "This is not there any more. /mentoring volunteer begins anew.",
    "mentors.not_on_roster": lambda _: (
        "You are on no roster at the moment. /mentoring volunteer puts you on one."
    ),
    "mentors.not_invited": _not_invited,
    "mentors.draft_gone": lambda _: (
        "The first step is no longer kept here. Copy what you wrote, then begin again with "
        "/mentoring volunteer."
    ),
    "mentors.choose_competencies": lambda _: "Choose at least one from the list.",
    "mentors.too_many": lambda facts: f"Choose {facts['most']} at most.",
    "mentors.choose_one": lambda _: "Choose one.",
    "mentors.choose_listed": lambda _: "Choose from the list.",
    "mentors.places_range": lambda _: "Choose 0 to 5 places.",
    "mentors.hours_range": lambda facts: f"Give {facts['least']} to {facts['most']} hours a month.",
    "mentors.too_few_hours": _hours,
    "mentors.too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
    "mentors.below_running": _below,
    "mentors.still_holding": _still_holding,
    "mentors.choose_people": lambda _: "Choose at least one colleague.",
    "mentors.invite_yourself": lambda _: (
        "You are among them. To mentor yourself, use /mentoring volunteer."
    ),
}

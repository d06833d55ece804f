"""What people read when a check-in is refused: what is in the way, and what to do next."""

from collections.abc import Mapping
from typing import Any

from handlers.feature import Sentence
from handlers.said import counted, day, local_day
from program.check_in import LEAST_MINUTES, MOST_MINUTES

Facts = Mapping[str, Any]


def _ended(facts: Facts) -> str:
    ended = facts.get("ended")
    if ended is None:
        return "This pairing does not run. /mentoring shows what does."
    return f"This pairing ended on {day(ended)}. What was noted stays as it is."


def _too_late(facts: Facts) -> str:
    said_at = local_day(facts["said_at"], facts["zone"])
    return f"You noted this on {said_at}. It can be changed for 14 days, and now stays as it is."


def _already(facts: Facts) -> str:
    length = counted(facts["minutes"], "minute", "minutes")
    return f"{day(facts['on'])} is noted already, with {length}. Change that one instead."


REFUSALS: Mapping[str, Sentence] = {
    "check_ins.no_pairing": lambda _: (
        "You are in no pairing at the moment. Check-ins begin as soon as one starts."
    ),
    "check_ins.not_found": lambda _: (
        "This is not there any more. Open it again from your Home, which shows what is."
    ),
    "check_ins.no_cohort": lambda _: "This cohort is not there any more. Open the list again.",
    "check_ins.nothing_yet": lambda _: (
        "Nothing to keep yet: give at least the date and the minutes."
    ),
    "check_ins.choose_day": lambda _: "Choose a day.",
    "check_ins.choose_pairing": lambda _: "Choose one.",
    "check_ins.not_begun": lambda _: "This pairing has not begun. Log the first meeting after it.",
    "check_ins.still_to_come": lambda _: (
        "That day is still to come. Enter it as the next date instead."
    ),
    "check_ins.before_start": lambda facts: (
        f"Your pairing began on {day(facts['began'])}. Choose that day or a later one."
    ),
    "check_ins.after_end": lambda facts: (
        f"This pairing ended on {day(facts['ended'])}. Choose that day or an earlier one."
    ),
    "check_ins.ended": _ended,
    "check_ins.minutes_missing": lambda _: (
        f"Give the minutes as a whole number, {LEAST_MINUTES} to {MOST_MINUTES}."
    ),
    "check_ins.too_short": lambda _: f"Less than {LEAST_MINUTES} minutes? Check the minutes.",
    "check_ins.too_many_minutes": lambda _: "More than 8 hours? Check the minutes.",
    "check_ins.choose_medium": lambda _: "Choose one.",
    "check_ins.other_competencies": lambda _: (
        "One of these belongs to another cohort. Choose from those of this pairing."
    ),
    "check_ins.too_many_competencies": lambda facts: f"Choose {facts['most']} at most.",
    "check_ins.too_many_actions": lambda facts: (
        f"{facts['most']} lines at most. Keep what matters until you meet again."
    ),
    "check_ins.action_too_long": lambda facts: (
        f"Shorten the longest line by {counted(facts['over'], 'character', 'characters')}."
    ),
    "check_ins.too_long": lambda facts: (
        f"Shorten this by {counted(facts['over'], 'character', 'characters')}."
    ),
    "check_ins.next_is_past": lambda _: "That day is past. Choose a later one.",
    "check_ins.next_after_end": lambda facts: (
        f"The cohort ends on {day(facts['ends'])}. Choose a day before."
    ),
    "check_ins.next_too_far": lambda facts: (
        f"That is far off. Choose a day until {day(facts['latest'])}, or pause the pairing."
    ),
    "check_ins.noted_already": _already,
    "check_ins.changed_meanwhile": lambda _: (
        "This changed a moment ago. Close it and open it again to see what is new; nothing was "
        "changed."
    ),
    "check_ins.withdrawn_meanwhile": lambda _: (
        "The note was taken back meanwhile. If you met, log it anew with /mentoring checkin."
    ),
    "check_ins.nothing_of_yours": lambda _: (
        "You noted nothing here that could be changed. Your Home shows what waits for you."
    ),
    "check_ins.too_late": _too_late,
    "check_ins.not_of_the_two": lambda _: (
        "They are in no running pairing of a program of yours. Choose one of the two who met."
    ),
}

"""Sentences about pauses: neutral to the other side, and without a guess at the reason."""

from collections.abc import Sequence
from datetime import date

from handlers import visibility
from handlers.said import day, mention, named
from program.person import Person
from services.pause_messages import ToldOfPause, ToldOfResumption

PAUSE_TITLE = "Pause"
PAUSED_TITLE = "Paused"
RESUME_TITLE = "Resume"
PAUSE_NOW = "Pause now"
RESUME_NOW = "Resume now"
CHANGE_DATE = "Change the date"
WHAT = "What should rest"
EVERYTHING = "Everything of mine"
UNTIL = "Until"
REASON = "Why, if you want to say"
FINE = "That is fine"
TWO_WEEKS = "Two more weeks"
ANOTHER_DATE = "Another date"
OUR_PAIRING = "Our pairing"
QUIET = "No reminders, nothing is counted; it resumes by itself."


def until_hint(latest: date, today: date) -> str:
    return f"{day(latest, today)} at the latest. It resumes by itself on the day you choose."


def which_date(typed: str) -> str:
    return f'Which date is "{typed}"?'


def reason_hint(other: Person | None) -> str:
    return visibility.line(
        visibility.PAUSE_REASON, about=named(other) if other else visibility.PAUSE_REASON.whom
    )


def rests_already(until: date, today: date) -> str:
    return f"It rests already, until {day(until, today)}: change the date?"


def with_other(other: Person) -> str:
    """For an option of a menu."""
    return f"The pairing with {named(other)}"


def paused(until: date, today: date) -> str:
    return f"Paused until {day(until, today)}. {QUIET}"


def rests_longer(until: date, today: date) -> str:
    """Where the other one's pause ends later."""
    return f"The pairing itself rests until {day(until, today)}."


def other_reads(others: Sequence[Person], until: date, today: date) -> str:
    who = ", ".join(mention(one.slack_user) for one in others[:9])
    verb = "reads" if len(others) == 1 else "read"
    return f"{who} {verb}: {_rests(until, today)}"


def resume_question(other: Person, until: date, today: date) -> str:
    return (
        f"Your pairing with {mention(other.slack_user)} rests until {day(until, today)}. Resume it "
        "now? The clock starts today, and both of you are reminded again."
    )


def resumed_now(other: Person) -> str:
    return f"You and {mention(other.slack_user)} are back on, and the clock starts today."


def still_rests(other: Person, until: date, today: date) -> str:
    return (
        f"Your pause is over. The pairing with {mention(other.slack_user)} rests until "
        f"{day(until, today)} all the same."
    )


def message_paused(say: ToldOfPause) -> str:
    """To whoever paused, and to the other: for as long as the message stands."""
    if say.pairing.resting_until is None:
        return _no_longer(say)
    if say.is_mine and say.pause.is_open:
        return paused(say.pause.until, say.today)
    return _rests(say.pairing.resting_until, say.today)


def _rests(until: date, today: date) -> str:
    return f"Your pairing rests until {day(until, today)}. Nothing is expected of you until then."


def _no_longer(say: ToldOfPause) -> str:
    if not say.pairing.is_running:
        return "Your pairing rested. It has ended since."
    if say.pairing.resumed_on is None:
        return "Your pairing rested. It goes on."
    return f"Your pairing rested. Resumed on {day(say.pairing.resumed_on, say.today)}."


def message_soon(say: ToldOfPause) -> str:
    """Before the end of a pause, and what was answered."""
    if not say.pause.is_open or say.pairing.resting_until is None:
        return _no_longer(say)
    if say.asked_until != say.pause.until:
        return f"Noted: your pause ends on {day(say.pause.until, say.today)}."
    ends = f"Your pause ends on {day(say.pause.until, say.today)}."
    return f"{ends} Noted: that is fine." if say.pause.noted_at else ends


def message_resumed(say: ToldOfResumption) -> str:
    resumed_on = say.pairing.resumed_on
    if say.is_current or resumed_on is None:
        return resumed_now(say.other)
    return f"Your pairing was resumed on {day(resumed_on, say.today)}."

"""The sentences of messages about check-ins: complete in themselves, no guilt, no private word."""

from datetime import date

from handlers.check_ins.words import minutes
from handlers.said import counted, day, mention
from program.check_in import CheckIn, CheckInState, Claim
from program.pairing import PairingState
from services.check_in_messages import Told
from services.rhythm_nudges import ToldOverdue

_A_WEEK = 7


def confirm_ask(say: Told) -> str:
    """The question; where a program manager entered it, by whom."""
    claim = say.check_in.claim(say.other.id)
    noted = _of(claim, say.today) if claim else _facts(say.check_in, say.today)
    by = f" ({mention(say.entered_by.slack_user)} entered it for them)" if say.entered_by else ""
    return f"{_other(say)} noted {noted}{by}. Is that right?"


def confirm_answered(say: Told) -> str:
    """In place of the question, once it is answered or moot."""
    check_in = say.check_in
    if check_in.waits_for(say.reader.id):
        return f"No longer needed: {_other(say)} changed the note, and you are asked again."
    if check_in.state is CheckInState.ONE_SIDED and check_in.claim(say.reader.id) is None:
        return (
            f"{_other(say)} noted {_facts(check_in, say.today)}. It stays theirs alone; no answer "
            "is fine too."
        )
    return became(say)


def became(say: Told) -> str:
    """Where it stands, for its reader."""
    check_in = say.check_in
    facts = _facts(check_in, say.today)
    match check_in.state:
        case CheckInState.CONFIRMED:
            return f"{facts}, with {_other(say)}: both of you agree."
        case CheckInState.DISPUTED:
            return (
                f"{day(check_in.met_on, say.today)} with {_other(say)}: your notes differ. It "
                "counts neither as met nor as missed."
            )
        case CheckInState.WITHDRAWN:
            return (
                f"No longer needed: the note of {day(check_in.met_on, say.today)} with "
                f"{_other(say)} is taken back."
            )
    if check_in.claim(say.reader.id) is not None:
        return f"{facts}, with {_other(say)}: noted by you, one-sided."
    return f"{facts}: noted by {_other(say)}, one-sided."


def mismatch(say: Told) -> str:
    """The question where notes differ: none against one, or two that are not the same."""
    mine, theirs = say.check_in.claim(say.reader.id), say.check_in.claim(say.other.id)
    if mine and theirs and mine.met and theirs.met:
        return (
            f"Your notes differ. You have {_of(mine, say.today)}; {_other(say)} has "
            f"{_of(theirs, say.today)}. What is right?"
        )
    return (
        f"One of you noted a meeting on {day(say.check_in.met_on, say.today)}, the other none: "
        f"you and {_other(say)}. What is right?"
    )


def mismatch_answered(say: Told) -> str:
    """Once it is answered, settled, or has been asked long enough."""
    if say.check_in.state is not CheckInState.DISPUTED:
        return became(say)
    if say.check_in.ask_ends_at is None:
        return became(say)
    mine = say.check_in.claim(say.reader.id)
    said = f"you noted {_of(mine, say.today)}" if mine and mine.met else "you noted no meeting"
    return f"Answered: {said}. {_other(say)} is asked as well."


def taken_back(say: Told) -> str:
    """To the one whose note is left."""
    check_in = say.check_in
    if check_in.claim(say.other.id) is not None or check_in.state is not CheckInState.ONE_SIDED:
        return became(say)
    return (
        f"{_other(say)} took back the note of {_facts(check_in, say.today)}. Yours stays, "
        "one-sided."
    )


def entered(say: Told) -> str:
    """What was entered on the reader's behalf, and what became of it."""
    side = say.check_in.side(say.reader.id)
    if side is None or side.claim is None:
        return (
            f"You took back what was entered for you: {day(say.check_in.met_on, say.today)} with "
            f"{_other(say)}."
        )
    if say.entered_by is None or side.entered_by is None:
        return became(say)
    return (
        f"{mention(say.entered_by.slack_user)} entered a check-in on your behalf: "
        f"{_of(side.claim, say.today)}, with {_other(say)}. If it is not right, change it or take "
        "it back."
    )


def can_wait(say: Told) -> str:
    """Below a question, while the pairing rests."""
    until = say.pairing.resting_until
    end = f" until {day(until, say.today)}" if until else ""
    return f"Your pairing rests{end}; this can wait."


def overdue(say: ToldOverdue) -> str:
    """Why it comes, and the question; never a reproach."""
    cadence = every(say.pairing.cohort.cadence_days)
    since = _span((say.today - say.rhythm.counting_from).days)
    if say.rhythm.last_met is None:
        return (
            f"You and {_with(say)} have not met yet, {since} after the start; you planned "
            f"{cadence}. Shall we find a date?"
        )
    if say.rhythm.last_met == say.rhythm.counting_from:
        return (
            f"It is {since} since you met {_with(say)}; you planned {cadence}. Shall we find a "
            "date?"
        )
    return (
        f"It is {since} since you and {_with(say)} took it up again; you planned {cadence}. Shall "
        "we find a date?"
    )


def not_overdue(say: ToldOverdue) -> str:
    """In place of the reminder, once it asks for nothing."""
    if say.other.deactivated or say.pairing.state is not PairingState.ACTIVE:
        return _not_counted(say)
    rhythm = say.rhythm
    if say.snoozed_until is not None:
        return f"About {_with(say)}: quiet until {day(say.snoozed_until, say.today)}."
    if rhythm.next_date is not None:
        return f"No longer needed: you meet {_with(say)} on {day(rhythm.next_date, say.today)}."
    if rhythm.last_met is not None and rhythm.last_met == rhythm.counting_from:
        return f"No longer needed: you met {_with(say)} on {day(rhythm.last_met, say.today)}."
    return f"No longer needed: the time with {_with(say)} is counted anew."


def _not_counted(say: ToldOverdue) -> str:
    if say.pairing.state is PairingState.PAUSED:
        until = say.pairing.resting_until
        end = f" until {day(until, say.today)}" if until else ""
        return f"No longer needed: your pairing with {_with(say)} rests{end}."
    if say.pairing.state is PairingState.ACTIVE:
        return (
            f"No longer needed: the account of {_with(say)} is closed. The program team looks "
            "after it; nothing is expected of you."
        )
    return f"No longer needed: your pairing with {_with(say)} has ended."


def every(cadence: int) -> str:
    """How often they planned to meet: `every 2 weeks`."""
    if cadence == 1:
        return "every day"
    if cadence % _A_WEEK:
        return f"every {cadence} days"
    weeks = cadence // _A_WEEK
    return "every week" if weeks == 1 else f"every {weeks} weeks"


def _span(days: int) -> str:
    if days < 2 * _A_WEEK:
        return counted(days, "day", "days")
    return counted(days // _A_WEEK, "week", "weeks")


def _facts(check_in: CheckIn, today: date) -> str:
    return f"{day(check_in.met_on, today)}, {minutes(check_in.minutes)}"


def _of(claim: Claim, today: date) -> str:
    return f"{day(claim.met_on, today)}, {minutes(claim.minutes)}"


def _other(say: Told) -> str:
    return mention(say.other.slack_user)


def _with(say: ToldOverdue) -> str:
    return mention(say.other.slack_user)

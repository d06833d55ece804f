"""Every sentence of check-ins: forms, lists and Home."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.said import counted, day, mention, named, said
from handlers.visibility import AGREED, BLIND_ANSWER, MEETING_NOTE, line
from program.check_in import CheckIn, CheckInState, InTheWay, Medium, Worth
from program.person import Person
from program.rhythm import Rhythm
from services.check_ins import Given, Seen

STATES: Mapping[CheckInState, str] = {
    CheckInState.ONE_SIDED: "One-sided",
    CheckInState.CONFIRMED: "Confirmed",
    CheckInState.DISPUTED: "Notes differ",
    CheckInState.WITHDRAWN: "Withdrawn",
}
TO_CONFIRM = "To confirm"
MEDIA: Mapping[Medium, str] = {
    Medium.IN_PERSON: "In person",
    Medium.VIDEO: "By video",
    Medium.TELEPHONE: "By telephone",
    Medium.WRITING: "In writing",
}
WORTHS: Mapping[Worth, str] = {
    Worth.VERY: "Very much",
    Worth.MOSTLY: "Mostly",
    Worth.PARTLY: "Partly",
    Worth.NOT_THIS_TIME: "Not this time",
}
WAYS: Mapping[InTheWay, str] = {
    InTheWay.TIME: "Too little time",
    InTheWay.TOPIC: "No clear topic",
    InTheWay.PLACE: "The place, or the technology",
    InTheWay.TRUST: "We do not know each other well yet",
    InTheWay.OTHER: "Something else",
}
LOG_TITLE = "Log a check-in"
CORRECT_TITLE = "Correct a check-in"
ANSWER_TITLE = "What was it"
ADD_TITLE = "Add to a check-in"
DATE_TITLE = "We have a date"
MEETINGS_TITLE = "Our meetings"
MEETING_TITLE = "A meeting"
ENTER_TITLE = "Enter a check-in"
MEETINGS = "Meetings"
NOT_MET_LONG = "Not met for 2 rounds"

LOG_IT = "Log it"
LOG = "Log a check-in"
HAVE_DATE = "We have a date"
SNOOZE = "Snooze"
UNDO = "Undo"
PAUSE = "Pause"
OUR_PAIRING = "Our pairing"
NEW_PAIRING = "Ask for a new pairing"
SAVE = "Save"
SEND = "Send"
NEXT = "Next"
YES = "Yes"
NOT_QUITE = "Not quite"
WE_MET = "We met"
WE_DID_NOT = "We did not"
SOMETHING_ELSE = "Something else"
ADD_MORE = "Add more"
CHANGE = "Change"
TAKE_BACK = "Take it back"
KEEP_IT = "Keep it"
OPEN = "Open"
LOOK = "Look at it"

WHICH = "With whom"
WHEN = "When you met"
MINUTES = "Minutes"
HOW = "How"
ABOUT = "What it was about"
AGREED_LABEL = "What you agreed"
NEXT_DATE = "Next date"
WORTH = "Worth the time?"
IN_THE_WAY = "What got in the way"
WORTH_TITLE = "Worth the time?"
TOO_EARLY = "Fewer than five people have answered so far that can be counted."
HOW_COUNTED = (
    "Counted for whole cohorts, in batches of whole months with five answers of five people at "
    "least, once nobody can change them any more. Nobody sees a single one."
)
NOTE = "A private note"
DID_YOU = "Did you meet?"
MET_OTHERWISE = "We met, and it was like this"
NOT_MET = "We did not meet"
WHO_TOLD = "Who told you"
IN_SHORT_15 = "Up to 15 minutes' difference is none: the shorter counts."
NO_MEETING = "No meeting noted yet. Log the first one as soon as you have met."


def which_date(typed: str) -> str:
    return f'Which date is "{typed}"?'


def agreed_hint(other: Person | None) -> str:
    """How it is written, and who reads it."""
    return f"One per line, up to 5. {line(AGREED, about=named(other) if other else None)}"


def worth_hint() -> str:
    return line(BLIND_ANSWER)


def note_hint() -> str:
    return line(MEETING_NOTE)


def with_whom(other: Person) -> str:
    """For an option of a menu."""
    return named(other)


def rests(other: Person, until: date | None, today: date) -> str:
    """Above the form, while the pairing rests."""
    end = f" until {day(until, today)}" if until else ""
    return (
        f"Your pairing with {mention(other.slack_user)} rests{end}. What you note is kept; "
        "nobody is asked before it goes on."
    )


def what_the_other_noted(seen: Seen, today: date) -> str:
    claim = seen.check_in.claim(seen.other.id)
    if claim is None or not claim.met:
        return f"{mention(seen.other.slack_user)} says that you did not meet."
    return (
        f"{mention(seen.other.slack_user)} noted {day(claim.met_on, today)}, "
        f"{minutes(claim.minutes)}."
    )


def on_behalf_note(person: Person) -> str:
    """Above what a program manager enters."""
    return (
        f"You note what {mention(person.slack_user)} told you: facts only. They are told that you "
        "entered it, and can take it back. The other of the two is asked to confirm."
    )


def minutes(number: int) -> str:
    return counted(number, "minute", "minutes")


def facts(check_in: CheckIn, today: date) -> str:
    """The facts on one line."""
    return (
        f"{day(check_in.met_on, today)}, {minutes(check_in.minutes)}, "
        f"{MEDIA[check_in.medium].lower()}"
    )


def short(met_on: date, length: int, today: date) -> str:
    """For a button: one of two notes that differ."""
    return f"{day(met_on, today)}, {length} min"


def state(seen: Seen) -> str:
    """Where it stands, for its reader."""
    check_in = seen.check_in
    if check_in.state is not CheckInState.ONE_SIDED:
        return STATES[check_in.state]
    if check_in.waits_for(seen.me):
        return f"{TO_CONFIRM} by you"
    if check_in.waits_for(seen.other.id):
        return f"{TO_CONFIRM} by {said(seen.other.name)}"
    return STATES[check_in.state]


def row(seen: Seen, today: date) -> str:
    """One line of the list of meetings."""
    return f"*{facts(seen.check_in, today)}*\n{state(seen)}"


def differs(seen: Seen, today: date) -> str:
    """What each of the two says."""
    mine = seen.check_in.claim(seen.me)
    own = f"{day(mine.met_on, today)}, {minutes(mine.minutes)}" if mine and mine.met else "none"
    return f"You noted: {own}. {what_the_other_noted(seen, today)} What is right?"


def confirm_question(seen: Seen, today: date) -> str:
    return f"{what_the_other_noted(seen, today)} Is that right?"


def about(names: Sequence[str]) -> str:
    return "About: " + ", ".join(said(one) for one in names)


def entered_by(person: Person) -> str:
    return f"Entered by {mention(person.slack_user)} on somebody's behalf."


def who_reads() -> str:
    """Below the facts both see."""
    return "Both of you see the facts and what you agreed; others see counts only."


def own_words(worth: Worth | None, ways: Sequence[InTheWay]) -> str:
    given = [WORTHS[worth]] if worth else []
    given += [WAYS[one].lower() for one in ways]
    return f"Worth the time: {'; '.join(given)}. {line(BLIND_ANSWER)}"


def own_note() -> str:
    return f"Your note. {line(MEETING_NOTE)}"


def last_meeting(other: Person, last: Seen | None, today: date) -> str:
    """One pairing on Home: the last meeting that was noted, and where it stands."""
    who = mention(other.slack_user)
    if last is None:
        return f"{who}: no meeting noted yet."
    return f"{who}: {facts(last.check_in, today)}. {state(last)}."


def agreed_last_time(actions: Sequence[str]) -> str:
    return "Agreed last time: " + " · ".join(said(one) for one in actions)


def overdue_next(other: Person, rhythm: Rhythm, today: date) -> str:
    if rhythm.last_met is None:
        return f"You and {mention(other.slack_user)} have not met yet. Find a date, or log it."
    return (
        f"You last met {mention(other.slack_user)} on {day(rhythm.last_met, today)}. Find a date, "
        "or log it."
    )


def given(time: Given) -> str:
    """What a mentor gave in this month."""
    sides = []
    if time.confirmed:
        sides.append(f"{counted(time.confirmed, 'meeting', 'meetings')} confirmed")
    if time.one_sided:
        sides.append(f"{time.one_sided:,} one-sided")
    more = f" ({', '.join(sides)})" if sides else ""
    return f"Given this month: {hours(time.minutes)}{more}."


def hours(length: int) -> str:
    """Minutes as hours, as people say them: `1.5 h`."""
    shown = f"{length / 60:.1f}".removesuffix(".0")
    return f"{shown} h"


def take_back_question(other: Person, today: date, check_in: CheckIn) -> str:
    """For plain text, before something is taken back."""
    return (
        f"Your note of {day(check_in.met_on, today)} goes. {named(other)} is told if both of you "
        "had said so; what they said stays theirs."
    )


def not_met_since(mentor: Person, mentee: Person, since: date, today: date) -> str:
    """A line of the inbox: that they have not met, and nothing else."""
    weeks = counted((today - since).days // 7, "week", "weeks")
    return f"*Not met for {weeks}* · {mention(mentee.slack_user)} and {mention(mentor.slack_user)}"


def spoken_pair(mentor: Person, mentee: Person) -> str:
    """Tells apart buttons of the same label."""
    return f"Open, {named(mentee)} and {named(mentor)}"[:75]


def notes_differ(mentor: Person, mentee: Person) -> str:
    return f"*Notes differ* · {mention(mentee.slack_user)} and {mention(mentor.slack_user)}"


def spoken(label: str, seen: Seen, today: date) -> str:
    """Tells apart buttons of the same label."""
    return f"{label}, {day(seen.check_in.met_on, today)} with {named(seen.other)}"[:75]


def answers_until(answers: int, until: date, today: date) -> str:
    """How many blind answers stand in a count."""
    return f"{counted(answers, 'answer', 'answers')} until {day(until, today)}"

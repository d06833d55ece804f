"""Every sentence of mentors: the offer, the places, the invitation, the roster."""

from collections.abc import Sequence
from datetime import date

from handlers.said import counted, day, mention, said
from handlers.visibility import BOUNDARIES, line
from program.cohort import Cohort
from program.mentor import Mentor, hours_needed
from program.person import Person
from services.mentors import MyPlaces

OFFER_TITLE = "Offer to mentor"
OFFER = "Offer to mentor"
CHANGE_OFFER = "Change my offer"
CHOOSE = "Choose"
WHICH_COHORT = "Several cohorts look for mentors. For which one is your offer?"
STEP_1 = "Step 1 of 2"
STEP_2 = "Step 2 of 2"
NEXT = "Next"
BACK = "Back"
SEND = "Send"
SAVE = "Save"
GO_ON = "Go on where you stopped"
DRAFT_FOUND = "You began this in the last 7 days; what you wrote is kept for you alone."
INVITED_BY = "*From the program team*"
COMPETENCIES = "What are you strong in?"
STYLE = "How do you mentor?"
PLACES = "How many mentees at most?"
HOURS = "Hours a month you can give"
BACKUP = "Standing by"
BACKUP_BOX = "Ask me when somebody needs a new mentor"
BOUNDARIES_LABEL = "What should nobody ask you for?"
BOUNDARIES_HINT = "Topics, hours or people you would rather leave out. It may stay empty."
TIMES = "When does it usually suit you?"
LANGUAGES = "Languages you can mentor in"
RECEIVED_TITLE = "Received"

MY_PLACES = "My places"
MY_PROFILE = "My profile"
SET_PLACES = "Set my places"
WHICH_PLACES = "You mentor in several cohorts. Whose places would you like to set?"
LEAVE = "Leave the roster"
STAY = "Stay on it"
LEFT = "You are off the roster. You can offer again any time with /mentoring volunteer."

SAY_OFFER = "Say what I can offer"
NOT_NOW = "Not this time"
READ_EXPECTED = "Read what is expected"
MY_TIME = "My time"
MENTORING = "Mentoring"


def boundaries_hint() -> str:
    return f"{BOUNDARIES_HINT} {line(BOUNDARIES)}"


def expected(cohort: Cohort, today: date) -> str:
    """What one mentee asks of a mentor in this cohort."""
    hours = counted(cohort.hours_a_month, "hour", "hours")
    return (
        f"One mentee takes about {hours} a month until {day(cohort.ends, today)}. "
        "You are asked before every pairing."
    )


def received(mine: MyPlaces) -> str:
    """In place of the form, once it is sent."""
    return f"You are on the roster with {places(mine.mentor.places)}. {_next(mine)}"


def _next(mine: MyPlaces) -> str:
    if mine.mentor.places:
        return "You are asked before every pairing; until then nothing is expected of you."
    return "Nobody is proposed to you until you open a place."


def places(number: int) -> str:
    return counted(number, "place", "places")


def promised(mine: MyPlaces) -> str:
    return f"Promised {counted(mine.mentor.hours_a_month, 'hour', 'hours')} a month"


def open_places(mine: MyPlaces) -> str:
    return f"{places(mine.mentor.places)}, {mine.free} free"


def standing_by(mine: MyPlaces) -> str:
    return f"standing by: {'yes' if mine.mentor.backup else 'no'}"


def my_time(mine: MyPlaces) -> str:
    """One's part in one cohort, on Home."""
    return f"{in_cohort(mine.cohort)}\n{promised(mine)} · {open_places(mine)} · {standing_by(mine)}"


def invited(cohort: Cohort, inviter: Person | None, mentor: Mentor, today: date) -> str:
    """For somebody whose invitation is open."""
    who = mention(inviter.slack_user) if inviter else "The program team"
    until = f" Answer by {day(mentor.answer_by, today)}." if mentor.answer_by else ""
    return f"{in_cohort(cohort)}\n{who} invites you to mentor. You set the limits.{until}"


def next_invited(cohort: Cohort) -> str:
    return f"You are invited to mentor in {said(cohort.program.name)}, {said(cohort.name)}."


def could_offer(cohort: Cohort, today: date) -> str:
    """For somebody who is no mentor of a cohort that looks for some."""
    return f"{in_cohort(cohort)}\nMentors are welcome. {expected(cohort, today)}"


def could_offer_any(cohorts: Sequence[Cohort], today: date) -> str:
    """The same for several cohorts at once: the form asks which."""
    lines = [
        f"{in_cohort(one)}: about {counted(one.hours_a_month, 'hour', 'hours')} a month for each "
        f"mentee, until {day(one.ends, today)}"
        for one in cohorts
    ]
    return "\n".join(["Mentors are welcome. You are asked before every pairing.", *lines])


def places_line(mine: MyPlaces, today: date) -> str:
    """Above *My places*."""
    held = (
        f" {counted(mine.taken, 'place is', 'places are')} taken or asked for."
        if mine.taken
        else ""
    )
    return f"{in_cohort(mine.cohort)}\n{expected(mine.cohort, today)}{held}"


def leave_question() -> tuple[str, str]:
    return (
        "Leave the roster?",
        "Nobody is proposed to you any more. Nobody is written to. You can offer again any time.",
    )


def hours_hint(cohort: Cohort) -> str:
    """Beside the hours, so that the rule is known before it refuses."""
    return f"{places(1)} needs about {counted(hours_needed(1, cohort), 'hour', 'hours')} a month."


def in_cohort(cohort: Cohort) -> str:
    return f"*{said(cohort.program.name)}* · {said(cohort.name)}"

"""The words of the forms: pairing by hand, a mentor's answer, an end."""

from datetime import date

from handlers.pairings.words import KINDS, free_places, rhythm_planned
from handlers.said import counted, day, said
from handlers.visibility import BOTH, DECLINE_WORDS, THANKS, WHY_PAIRED, line
from program.cohort import Cohort
from program.pairing import PairingKind

PROPOSE_TITLE = "Pair by hand"
WHICH_COHORT = "Several cohorts run. For which one is it?"
CHOOSE = "Choose"
STEP_1 = "Step 1 of 2. Nobody hears of anything yet."
STEP_2 = "Step 2 of 2. Who is told what:"
MENTEE_LABEL = "Mentee"
MENTEE_HINT = "Accepted mentees whom nobody is asked for yet. Type the first letters of a name."
MENTOR_LABEL = "Mentor"
MENTOR_HINT = "Mentors with a free place. Type the first letters of a name."
KIND_LABEL = "What they do together"
WHY_LABEL = "Why these two?"
NEXT = "Next"
BACK = "Back"
ASK_MENTOR = "Ask the mentor"
ASKED_TITLE = "The mentor is asked"
PICTURE_TITLE = "The whole picture"
WANTED_HEAD = "*Where they want to grow*"
EXPECTED_HEAD = "*What is expected*"
ACCEPT = "Accept"
DECLINE = "Decline"
TAKE_BACK = "Take it back"
TAKE_BACK_TITLE = "Take your yes back?"
KEEP_YES = "Keep my yes"
PLACES_LABEL = "After this I can take"
DECLINE_TITLE = "Decline this pairing"
REASON_LABEL = "What is in the way?"
DECLINE_WORDS_LABEL = "In your words"
PLACES_FROM_NOW = "Places from now on"
DECLINED_TITLE = "Declined"
DECLARE_IT = "Declare the conflict as well, and it is obeyed from now on."
END_TITLE = "End a pairing"
CLOSE_TITLE = "Close our pairing"
ENDING_LABEL = "How does it end?"
LAST_DAY_LABEL = "Last day"
THANKS_LABEL = "Words of thanks"
PAIRING_LABEL = "Pairing"
PAIRING_HINT = "Type the first letters of one of the two names."
SET_LAST_DAY = "Set the last day"
CLOSING_TITLE = "The last day is set"


def why_visible() -> str:
    return line(WHY_PAIRED, about=BOTH)


def decline_visible(name: str) -> str:
    return line(DECLINE_WORDS, about=name)


def thanks_visible() -> str:
    return line(THANKS, about=BOTH)


def further(number: int) -> str:
    """An entry of the menu beside the question: `2 more`."""
    return f"{number} more"


def places(number: int) -> str:
    return counted(number, "place", "places").capitalize()


def told_mentor(name: str, answer_by: date, today: date) -> str:
    return (
        f"{said(name)} is asked in their next working hour, reads why, and answers by "
        f"{day(answer_by, today)}. One reminder after 3 working days."
    )


def told_mentee(name: str) -> str:
    return f"{said(name)} hears nothing before the yes. Their place is held for them meanwhile."


def told_both() -> str:
    return "After the yes both get each other's name, the reason above and a guide to begin with."


def told_of_old(mentee: str) -> str:
    return (
        f"The pairing {said(mentee)} is in goes on until this one begins. Then it ends, and both "
        "hear so in neutral words."
    )


def free_after(name: str, number: int) -> str:
    return f"{said(name)} then has {free_places(number)} left."


def declined_before(name: str, on: date, today: date) -> str:
    return f"{said(name)} said no to this mentee on {day(on, today)}."


def asked(mentor: str, mentee: str, answer_by: date, today: date) -> str:
    return (
        f"{said(mentor)} is asked and answers by {day(answer_by, today)}. {said(mentee)} hears "
        "nothing before the yes."
    )


def expected(cohort: Cohort, kind: PairingKind, today: date) -> str:
    """What a yes means, in figures."""
    hours = counted(cohort.hours_a_month, "hour", "hours")
    label, detail = KINDS[kind]
    return f"{label}. {detail} {rhythm_planned(cohort, today)}, about {hours} a month."


def wanted(name: str, *, offered: bool) -> str:
    """Plain text: one line of where they want to grow."""
    return f"{name}: you offer it" if offered else name


def declined_told(mentee: str) -> str:
    return f"Declined, thank you. {said(mentee)} does not know they were proposed."


def take_back_question(mentee: str) -> str:
    return f"{mentee} has heard nothing yet. The question is open again, and you can say no."


def end_told(ending_shown: str, when: date, today: date) -> tuple[str, str]:
    """What a program manager and the two read before it is sent."""
    verb = "ended" if when < today else "ends"
    both = (
        f"Both read: Your pairing {verb} on {day(when, today)}. Thank you for the time you gave "
        "it; your notes stay yours."
    )
    return f"{ending_shown}. Only program managers see how it ended.", both


def closing_told() -> str:
    return "Both are told in a few minutes, in the same words. Until then it can be taken back."


def freed() -> str:
    return "The mentor's place is free again after that day."

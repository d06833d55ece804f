"""What a nominee reads of their own nomination, and what every reader reads alike."""

from collections.abc import Mapping
from datetime import date, datetime

from handlers.said import counted, day, local_day, said
from handlers.visibility import EVIDENCE, line
from program.cohort import Cohort
from program.nomination import Standing, expected_by
from program.nomination_rhythm import USUAL, Wait
from program.nomination_steps import NominationState, Step

STATES: Mapping[NominationState, str] = {
    NominationState.CONSENT_ASKED: "Waiting for a yes",
    NominationState.SAID_NO: "Prefers not to",
    NominationState.LAPSED: "Lapsed",
    NominationState.IN_REVIEW: "In review",
    NominationState.MORE_ASKED: "One thing missing",
    NominationState.WAIT_LISTED: "Wait list",
    NominationState.ACCEPTED: "Accepted",
    NominationState.DECLINED: "Not this time",
    NominationState.WITHDRAWN: "Withdrawn",
}
DONE = frozenset(
    {
        NominationState.ACCEPTED,
        NominationState.DECLINED,
        NominationState.WITHDRAWN,
        NominationState.SAID_NO,
        NominationState.LAPSED,
    }
)
STEPS: Mapping[Step, str] = {
    Step.NOMINATED: "Put forward",
    Step.VOICED: "A voice added",
    Step.VOICE_WITHDRAWN: "A voice taken back",
    Step.CONSENTED: "Said yes",
    Step.SAID_NO: "Said no",
    Step.LAPSED: "No answer in time",
    Step.TAKEN_BACK: "Decision taken back before it was told",
    Step.RECEIVED: "Received",
    Step.ADDED: "Added to",
    Step.MORE_ASKED: "One thing asked",
    Step.ACCEPTED: "Accepted",
    Step.WAIT_LISTED: "Put on the wait list",
    Step.DECLINED: "Not this time",
    Step.WITHDRAWN: "Withdrawn",
    Step.RENEWED: "Renewed",
}

YES_GIVEN = "Your yes"
NOMINATE_MYSELF = "Nominate myself"
SELF_TITLE = "Nominate myself"
CHOOSE_TITLE = "Nominate myself"
CHOOSE = "Choose"
WHICH_COHORT = "Several cohorts take nominations. Which one is it for?"
NEXT = "Next"
BACK = "Back"
SEND = "Send"
GO_ON = "Go on where you stopped"
DRAFT_FOUND = "You began this in the last 7 days; what you wrote is kept for you alone."
STEP_1 = "Step 1 of 2"
STEP_2 = "Step 2 of 2"
COMPETENCIES_LABEL = "Where do you want to grow?"
ASPIRATION_LABEL = "What do you want to do in some years that you cannot do yet?"
MANAGER_LABEL = "Your manager"
MANAGER_BOX = "The program team may ask my manager"
CRITERIA = "*Readiness criteria*"
EVIDENCE_HINT = "What shows it? One or two things you did say more than adjectives."
FOR_YOURSELF = "This form puts you forward yourself. Nobody else is told."

STATUS_TITLE = "Where things stand"
NOTHING_STANDS = "You have no nomination. While nominations are open, you can put yourself forward."
MINE_TITLE = "Your nomination"
SEE_IT = "See it"
ASKED_FOR = "My requests"
SEE_WHERE = "See where it stands"
WRITE_PROFILE = "Write my profile"
READ_REASON = "Read the reason"
ADD_EVIDENCE = "Add evidence"
ADD_IT = "Add it"
ADD_TITLE = "Add evidence"
ADD_LABEL = "What would you like to add?"
ANSWER_LABEL = "Your answer"
ADD = "Add"
WITHDRAW = "Withdraw"
KEEP = "Keep it"
MISSING_NEXT = "One thing is missing before your nomination can be decided."
MISSING_HEAD = "*What is missing*"
REASON_HEAD = "*The reason*"
ASPIRATION_HEAD = "*What you aim for*"
COMPETENCIES_HEAD = "*Where you want to grow*"
HISTORY_HEAD = "*What happened so far*"
YOUR_NOMINATION = "Your nomination"
RECEIVED_TITLE = "Received"

YOU_LET_ASK = "The program team may ask your manager."
NOBODY_ASKS = "Your manager is not asked."


def evidence_visible() -> str:
    return line(EVIDENCE)


def usual_wait(wait: Wait = USUAL) -> str:
    """How long a decision takes, and what that figure is made of."""
    return f"Decisions usually take {_working_days(wait)}{_middle_of(wait)}."


def _working_days(wait: Wait) -> str:
    return counted(wait.days, "working day", "working days")


def _middle_of(wait: Wait) -> str:
    return f" (the middle of {wait.decided:,} so far)" if wait.decided else ""


def criteria_of(cohort: Cohort) -> str:
    return f"{CRITERIA} · {said(cohort.name)}"


def state(standing: Standing) -> str:
    """The shown word of a state, with the place on the wait list."""
    if standing.place is None:
        return STATES[standing.state]
    return f"{STATES[standing.state]}, place {standing.place} of {standing.waiting}"


def with_day(standing: Standing, shown: str, zone: str, today: date) -> str:
    """A state and its day: what lasts has a beginning, what is done has a date."""
    when = local_day(standing.since, zone, today)
    return f"{shown}, {when}" if standing.state in DONE else f"{shown} since {when}"


def since(standing: Standing, zone: str, today: date) -> str:
    return with_day(standing, f"*{state(standing)}*", zone, today)


def decided_by(standing: Standing, zone: str, today: date) -> str:
    """How long a decision takes, with the day it brings unless that day has passed."""
    expected = expected_by(standing, zone)
    if expected < today:
        return usual_wait(standing.usual)
    usual = f"Decisions usually take {_working_days(standing.usual)}"
    return f"{usual}: by {day(expected, today)}{_middle_of(standing.usual)}."


def progress(standing: Standing, zone: str, today: date) -> str:
    """The three steps of a nomination in review: what is done, what is now, what comes."""
    expected = expected_by(standing, zone)
    by_when = f", by {day(expected, today)}" if expected >= today else ""
    return f"{YES_GIVEN}, done · {STATES[standing.state]}, now · Decision{by_when}"


def asked_for(when: str) -> str:
    return f"*A new pairing*, asked for in confidence on {when}"


def what_next(standing: Standing, zone: str, today: date) -> str:
    """What the nominee may expect now."""
    starts = day(standing.cohort.starts, today)
    if standing.state is NominationState.IN_REVIEW:
        return decided_by(standing, zone, today)
    if standing.state is NominationState.WAIT_LISTED:
        return f"You hear by {starts}, when the cohort starts, either way."
    if standing.state is NominationState.ACCEPTED:
        return f"The cohort starts on {starts}."
    return _NEXT[standing.state]


_STILL_YOURSELF = "While nominations are open you can still put yourself forward."
_NEXT: Mapping[NominationState, str] = {
    NominationState.CONSENT_ASKED: "Nothing happens unless you say yes.",
    NominationState.SAID_NO: _STILL_YOURSELF,
    NominationState.LAPSED: _STILL_YOURSELF,
    NominationState.MORE_ASKED: "It goes on as soon as you have added it.",
    NominationState.DECLINED: "The reason, and what would help next time, are one tap away.",
    NominationState.WITHDRAWN: "You can renew it while nominations are open.",
}


def happened(step: Step, at: datetime, zone: str, today: date) -> str:
    return f"{STEPS[step]} on {local_day(at, zone, today)}"


def withdraw_question() -> tuple[str, str]:
    return (
        "Withdraw your nomination?",
        "The program team sees that it is withdrawn. You can renew it while nominations are open.",
    )


def received(standing: Standing) -> str:
    return (
        f"Received. {usual_wait(standing.usual)} You can follow it any time: in Home, or with "
        "`/mentoring status`."
    )

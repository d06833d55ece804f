"""Every sentence of nominations."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from handlers.said import counted, day, local_day, said
from handlers.visibility import EVIDENCE, REASON, REMARK, line
from program.cohort import Cohort
from program.nomination import Standing, expected_by
from program.nomination_rhythm import USUAL, Wait
from program.nomination_steps import NominationState, Step
from program.text import shortened
from services.nomination_candidates import Place
from services.nomination_queue import Shown

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
DECISIONS: Mapping[Step, tuple[str, str]] = {
    Step.ACCEPTED: ("Accept", "They are told at their next working hour."),
    Step.WAIT_LISTED: ("Wait list", "They are told their place, and it follows the list."),
    Step.DECLINED: ("Not this time", "They read the reason, and what would help next time."),
    Step.MORE_ASKED: ("Ask for more", "They read your question and answer it here."),
}
SHOWN: Mapping[Shown, str] = {
    Shown.WAITING: "Waiting for a decision",
    Shown.MORE_ASKED: "One thing missing",
    Shown.WAIT_LISTED: "Wait list",
    Shown.DECIDED: "Decided",
    Shown.ALL: "All",
}

MOST_PLACES = 8
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

QUEUE_TITLE = "Nominations"
OPEN = "Open"
YOUR_OWN = "This is your own; somebody else decides."
REVIEW_TITLE = "Review a nomination"
REVIEW_LABEL = "Review"
TAKE_BACK = "Take it back"
CORRECT = "Correct the decision"
BULK = "Decide several"
WHO_MIGHT = "Who might be ready"
SHEET_HEADING = (
    "Nominee",
    "Title",
    "Program",
    "Cohort",
    "State",
    "Since",
    "Received",
    "Decided",
)
CANDIDATES_HEADING = ("Name", "Title", "Function", "Location")
NOBODY_OF_THAT = "Nobody of that name, location or function is left."
NOBODY_LEFT = (
    "Nobody is left here: either everybody on the roster was nominated, or there is no roster yet. "
    "It comes in with /mentoring-admin import."
)
NO_LOCATION = "no location"
ASPIRATION_OF = "*What they aim for*"
COMPETENCIES_OF = "*Where they want to grow*"
YOU_LET_ASK = "The program team may ask your manager."
NOBODY_ASKS = "Your manager is not asked."
MAY_ASK = "The program team may ask their manager."
MAY_NOT_ASK = "Their manager is not to be asked."
DECIDE_LABEL = "Decide"
DECIDE_TITLE = "Decide"
DECISION_LABEL = "Decision"
CRITERIA_MET_LABEL = "Criteria met"
REASON_LABEL = "Reason, or what is missing"
REMARK_LABEL = "Remark"
REMARK_HEAD = "Remark, for program managers only:"
ALL_NOMINATIONS = "All nominations"


def evidence_visible() -> str:
    return line(EVIDENCE)


def reason_visible(name: str) -> str:
    return line(REASON, about=name)


def remark_visible() -> str:
    return line(REMARK)


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


def waiting(number: int) -> str:
    verb = "waits" if number == 1 else "wait"
    return f"{counted(number, 'nomination', 'nominations')} {verb} for a decision.".capitalize()


def waiting_since(number: int, longest: Standing, zone: str, today: date) -> str:
    """The one line of the inbox."""
    since_when = local_day(longest.since, zone, today)
    verb = "waits" if number == 1 else "wait"
    return f"*Nominations* · {number:,} {verb} for a decision · the longest since {since_when}"


def none_shown(shown: Shown, words: str) -> str:
    if words:
        return "Nobody of that name is in this list."
    return f"{SHOWN[shown]}: nobody at the moment."


def by(step: Step, name: str, at: datetime, zone: str, today: date) -> str:
    return f"{happened(step, at, zone, today)}, {said(name)}"


def criteria_met(numbers: Sequence[int]) -> str:
    return f"Criteria met: {', '.join(str(one) for one in numbers)}"


def received(standing: Standing) -> str:
    return (
        f"Received. {usual_wait(standing.usual)} You can follow it any time: in Home, or with "
        "`/mentoring status`."
    )


def take_back_question() -> tuple[str, str]:
    return (
        "Take the decision back?",
        "The nominee has not been told yet. The nomination stands as before, and nobody hears.",
    )


def correcting(standing: Standing) -> str:
    """Before a decision that puts another right."""
    return (
        f"The nominee was told: {STATES[standing.state].lower()}. They get a message that this "
        "corrects it, with the reason you give now."
    )


def counted_places(cohort: Cohort, places: Sequence[Place]) -> str:
    """How many were nominated by nobody, by location; never a figure under five."""
    shown = [
        f"{said(shortened(one.location or NO_LOCATION, 40))} "
        f"{'fewer than 5' if one.count is None else f'{one.count:,}'}"
        for one in places[:MOST_PLACES]
    ]
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    return f"{said(cohort.name)}: {' · '.join(shown)}{more}" if shown else said(cohort.name)


def told(standing: Standing) -> str:
    """What the nominee hears of the decision, and when."""
    what = "your question" if standing.state is NominationState.MORE_ASKED else "your reason"
    return f"The nominee is told at their next working hour and reads {what} here."

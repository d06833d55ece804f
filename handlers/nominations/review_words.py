"""What the program team reads of nominations: the queue, a review, a decision."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from handlers.nominations import words
from handlers.said import counted, local_day, said
from handlers.visibility import REASON, REMARK, line
from program.cohort import Cohort
from program.nomination import Standing
from program.nomination_steps import NominationState, Step
from program.text import shortened
from services.nomination_candidates import Place
from services.nomination_queue import Shown

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


def reason_visible(name: str) -> str:
    return line(REASON, about=name)


def remark_visible() -> str:
    return line(REMARK)


def waiting(number: int) -> str:
    verb = "waits" if number == 1 else "wait"
    return f"{counted(number, 'nomination', 'nominations')} {verb} for a decision.".capitalize()


def waiting_since(number: int, longest: Standing, zone: str, today: date) -> str:
    """The one line of the inbox."""
    since_when = local_day(longest.since, zone, today)
    verb = "waits" if number == 1 else "wait"
    return f"*Nominations* · {number:,} {verb} for a decision · the longest since {since_when}"


def none_shown(shown: Shown, typed: str) -> str:
    if typed:
        return "Nobody of that name is in this list."
    return f"{SHOWN[shown]}: nobody at the moment."


def by(step: Step, name: str, at: datetime, zone: str, today: date) -> str:
    return f"{words.happened(step, at, zone, today)}, {said(name)}"


def criteria_met(numbers: Sequence[int]) -> str:
    return f"Criteria met: {', '.join(str(one) for one in numbers)}"


def take_back_question() -> tuple[str, str]:
    return (
        "Take the decision back?",
        "The nominee has not been told yet. The nomination stands as before, and nobody hears.",
    )


def correcting(standing: Standing) -> str:
    """Before a decision that puts another right."""
    return (
        f"The nominee was told: {words.STATES[standing.state].lower()}. They get a message that "
        "this corrects it, with the reason you give now."
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

"""Sentences about asking for a new pairing, for whoever asks."""

from collections.abc import Mapping
from datetime import date

from handlers import visibility
from handlers.said import day, local_day, mention, named
from program.person import Person
from program.request import Helps, Reason, RequestSeen, RequestState, RequestStep, StepShown

TITLE = "Ask for a new pairing"
MINE_TITLE = "Your request"
MY_REQUESTS = "My requests"
STEP_1 = "Step 1 of 2"
STEP_2 = "Step 2 of 2"
NEXT = "Next"
BACK = "Back"
SEND = "Send in confidence"
REASON = "What it is about"
WORDS = "In your words"
HELPS = "What would help"
WISHES = "Whom you would like, if anybody"
AVOID = "Not with"
REACH = "How to reach you"
SEE = "See where it stands"
ADD = "Add to it"
WITHDRAW = "Withdraw"
KEEP = "Keep it"
YOU_WROTE = "*What you wrote*"
ANSWERED = "*What you were told*"
HISTORY = "*So far*"
PROGRAM_TEAM = "the program team"

REASONS: Mapping[Reason, str] = {
    Reason.TIME: "Our diaries do not meet",
    Reason.FIELD: "I need somebody of another field",
    Reason.STYLE: "We work in different ways",
    Reason.TOO_CLOSE: "We are too close at work",
    Reason.MOVED: "A new role, place or manager",
    Reason.REACHED: "We reached what we set out for",
    Reason.TRUST: "I cannot speak openly",
    Reason.OTHER: "Something else",
}
HELP_OPTIONS: Mapping[Helps, str] = {
    Helps.ANOTHER: "Another partner",
    Helps.TALK: "Talk first",
    Helps.PAUSE: "Pause first",
}
_STATES: Mapping[RequestState, str] = {
    RequestState.RECEIVED: "Received",
    RequestState.TALKING: "Talking",
    RequestState.SOMEBODY_ASKED: "Somebody is asked",
    RequestState.SETTLED: "Settled",
    RequestState.WITHDRAWN: "Withdrawn",
}
_STEPS: Mapping[RequestStep, str] = {
    RequestStep.READ: "Read by {who}",
    RequestStep.TALK: "{who} would like to talk first",
    RequestStep.ASKED: "Somebody is asked",
    RequestStep.HANDED_OVER: "Handed on within the program team",
    RequestStep.PASSED_ON: "Passed on",
    RequestStep.SETTLED: "Settled",
}


def who_reads(other: Person | None) -> str:
    about = named(other) if other else visibility.NEW_PAIRING.whom
    return visibility.line(visibility.NEW_PAIRING, about=about)


def about_pairing(other: Person) -> str:
    return f"Your pairing with {mention(other.slack_user)}. They hear nothing of this."


def asked_already(seen: RequestSeen, zone: str, today: date) -> str:
    on = local_day(seen.asked_at, zone, today)
    return f"Already asked by you on {on}: add to it? What you wrote stands below."


def owner_answers(seen: RequestSeen, owner: Person | None, today: date) -> str:
    """Who answers, and by when."""
    if owner is None:
        return (
            "Nobody independent is free to answer yet; it goes to the first who is. "
            f"You hear by {day(seen.due_on, today)}."
        )
    return f"{mention(owner.slack_user)} answers by {day(seen.due_on, today)}."


def received(seen: RequestSeen, owner: Person | None, today: date) -> str:
    return f"Received, in confidence. {owner_answers(seen, owner, today)}"


def other_hears_nothing(other: Person) -> str:
    return f"What {mention(other.slack_user)} hears of it: nothing, until something is agreed."


def state(seen: RequestSeen, owner: Person | None, today: date) -> str:
    """The shown word of where it stands, on one line."""
    if seen.state is RequestState.WITH_OWNER and owner is not None:
        return f"With {mention(owner.slack_user)}, until {day(seen.due_on, today)}"
    if seen.state is RequestState.PASSED_ON:
        to = mention(owner.slack_user) if owner else PROGRAM_TEAM
        return f"Passed on to {to}, until {day(seen.due_on, today)}"
    return _STATES.get(seen.state, "Received")


def what_next(seen: RequestSeen, owner: Person | None, other: Person, today: date) -> str:
    """What follows from that, in one or two sentences."""
    who = mention(owner.slack_user) if owner else "The program team"
    match seen.state:
        case RequestState.TALKING:
            return f"{who} would like to talk before anything changes. Their name opens a message."
        case RequestState.SOMEBODY_ASKED:
            return f"You hear as soon as there is a yes. {other_hears_nothing(other)}"
        case RequestState.SETTLED:
            return "Nothing is open here any more."
        case RequestState.WITHDRAWN:
            return "You took it back. Nobody was told but whoever answered it."
        case _:
            return f"{owner_answers(seen, owner, today)} {other_hears_nothing(other)}"


def withdraw_question() -> tuple[str, str]:
    return (
        "Take it back?",
        "Whoever answers it sees that it is withdrawn. You can ask again any time.",
    )


def happened(step: StepShown, who: Person | None, zone: str, today: date) -> str:
    name = mention(who.slack_user) if who else "The program team"
    said = _STEPS[step.step].format(who=name)
    return f"{local_day(step.at, zone, today)}: {said}"


def home_line(seen: RequestSeen, owner: Person | None, today: date) -> str:
    return f"*You asked for a new pairing, in confidence.* {state(seen, owner, today)}."

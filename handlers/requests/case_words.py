"""Sentences about requests for whoever answers them."""

from collections.abc import Mapping
from datetime import date

from handlers import visibility
from handlers.said import day, local_day, mention, named, said
from program.person import Person
from program.request import Request, RequestState, RequestStep, StepShown, VoiceRead
from program.request_forms import Closing
from services.request_lists import CaseLine
from services.request_messages import ToldOwner

LIST_TITLE = "Requests"
CASE_TITLE = "Request"
CLOSE_TITLE = "Settle a request"
HAND_TITLE = "Hand over"
RESTS_TITLE = "Resting"
OPEN = "Open"
READ = "Read the request"
TALK = "Talk first"
TALK_NO = "Not yet"
PROPOSE = "Propose another"
CLOSE = "Settle it"
SETTLE = "Settle"
HAND_OVER = "Hand over"
HAND = "Hand over"
REQUESTS = "Requests"
CLOSING = "How it is settled"
ANSWER = "Your answer, or the step that was taken"
WHO_READS = "Who reads it"
TO_WHOM = "To whom"
TOLD = "Whoever asked, and the program team"
NOT_TOLD = "Only the program team"
NO_REASON = "No reason given."
NOBODY_ELSE = "Nobody else of the program team is independent here. Name somebody in Roles first."
CLOSINGS: Mapping[Closing, str] = {
    Closing.GO_ON: "The two go on together",
    Closing.END: "The pairing ends today",
}
CLOSING_DETAIL: Mapping[Closing, str] = {
    Closing.GO_ON: "Whoever asked hears that it is settled; the other side hears nothing",
    Closing.END: "Both hear the day and thanks in neutral words, never who asked",
}
FILTERS = {
    "all": "All that are open",
    "mine": "Mine",
    "due": "Due",
    "closed": "Settled and withdrawn",
    "resting": "Resting pairings",
}
HAND_HINT = "They get days of their own, and read what was written."
NOTHING_OPEN = "No request is open. Pairs ask with /mentoring repair, and it appears here."
NOTHING_RESTS = "No pairing rests now."
NOTHING_FOUND = "Nothing here. Choose another part of the list, or other words."
HEADING = ("Mentee", "Mentor", "State", "Answered by", "Received", "Due")
RESTS_HEADING = ("Mentee", "Mentor", "Resting until")

_STEPS: Mapping[RequestStep, str] = {
    RequestStep.RECEIVED: "{who} asked",
    RequestStep.ADDED: "{who} added to it, or took their part back",
    RequestStep.READ: "Read by {who}",
    RequestStep.TALK: "{who} would like to talk first",
    RequestStep.ASKED: "{who} proposed another pairing",
    RequestStep.HANDED_OVER: "Handed over by {who}",
    RequestStep.PASSED_ON: "Passed on, from {who}",
    RequestStep.SETTLED: "Settled by {who}",
    RequestStep.WITHDRAWN: "Withdrawn by {who}",
}
_STATES: Mapping[RequestState, str] = {
    RequestState.RECEIVED: "Received",
    RequestState.WITH_OWNER: "With its owner",
    RequestState.TALKING: "Talking",
    RequestState.SOMEBODY_ASKED: "Somebody is asked",
    RequestState.PASSED_ON: "Passed on",
    RequestState.SETTLED: "Settled",
    RequestState.WITHDRAWN: "Withdrawn",
}


def who_reads() -> str:
    return f"{visibility.line(visibility.REQUEST_ANSWER)} Whoever asked only if you say so below."


def state(request: Request) -> str:
    return _STATES[request.state]


def pair(mentor: Person, mentee: Person) -> str:
    return f"{mention(mentee.slack_user)} and {mention(mentor.slack_user)}"


def line(one: CaseLine, today: date) -> str:
    """One request in the list."""
    owner = _with(one.owner)
    stands = f"{state(one.request)}, {owner[0].lower()}{owner[1:]}"
    if one.request.state is RequestState.WITH_OWNER:
        stands = owner
    shown = f"*{pair(one.mentor, one.mentee)}*\n{stands}"
    if not one.request.is_open:
        return shown
    late = "past due since" if one.is_past_due else "due"
    return f"{shown}, {late} {day(one.request.due_on, today)}"


def spoken(one: CaseLine) -> str:
    return f"{OPEN}, request about {named(one.mentee)}, due {day(one.request.due_on)}"


def inbox(one: CaseLine, today: date) -> str:
    when = "past due since" if one.is_past_due else "due"
    whose = "" if one.owner else " · nobody independent has it yet"
    return (
        f"*New pairing asked for* · {pair(one.mentor, one.mentee)} · {when} "
        f"{day(one.request.due_on, today)}{whose}"
    )


def due(request: Request, owner: Person | None, today: date) -> str:
    """Where it stands, above the case."""
    who = _with(owner)
    if not request.is_open:
        return f"{state(request)} on {day(request.since.date(), today)}."
    if request.state in (RequestState.RECEIVED, RequestState.WITH_OWNER):
        return f"{who}, due {day(request.due_on, today)}."
    return f"{state(request)}. {who}, due {day(request.due_on, today)}."


def _with(owner: Person | None) -> str:
    return f"With {mention(owner.slack_user)}" if owner else "With nobody yet"


def asked(voice: VoiceRead, who: Person, zone: str, today: date) -> str:
    on = local_day(voice.voice.asked_at, zone, today)
    return f"*{mention(who.slack_user)} asked on {on}*"


def people(label: str, found: list[Person]) -> str:
    return f"{label}: {', '.join(mention(one.slack_user) for one in found)}"


def reach(text: str) -> str:
    return f"How to reach them: {said(text)}"


def happened(step: StepShown, who: Person | None, zone: str, today: date) -> str:
    name = mention(who.slack_user) if who else "itself"
    return f"{local_day(step.at, zone, today)}: {_STEPS[step.step].format(who=name)}"


def talk_question() -> tuple[str, str]:
    return (
        "Talk before anything changes?",
        "Whoever asked hears that you would like to talk, with your name to tap. The other side "
        "hears nothing.",
    )


def rests(mentor: Person, mentee: Person, until: date | None, today: date) -> str:
    when = f" until {day(until, today)}" if until else ""
    return f"*{pair(mentor, mentee)}* rest{when}."


def paused_by(who: Person, until: date, today: date) -> str:
    return f"*{mention(who.slack_user)} paused until {day(until, today)}*"


def card(say: ToldOwner) -> str:
    """The message to the owner: which pairing and until when, never who asked or why."""
    if not say.request.is_open:
        return f"A new pairing was asked for: {pair(say.mentor, say.mentee)}. {state(say.request)}."
    if not say.is_mine:
        return f"A new pairing is asked for. {_has_it(say)}"
    return (
        f"A new pairing is asked for: {pair(say.mentor, say.mentee)}. "
        f"{_so_far(say.request)}Due {day(say.request.due_on, say.today)}."
    )


def _so_far(request: Request) -> str:
    """What the owner did already, so that nobody does it twice."""
    begun = request.state in (RequestState.SOMEBODY_ASKED, RequestState.TALKING)
    return f"{state(request)}. " if begun else ""


def due_soon(say: ToldOwner) -> str:
    if not say.request.is_open:
        return f"A request was due. {state(say.request)} since."
    if not say.is_mine:
        return f"A request was due. {_has_it(say)}"
    return f"A request is due on {day(say.request.due_on, say.today)}."


def passed_on(say: ToldOwner) -> str:
    if not say.request.is_open:
        return f"A request had passed its due date. {state(say.request)} since."
    if not say.is_mine:
        return f"A request passed its due date. {_has_it(say)}"
    return (
        "A request was not answered in time and is now yours, "
        f"due {day(say.request.due_on, say.today)}: {pair(say.mentor, say.mentee)}."
    )


def _has_it(say: ToldOwner) -> str:
    who = mention(say.owner.slack_user) if say.owner else "Nobody yet"
    return f"{who} has it now."

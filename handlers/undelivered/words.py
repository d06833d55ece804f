"""Sentences about what did not arrive, for program managers."""

from collections.abc import Mapping
from typing import Any

from handlers.feature import Sentence
from handlers.said import counted, isolated, local_day, mention
from handlers.undelivered.kind_words import message_called, work_called
from program.delivery import DeliveryState, Failure
from program.task import TaskState
from services.undelivered import Stuck, StuckTask

TITLE = "Undelivered"
WHAT = "messages that did not arrive, or may not have"
ARRIVED = "It arrived"
AGAIN = "Send again"
TASK_AGAIN = "Try again"
DROP = "Drop"
FILTERS = {
    "all": "All that wait",
    "doubtful": "Not sure",
    "undelivered": "Undelivered",
    "closed": "Accounts closed since",
    "work": "Long work given up",
}
HEADING = ("Message", "For", "State", "Why", "Since")
CHANNEL = "a channel"
THE_HOUSE = "Baton itself"
SPOKEN = "Open what did not arrive"
SOMEBODY = "somebody who is not known any more"
NOTHING = "Nothing waits here: whatever went out has arrived."
NOTHING_FOUND = "Nothing here. Choose another part of the list, or other words."
NOT_SURE = "Not sure"
UNDELIVERED = "Undelivered"
GIVEN_UP = "Given up"
DOUBT = "It may have arrived; Slack could not say. Ask them before it goes out once more."
WORK_WHY = "It was tried five times. Whoever runs Baton finds the cause in its log."

SETTLED_ARRIVED = "Noted as arrived."
SETTLED_AGAIN = "It goes out once more, as soon as their hours allow."
SETTLED_TASK_AGAIN = "It is taken up again now."
SETTLED_DROPPED = "Dropped. Nobody hears of it."

WHY: Mapping[Failure, str] = {
    Failure.ACCOUNT_CLOSED: "Their account in Slack is closed.",
    Failure.NOT_REACHABLE: (
        "Slack has no place to put it. Whoever runs Baton can see whether its Messages tab is on."
    ),
    Failure.NOT_ACCEPTED: "Slack did not take it as it was made. Whoever runs Baton has to look.",
    Failure.GAVE_UP: "It was tried for a day and did not get through.",
    Failure.KIND_UNKNOWN: "This version of Baton does not know this message.",
    Failure.OTHER: "Slack did not take it. Whoever runs Baton can see its word for why.",
}


def recipient(one: Stuck) -> str:
    if one.to is None:
        return CHANNEL if one.delivery.recipient is None else SOMEBODY
    return mention(one.to.slack_user)


def recipient_named(one: Stuck) -> str:
    if one.to is None:
        return CHANNEL if one.delivery.recipient is None else SOMEBODY
    return one.to.name


def state(one: Stuck) -> str:
    return NOT_SURE if one.delivery.is_doubtful else UNDELIVERED


def why(one: Stuck) -> str:
    return DOUBT if one.delivery.is_doubtful else WHY[one.failure]


def line(one: Stuck, zone: str) -> str:
    since = local_day(one.delivery.queued_at, zone)
    called = message_called(one.delivery.kind)
    return f"*{called}* for {recipient(one)}, since {since}. {state(one)}: {why(one)}"


def asked_by(one: StuckTask) -> str:
    return one.asked_by.name if one.asked_by else THE_HOUSE


def task_line(one: StuckTask, zone: str) -> str:
    whose = f", asked for by {mention(one.asked_by.slack_user)}" if one.asked_by else ""
    since = local_day(one.task.queued_at, zone)
    return f"*{work_called(one.task.kind)}*{whose}, since {since}. {GIVEN_UP}: {WORK_WHY}"


def spoken(label: str, whose: str) -> str:
    return f"{label}, {isolated(whose)}"


def inbox(undelivered: int, doubtful: int, given_up: int) -> str:
    """What of it waits, in one line."""
    parts = []
    if undelivered:
        parts.append(f"{counted(undelivered, 'message', 'messages')} did not arrive")
    if doubtful:
        parts.append(f"{counted(doubtful, 'message', 'messages')} may not have arrived")
    if given_up:
        parts.append(f"{counted(given_up, 'piece', 'pieces')} of long work given up")
    return f"*Undelivered*: {', '.join(parts)}"


STANDS: Mapping[DeliveryState, str] = {
    DeliveryState.DUE: "it is due and goes out by itself",
    DeliveryState.HELD: "it goes out at their next working hour",
    DeliveryState.CLAIMED: "it is being sent",
    DeliveryState.SENT: "it was sent",
    DeliveryState.UNKNOWN: "Slack is asked about it",
    DeliveryState.FAILED: "it did not arrive",
    DeliveryState.DROPPED: "it was dropped",
}
TASK_STANDS: Mapping[TaskState, str] = {
    TaskState.WAITING: "it is taken up again by itself",
    TaskState.RUNNING: "it is being done",
    TaskState.DONE: "it is done",
    TaskState.FAILED: "it was given up",
    TaskState.DROPPED: "it was dropped",
}


def moved_on(facts: Mapping[str, Any]) -> str:
    return f"This moved on meanwhile: {STANDS[facts['state']]}. Nothing was changed."


def task_moved_on(facts: Mapping[str, Any]) -> str:
    return f"This moved on meanwhile: {TASK_STANDS[facts['state']]}. Nothing was changed."


REFUSALS: Mapping[str, Sentence] = {
    "undelivered.gone": lambda _: "This is not kept any more. Open the list anew.",
    "undelivered.moved_on": moved_on,
    "undelivered.task_moved_on": task_moved_on,
}

"""The sentences of messages to whoever asked for a new pairing: no reason, no other name."""

from handlers.requests.words import owner_answers, state
from handlers.said import day, mention
from program.request import RequestState
from services.request_messages import ToldAsker


def received(say: ToldAsker) -> str:
    """That it arrived; then where it stands, for as long as the message does."""
    if say.seen.state is RequestState.RECEIVED:
        return f"Received, in confidence. {owner_answers(say.seen, say.owner, say.today)}"
    return f"Your request, in confidence: {state(say.seen, say.owner, say.today)}."


def talk_first(say: ToldAsker) -> str:
    who = mention(say.owner.slack_user) if say.owner else "The program team"
    if say.seen.state is not RequestState.TALKING:
        return f"{who} wished to talk first. Now: {state(say.seen, say.owner, say.today)}."
    return (
        f"{who} would like to talk before anything changes. Their name opens a message; "
        "suggest a time that suits you."
    )


def passed_on(say: ToldAsker) -> str:
    if say.seen.state is not RequestState.PASSED_ON or say.owner is None:
        return f"Your request, in confidence: {state(say.seen, say.owner, say.today)}."
    return (
        f"Your request went on to {mention(say.owner.slack_user)}, who answers by "
        f"{day(say.seen.due_on, say.today)}."
    )


def answered() -> str:
    return "Your request is settled. What was answered is one tap away."

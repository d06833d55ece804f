"""The sentences of messages about nominations: complete in themselves, read on a lock screen."""

from handlers.nominations.words import STATES, usual_wait, with_day
from handlers.said import counted, day, local_day, said
from program.nomination import NominationState
from program.text import shortened
from services.nomination_messages import ToldNominee, ToldReviewer

LONGEST_QUESTION = 150


def received(say: ToldNominee) -> str:
    """What became of it, for as long as the message stands."""
    if say.standing.state is NominationState.IN_REVIEW:
        return f"{_for(say)} is received. {usual_wait()} You can follow it any time."
    return f"{_for(say)}: {_state(say)}."


def more_ask(say: ToldNominee) -> str:
    question = said(shortened(" ".join((say.question or "").split()), LONGEST_QUESTION))
    return f"One thing is missing before your nomination can be decided: {question}"


def answered(say: ToldNominee) -> str:
    """In place of the question, once it is answered or no longer matters."""
    if say.answered_at is not None:
        added = local_day(say.answered_at, say.zone, say.today)
        return f"One thing was missing for your nomination. Added on {added}."
    if say.standing.state is NominationState.WITHDRAWN:
        return "One thing was missing for your nomination. No longer needed: you withdrew it."
    return "One thing was missing for your nomination. No longer needed: it is decided."


def accepted(say: ToldNominee) -> str:
    starts = day(say.standing.cohort.starts, say.today)
    return (
        f"You are in: {_cohort(say)}. It starts on {starts}; you hear from us before then. "
        "The reason is one tap away."
    )


def wait_listed(say: ToldNominee) -> str:
    """The place while it lasts, then what came of it."""
    standing = say.standing
    if standing.place is None:
        return f"You were on the wait list for {_cohort(say)}. Now: {_state(say)}."
    starts = day(standing.cohort.starts, say.today)
    return (
        f"You are on the wait list for {_cohort(say)}, place {standing.place} of "
        f"{standing.waiting}. You hear by {starts} either way."
    )


def declined(say: ToldNominee) -> str:
    return (
        f"{_cohort(say)}: not this time. The reason, and what would help next time, are one tap "
        "away."
    )


def to_review(waiting: int) -> str:
    verb = "waits" if waiting == 1 else "wait"
    return f"{counted(waiting, 'nomination', 'nominations')} {verb} for your decision."


def moved_on(say: ToldReviewer) -> str:
    """In place of an earlier day's count, once the queue has changed."""
    return f"This was for {day(say.morning, say.today)}. What waits now stands on your Home."


def nothing_waits() -> str:
    return "No nomination waits for your decision any more."


def _state(say: ToldNominee) -> str:
    return with_day(say.standing, STATES[say.standing.state].lower(), say.zone, say.today)


def _cohort(say: ToldNominee) -> str:
    return f"{said(say.standing.cohort.program.name)}, {said(say.standing.cohort.name)}"


def _for(say: ToldNominee) -> str:
    return f"Your nomination for {_cohort(say)}"

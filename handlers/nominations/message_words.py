"""The sentences of messages about nominations: complete in themselves, read on a lock screen."""

from handlers.nominations.voice_words import names_in_text as names
from handlers.nominations.words import STATES, usual_wait, with_day
from handlers.said import counted, day, local_day, said
from program.nomination import expected_by
from program.nomination_steps import UNDECIDED, NominationState, Step
from program.nomination_voice import ViewState
from program.text import shortened
from services.nomination_messages import ToldNominee, ToldReviewer
from services.nomination_told import ToldAsked, ToldAuthor, ToldManager

LONGEST_QUESTION = 150


def received(say: ToldNominee) -> str:
    """What became of it, for as long as the message stands."""
    if say.standing.state is NominationState.IN_REVIEW:
        wait = usual_wait(say.standing.usual)
        return f"{_for(say)} is received. {wait} You can follow it any time."
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
    return (
        f"{corrects(say)}You are in: {_cohort(say)}. Next, a ten-minute profile, so that your "
        "mentor is chosen for what you want to learn."
    )


def wait_listed(say: ToldNominee) -> str:
    """The place while it lasts, then what came of it."""
    standing = say.standing
    if standing.place is None:
        return f"You were on the wait list for {_cohort(say)}. Now: {_state(say)}."
    starts = day(standing.cohort.starts, say.today)
    return (
        f"{corrects(say)}You are on the wait list for {_cohort(say)}, place {standing.place} of "
        f"{standing.waiting}. You hear by {starts} either way."
    )


def declined(say: ToldNominee) -> str:
    return (
        f"{corrects(say)}{_cohort(say)}: not this time. The reason, and what would help next "
        "time, are one tap away."
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


def received_for(say: ToldAuthor) -> str:
    """That a nomination of a colleague arrived, and what became of it."""
    who = _name(say)
    state = say.standing.state
    if state is NominationState.CONSENT_ASKED:
        return (
            f"Received. {who} is asked first, and nothing happens before their yes. "
            "You hear either way."
        )
    if state in UNDECIDED:
        wait = usual_wait(say.standing.usual)
        return f"Received. {who} agreed; it is in review. {wait}"
    return f"Your nomination of {who}: {_of(say)}."


def consent_ask(say: ToldAsked) -> str:
    """The question; the reminder begins otherwise."""
    program = say.standing.cohort.program.name
    hours = counted(say.standing.cohort.hours_a_month, "hour", "hours")
    still = "Still open: " if say.again else ""
    return (
        f"{still}{names(say.nominators)} would like to put you forward for {said(program)}: a "
        f"senior mentor, about {hours} a month. Nothing happens unless you say yes."
    )


def consent_answered(say: ToldAsked) -> str:
    """In place of the question, once it is answered or over."""
    standing = say.standing
    who = names(say.nominators)
    if standing.state is NominationState.SAID_NO:
        verb = "hear" if len(say.nominators) > 1 else "hears"
        return f"You said no; {who} {verb} only that."
    if standing.state is NominationState.LAPSED:
        return "This was open for 10 working days. You can still put yourself forward."
    if standing.review_from is None:
        return "Whoever put you forward took it back, so nothing is asked of you."
    begun = local_day(standing.review_from, say.zone, say.today)
    if standing.state is NominationState.IN_REVIEW:
        return f"You said yes on {begun}; in review."
    return f"You said yes on {begun}. Now: {STATES[standing.state].lower()}."


def news(say: ToldAuthor) -> str:
    """What happened to somebody one put forward."""
    who = _name(say)
    match say.step:
        case Step.CONSENTED:
            return f"{who} said yes; it is in review."
        case Step.SAID_NO:
            return f"{who} prefers not to be nominated this time. Thank you for thinking of them."
        case Step.LAPSED:
            return f"{who} did not answer in time, so the nomination lapsed. You can ask once more."
        case Step.WITHDRAWN:
            return f"The nomination of {who} is withdrawn. Nothing further happens."
    first = f" {who} heard it first." if say.heard else ""
    return f"Decided for {who}: {STATES[say.standing.state].lower()}.{first}"


def view_ask(say: ToldManager) -> str:
    program = said(say.standing.cohort.program.name)
    return (
        f"{said(say.nominee.name)} is nominated for {program} and agreed that you are asked. Four "
        "short ratings, two minutes."
    )


def view_answered(say: ToldManager) -> str:
    """In place of the question to a manager."""
    name = said(say.nominee.name)
    answered = say.view.answered_at
    if answered is not None:
        when = local_day(answered, say.zone, say.today)
        if say.view.state is ViewState.CONFLICT:
            return f"You said on {when} that you have a conflict. Nothing else is asked of you."
        return f"Your view of {name} was given on {when}."
    return f"Your view of {name} was asked; it is no longer needed."


def waiting(say: ToldNominee) -> str:
    """That it goes on, and until when."""
    if say.standing.state is not NominationState.IN_REVIEW:
        return f"{_for(say)}: {_state(say)}."
    expected = expected_by(say.standing, say.zone)
    if expected >= say.today:
        return f"Still in review. A decision is expected by {day(expected, say.today)}."
    return f"Still in review; it takes longer than usual. {usual_wait(say.standing.usual)}"


def manager_told(say: ToldAuthor) -> str:
    """The time that was promised."""
    cohort = say.standing.cohort
    hours = counted(cohort.hours_a_month, "hour", "hours")
    return (
        f"{_name(say)}, who reports to you, is accepted for {said(cohort.program.name)}: about "
        f"{hours} a month until {day(cohort.ends, say.today)}. Please keep that time free for them."
    )


def manager_corrected(say: ToldAuthor) -> str:
    return f"{_name(say)} does not take part this time, so no time is promised any more."


def corrects(say: ToldNominee) -> str:
    """Before a decision that puts another right."""
    if say.corrects is None:
        return ""
    return f"This corrects what you heard on {local_day(say.corrects, say.zone, say.today)}. "


def corrected(say: ToldNominee) -> str:
    """In place of a decision that was put right."""
    assert say.corrected is not None  # noqa: S101  asked for only then
    when = local_day(say.corrected, say.zone, say.today)
    return f"{_cohort(say)}: this was corrected on {when}. The newer message counts."


def _of(say: ToldAuthor) -> str:
    return with_day(say.standing, STATES[say.standing.state].lower(), say.zone, say.today)


def _name(say: ToldAuthor) -> str:
    return said(say.nominee.name)

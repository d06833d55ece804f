"""Where a nomination stands, and which step may follow which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from program.refusal import Refusal


class NominationState(StrEnum):
    """Where a nomination stands."""

    CONSENT_ASKED = "consent_asked"
    """Somebody else put them forward; nothing happens before their yes."""
    SAID_NO = "said_no"
    """The nominee prefers not to be nominated this time."""
    LAPSED = "lapsed"
    """No answer in time."""
    IN_REVIEW = "in_review"
    MORE_ASKED = "more_asked"
    WAIT_LISTED = "wait_listed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """One thing that happened to a nomination."""

    NOMINATED = "nominated"
    """By somebody else, so that the nominee is asked."""
    VOICED = "voiced"
    """Somebody added their voice."""
    VOICE_WITHDRAWN = "voice_withdrawn"
    CONSENTED = "consented"
    SAID_NO = "said_no"
    LAPSED = "lapsed"
    RECEIVED = "received"
    ADDED = "added"
    MORE_ASKED = "more_asked"
    ACCEPTED = "accepted"
    WAIT_LISTED = "wait_listed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RENEWED = "renewed"
    TAKEN_BACK = "taken_back"
    """The decision before it was a mistake, and nobody had been told."""


DECISIONS = (Step.ACCEPTED, Step.WAIT_LISTED, Step.DECLINED, Step.MORE_ASKED)
"""What a program manager may answer; a place, a wait, a no, or a question."""

UNDECIDED = (NominationState.IN_REVIEW, NominationState.MORE_ASKED)
DECIDED = (NominationState.ACCEPTED, NominationState.DECLINED, NominationState.WAIT_LISTED)
BEFORE_THE_YES = (
    NominationState.CONSENT_ASKED,
    NominationState.SAID_NO,
    NominationState.LAPSED,
)
"""States that concern the nominee and who put them forward, and nobody else."""

FOLLOWS: Mapping[tuple[NominationState, Step], NominationState] = {
    (NominationState.CONSENT_ASKED, Step.VOICED): NominationState.CONSENT_ASKED,
    (NominationState.CONSENT_ASKED, Step.VOICE_WITHDRAWN): NominationState.CONSENT_ASKED,
    (NominationState.CONSENT_ASKED, Step.CONSENTED): NominationState.IN_REVIEW,
    (NominationState.CONSENT_ASKED, Step.SAID_NO): NominationState.SAID_NO,
    (NominationState.CONSENT_ASKED, Step.LAPSED): NominationState.LAPSED,
    (NominationState.CONSENT_ASKED, Step.WITHDRAWN): NominationState.WITHDRAWN,
    (NominationState.SAID_NO, Step.RENEWED): NominationState.IN_REVIEW,
    (NominationState.LAPSED, Step.NOMINATED): NominationState.CONSENT_ASKED,
    (NominationState.LAPSED, Step.RENEWED): NominationState.IN_REVIEW,
    (NominationState.IN_REVIEW, Step.VOICED): NominationState.IN_REVIEW,
    (NominationState.IN_REVIEW, Step.VOICE_WITHDRAWN): NominationState.IN_REVIEW,
    (NominationState.MORE_ASKED, Step.VOICED): NominationState.MORE_ASKED,
    (NominationState.MORE_ASKED, Step.VOICE_WITHDRAWN): NominationState.MORE_ASKED,
    (NominationState.IN_REVIEW, Step.ADDED): NominationState.IN_REVIEW,
    (NominationState.IN_REVIEW, Step.MORE_ASKED): NominationState.MORE_ASKED,
    (NominationState.IN_REVIEW, Step.ACCEPTED): NominationState.ACCEPTED,
    (NominationState.IN_REVIEW, Step.WAIT_LISTED): NominationState.WAIT_LISTED,
    (NominationState.IN_REVIEW, Step.DECLINED): NominationState.DECLINED,
    (NominationState.IN_REVIEW, Step.WITHDRAWN): NominationState.WITHDRAWN,
    (NominationState.MORE_ASKED, Step.ADDED): NominationState.IN_REVIEW,
    (NominationState.MORE_ASKED, Step.ACCEPTED): NominationState.ACCEPTED,
    (NominationState.MORE_ASKED, Step.WAIT_LISTED): NominationState.WAIT_LISTED,
    (NominationState.MORE_ASKED, Step.DECLINED): NominationState.DECLINED,
    (NominationState.MORE_ASKED, Step.WITHDRAWN): NominationState.WITHDRAWN,
    (NominationState.WAIT_LISTED, Step.ACCEPTED): NominationState.ACCEPTED,
    (NominationState.WAIT_LISTED, Step.DECLINED): NominationState.DECLINED,
    (NominationState.WAIT_LISTED, Step.WITHDRAWN): NominationState.WITHDRAWN,
    (NominationState.WITHDRAWN, Step.NOMINATED): NominationState.CONSENT_ASKED,
    (NominationState.WITHDRAWN, Step.RENEWED): NominationState.IN_REVIEW,
}
"""The state machine, whole: what is not in the table cannot happen, but for what puts right."""

CORRECTS: Mapping[tuple[NominationState, Step], NominationState] = {
    (NominationState.ACCEPTED, Step.WAIT_LISTED): NominationState.WAIT_LISTED,
    (NominationState.ACCEPTED, Step.DECLINED): NominationState.DECLINED,
    (NominationState.DECLINED, Step.ACCEPTED): NominationState.ACCEPTED,
    (NominationState.DECLINED, Step.WAIT_LISTED): NominationState.WAIT_LISTED,
}
"""How a decision that was told already is put right, by another decision and a message."""


@dataclass(frozen=True)
class StepTaken:
    """One line of a nomination's history, as the nominee may read it."""

    step: Step
    at: datetime
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class StepReviewed(StepTaken):
    """The same line with what only program managers read."""

    by: str = ""
    remark: str | None = field(default=None, repr=False)
    criteria_met: tuple[str, ...] = field(default=(), repr=False)


def after(state: NominationState, step: Step) -> NominationState:
    """The state that follows.

    Raises Refusal `nominations.decided`, `.withdrawn` or `.not_now` where the table has no line.
    """
    following = FOLLOWS.get((state, step))
    if following is None:
        raise Refusal(_why_not(state), state=state)
    return following


def may_follow(state: NominationState, step: Step) -> bool:
    """Whether the step is possible from that state: hides the button the rule would refuse."""
    return (state, step) in FOLLOWS


def may_correct(state: NominationState, step: Step) -> bool:
    """Whether that decision would put right the one that stands."""
    return (state, step) in CORRECTS


def before_last_decision(
    steps: Sequence[StepTaken],
) -> tuple[NominationState, datetime] | None:
    """The state before the latest decision and since when; None where there is no decision.

    Plays the history again from its beginning: a decision taken back leaves no trace in it.
    """
    trail: list[tuple[NominationState, datetime]] = []
    at_decision: list[int] = []
    for one in steps:
        if one.step is Step.TAKEN_BACK:
            del trail[at_decision.pop() :]
            continue
        state = trail[-1][0] if trail else None
        following = _began(one.step) if state is None else _any_after(state, one.step)
        if one.step in DECISIONS:
            at_decision.append(len(trail))
        trail.append((following, trail[-1][1] if following is state else one.at))
    return trail[at_decision[-1] - 1] if at_decision else None


def _began(step: Step) -> NominationState:
    is_by_others = step is Step.NOMINATED
    return NominationState.CONSENT_ASKED if is_by_others else NominationState.IN_REVIEW


def _any_after(state: NominationState, step: Step) -> NominationState:
    return FOLLOWS.get((state, step)) or CORRECTS[state, step]


def _why_not(state: NominationState) -> str:
    if state in BEFORE_THE_YES:
        return f"nominations.{state}"
    if state is NominationState.WITHDRAWN:
        return "nominations.withdrawn"
    if state in UNDECIDED:
        return "nominations.not_now"
    return "nominations.decided"

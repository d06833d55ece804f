"""Nominations: who puts themselves forward, what it says, and which step may follow which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from program.cohort import Cohort, Competency, Criterion
from program.hours import WorkingHours, add_working_days, local_day
from program.nomination_rhythm import USUAL, Wait
from program.permissions import Subject
from program.refusal import Refusal, Trouble

ASPIRATION_LIMIT = 600
EVIDENCE_LIMIT = 2000
REASON_LEAST, REASON_LIMIT = 20, 1000
REMARK_LIMIT = 600
MOST_COMPETENCIES = 5


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
class SelfNomination:
    """What somebody who puts themselves forward wrote. No ratings of oneself."""

    cohort_id: str
    competencies: tuple[str, ...]
    """Ids of the competencies they want to grow in."""
    aspiration: str = field(repr=False)
    evidence: Mapping[str, str] = field(repr=False)
    """One text for each criterion, by its id."""
    may_ask_manager: bool = False


@dataclass(frozen=True)
class Decision:
    """A program manager's answer, with the version of the nomination they had before them."""

    nomination_id: str
    seen_version: int
    step: Step | None
    reason: str = field(repr=False)
    remark: str = field(default="", repr=False)
    criteria_met: tuple[str, ...] = field(default=(), repr=False)


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


@dataclass(frozen=True)
class Evidence:
    """What the nominee wrote to one criterion."""

    criterion: Criterion
    text: str = field(repr=False)


@dataclass(frozen=True)
class Standing:
    """A nomination without a word of what was written in it: for lists, messages and Home."""

    id: str
    cohort: Cohort
    nominee: str
    """Person id."""
    state: NominationState
    since: datetime
    received_at: datetime
    version: int
    decided_by: str | None = None
    decided_at: datetime | None = None
    place: int | None = None
    """Place on the wait list, from 1; only while wait-listed."""
    waiting: int | None = None
    """How many stand on that wait list in all."""
    answer_by: date | None = None
    """The last day for the nominee's yes, where somebody else put them forward."""
    review_from: datetime | None = None
    """Since when the program team may read it: never before the nominee's own yes."""
    has_own_words: bool = True
    """Whether the nominee wrote something themselves."""
    usual: Wait = USUAL
    """How long decisions of the cohort usually take."""


@dataclass(frozen=True)
class NominationForNominee:
    """Everything the nominee reads of their own nomination; remarks do not exist here."""

    standing: Standing
    competencies: tuple[Competency, ...]
    may_ask_manager: bool
    aspiration: str = field(repr=False)
    evidence: tuple[Evidence, ...] = field(repr=False)
    steps: tuple[StepTaken, ...] = field(repr=False)


@dataclass(frozen=True)
class NominationForReview:
    """Everything a program manager reads of a nomination."""

    standing: Standing
    competencies: tuple[Competency, ...]
    may_ask_manager: bool
    aspiration: str = field(repr=False)
    evidence: tuple[Evidence, ...] = field(repr=False)
    steps: tuple[StepReviewed, ...] = field(repr=False)


def expected_by(standing: Standing, zone: str) -> date:
    """The day by which a decision usually comes, by the nominee's working days."""
    begun = local_day(standing.since, zone)
    return add_working_days(begun, standing.usual.days, WorkingHours(zone))


def subject_of(standing: Standing) -> Subject:
    """The nomination as the permission table sees it."""
    nominee = frozenset({standing.nominee})
    return Subject(program_id=standing.cohort.program.id, concerns=nominee, owners=nominee)


def is_mentee_on(standing: Standing, day: date) -> bool:
    """Whether somebody is accepted for a cohort that has not ended by that day."""
    return standing.state is NominationState.ACCEPTED and day <= standing.cohort.ends


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


def takes_own_words(standing: Standing) -> bool:
    """Whether the nominee may still put themselves forward, beside or instead of others."""
    if standing.state is NominationState.CONSENT_ASKED or may_follow(standing.state, Step.RENEWED):
        return True
    return standing.state in UNDECIDED and not standing.has_own_words


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


def check_first_step(form: SelfNomination, cohort: Cohort) -> tuple[Trouble, ...]:
    """What stands in the way of step 1: competencies and aspiration."""
    known = {competency.id for competency in cohort.competencies}
    troubles = []
    if not form.competencies or not known.issuperset(form.competencies):
        troubles.append(Trouble("nominations.choose_competencies", field="competencies"))
    elif len(form.competencies) > MOST_COMPETENCIES:
        facts = {"most": MOST_COMPETENCIES}
        troubles.append(
            Trouble("nominations.too_many_competencies", field="competencies", facts=facts)
        )
    return (*troubles, *check_text("aspiration", form.aspiration, ASPIRATION_LIMIT))


def check_evidence(form: SelfNomination, cohort: Cohort) -> tuple[Trouble, ...]:
    """What stands in the way of step 2: one text for every criterion."""
    troubles: list[Trouble] = []
    for criterion in cohort.criteria:
        text = form.evidence.get(criterion.id, "")
        troubles += check_text(evidence_field(criterion.id), text, EVIDENCE_LIMIT)
    return tuple(troubles)


def check_decision(decision: Decision, cohort: Cohort) -> tuple[Trouble, ...]:
    """What stands in the way of a decision as it was written down."""
    troubles = []
    if decision.step not in DECISIONS:
        troubles.append(Trouble("nominations.choose_decision", field="decision"))
    if len(decision.reason) < REASON_LEAST:
        facts = {"least": REASON_LEAST}
        troubles.append(Trouble("nominations.reason_too_short", field="reason", facts=facts))
    if not {one.id for one in cohort.criteria}.issuperset(decision.criteria_met):
        troubles.append(Trouble("nominations.changed_meanwhile", field="criteria_met"))
    troubles += check_length("reason", decision.reason, REASON_LIMIT)
    troubles += check_length("remark", decision.remark, REMARK_LIMIT)
    return tuple(troubles)


def check_text(name: str, text: str, limit: int) -> tuple[Trouble, ...]:
    """A text that must say something, within `limit` characters."""
    if not any(sign.isalnum() for sign in text):
        return (Trouble("nominations.text_missing", field=name),)
    return check_length(name, text, limit)


def evidence_field(criterion_id: str) -> str:
    """The name of the form's field for one criterion."""
    return f"evidence:{criterion_id}"


def competencies_of(cohort: Cohort, chosen: Sequence[str]) -> tuple[Competency, ...]:
    """The chosen competencies, in the order the cohort lists them."""
    return tuple(one for one in cohort.competencies if one.id in set(chosen))


def check_length(name: str, text: str, limit: int) -> tuple[Trouble, ...]:
    """A text of at most `limit` characters."""
    if len(text) <= limit:
        return ()
    return (Trouble("nominations.text_too_long", field=name, facts={"over": len(text) - limit}),)


def _why_not(state: NominationState) -> str:
    if state in BEFORE_THE_YES:
        return f"nominations.{state}"
    if state is NominationState.WITHDRAWN:
        return "nominations.withdrawn"
    if state in UNDECIDED:
        return "nominations.not_now"
    return "nominations.decided"

"""What program managers do with nominations: see the queue, open one, decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from program.actor import Actor
from program.delivery import DeliveryClass
from program.nomination import (
    UNDECIDED,
    Decision,
    NominationForReview,
    NominationState,
    Standing,
    Step,
    check_decision,
    may_follow,
    subject_of,
)
from program.nomination import after as state_after
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from program.text import same_words
from services import governance, nomination_news, people
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import nomination_words as words
from store import nominations as kept

PAGE = 15


class Shown(StrEnum):
    """Which part of the queue is looked at."""

    WAITING = "waiting"
    MORE_ASKED = "more_asked"
    WAIT_LISTED = "wait_listed"
    DECIDED = "decided"
    ALL = "all"


STATES: Mapping[Shown, Sequence[NominationState]] = {
    Shown.WAITING: (NominationState.IN_REVIEW,),
    Shown.MORE_ASKED: (NominationState.MORE_ASKED,),
    Shown.WAIT_LISTED: (NominationState.WAIT_LISTED,),
    Shown.DECIDED: (NominationState.ACCEPTED, NominationState.DECLINED),
    Shown.ALL: tuple(NominationState),
}

TOLD: Mapping[Step, str] = {
    Step.ACCEPTED: "nominations.accepted",
    Step.WAIT_LISTED: "nominations.wait_listed",
    Step.DECLINED: "nominations.declined",
    Step.MORE_ASKED: "nominations.more_ask",
}
"""The message each decision sends to the nominee."""


@dataclass(frozen=True)
class QueueLine:
    """One nomination in the list, without a word of what it says."""

    standing: Standing
    nominee: Person
    may_review: bool


@dataclass(frozen=True)
class Queue:
    """One page of the list."""

    shown: Shown
    words: str
    lines: tuple[QueueLine, ...]
    page: int
    """From 0."""
    total: int

    @property
    def has_next(self) -> bool:
        """Whether another page follows."""
        return (self.page + 1) * PAGE < self.total


@dataclass(frozen=True)
class Review:
    """A nomination opened for review, with the names of those who took its steps."""

    nomination: NominationForReview
    nominee: Person
    people: Mapping[str, Person]
    may_decide: bool


def queue(look: Look, shown: Shown = Shown.WAITING, words: str = "", page: int = 0) -> Queue:
    """The nominations of every program whose queue the actor may see, longest waiting first.

    `words` narrows it to nominees whose name holds them. Raises Refusal `permissions.*`.
    """
    cohorts = _cohorts_for(look, Act.NOMINATIONS_QUEUE)
    named = _people_named(look, words)
    total = kept.count(look.session, cohorts, STATES[shown], people=named)
    page = max(0, min(page, (total - 1) // PAGE))
    standings = kept.page(
        look.session, cohorts, STATES[shown], first=page * PAGE, size=PAGE, people=named
    )
    known = people.named(look, [one.nominee for one in standings])
    lines = tuple(
        QueueLine(
            standing=one,
            nominee=known[one.nominee],
            may_review=may(look.actor, Act.NOMINATIONS_REVIEW, subject_of(one)),
        )
        for one in standings
    )
    return Queue(shown, words, lines, page, total)


def waiting_for(look: Look, person_id: str) -> int:
    """How many nominations wait for this person's decision; none for whoever may not decide."""
    actor = look.seen_by(person_id).actor
    decidable = [
        one.id
        for one in kept_cohorts.cohorts(look.session)
        if may(actor, Act.NOMINATIONS_DECIDE, Subject(program_id=one.program.id))
    ]
    return kept.count(look.session, decidable, STATES[Shown.WAITING], without=person_id)


def open_review(work: Work, nomination_id: str) -> Review:
    """Open what a nominee wrote, in order to decide; noted in the audit log.

    Raises Refusal `nominations.about_yourself`, `.not_found` or `permissions.*`.
    """
    standing = _standing(work, nomination_id)
    _refuse_own(work, standing)
    require(work.actor, Act.NOMINATIONS_REVIEW, subject_of(standing))
    work.note("nomination.opened", about=f"nomination:{standing.id}")
    return _review(work, standing)


def before_decision(look: Look, nomination_id: str) -> Review:
    """What the form of a decision begins with: the criteria and where it stands.

    Raises Refusal as `decide` would, before anything is typed.
    """
    standing = _standing(look, nomination_id)
    _refuse_own(look, standing)
    require(look.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
    if not may_follow(standing.state, Step.ACCEPTED):
        raise _too_late(look, standing)
    return _review(look, standing)


def decide(work: Work, decision: Decision) -> Standing:
    """Accept, wait-list, decline or ask for more; the nominee is told in the same transaction.

    Sent twice is a quiet success. Raises Refusal under the fields, `nominations.decided_by` or
    `.changed_meanwhile` when somebody was earlier, `.about_yourself`, or `permissions.*`.
    """
    standing = _standing(work, decision.nomination_id)
    _refuse_own(work, standing)
    require(work.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
    troubles = check_decision(decision, standing.cohort)
    if troubles:
        raise Refusal.of(troubles)
    assert decision.step is not None  # noqa: S101  checked by the rules
    if _sent_before(work, standing, decision):
        return standing
    if standing.version != decision.seen_version or not may_follow(standing.state, decision.step):
        raise _too_late(work, standing)
    moved = kept.take_step(
        work.session,
        standing,
        decision.step,
        state_after(standing.state, decision.step),
        by=_actor_id(work.actor),
        decides=True,
        text=decision.reason,
        remark=decision.remark,
        criteria_met=decision.criteria_met,
    )
    if not moved:
        raise _too_late(work, _standing(work, standing.id))
    return _told(work, standing, decision.step)


def _told(work: Work, before: Standing, step: Step) -> Standing:
    standing = _standing(work, before.id)
    entry = f"nomination.{step.value}"
    work.note(entry, about=f"nomination:{standing.id}", version=standing.version)
    nomination_news.tell_nominee(work, TOLD[step], standing, DeliveryClass.OWED)
    if before.state is NominationState.WAIT_LISTED:
        nomination_news.move_up(work, standing.cohort)
    nomination_news.spread(work, standing)
    return standing


def _sent_before(look: Look, standing: Standing, decision: Decision) -> bool:
    """Whether this very decision is the last step: the form came a second time."""
    if standing.version != decision.seen_version + 1:
        return False
    last = words.last_step(look.session, standing.id)
    same = (last.step, last.text, last.by) == (decision.step, decision.reason, look.actor.person_id)
    return same and (last.remark or "") == decision.remark


def _too_late(look: Look, standing: Standing) -> Refusal:
    """Why the decision comes too late: who was earlier, or what changed."""
    if standing.state is NominationState.WITHDRAWN:
        return Refusal("nominations.withdrawn_meanwhile", at=standing.since, zone=look.actor.zone)
    decided = standing.decided_by is not None and standing.state not in UNDECIDED
    asked = standing.state is NominationState.MORE_ASKED
    if standing.decided_by and (decided or asked):
        decider = people.named(look, [standing.decided_by])[standing.decided_by]
        code = "nominations.decided_by" if decided else "nominations.asked_by"
        return Refusal(code, name=decider.name, at=standing.decided_at, zone=look.actor.zone)
    return Refusal("nominations.changed_meanwhile")


def _refuse_own(look: Look, standing: Standing) -> None:
    """Nobody decides on themselves; whoever could is told who does it instead."""
    program_id = standing.cohort.program.id
    if standing.nominee != look.actor.person_id:
        return
    if not may(look.actor, Act.NOMINATIONS_QUEUE, Subject(program_id=program_id)):
        return
    managers = governance.program_managers(look, program_id)
    others = tuple(one.name for one in managers if one.id != standing.nominee)
    raise Refusal("nominations.about_yourself", names=others)


def _review(look: Look, standing: Standing) -> Review:
    subject = subject_of(standing)
    nomination = words.for_review(
        look.session,
        standing,
        remarks=may(look.actor, Act.NOMINATIONS_READ_REMARK, subject),
    )
    ids = {standing.nominee, *(one.by for one in nomination.steps if one.by)}
    known = people.named(look, ids)
    return Review(
        nomination=nomination,
        nominee=known[standing.nominee],
        people=known,
        may_decide=may(look.actor, Act.NOMINATIONS_DECIDE, subject)
        and may_follow(standing.state, Step.ACCEPTED),
    )


def _cohorts_for(look: Look, act: Act) -> list[str]:
    if not may_somewhere(look.actor, act):
        require(look.actor, act)
    return [
        one.id
        for one in kept_cohorts.cohorts(look.session)
        if may(look.actor, act, Subject(program_id=one.program.id))
    ]


def _people_named(look: Look, typed: str) -> list[str] | None:
    """Ids of nominees whose name holds the words; None when nothing was typed."""
    wanted = same_words(typed)
    if not wanted:
        return None
    known = people.named(look, kept.nominees(look.session))
    return [one.id for one in known.values() if wanted in same_words(one.name)]


def _standing(look: Look, nomination_id: str) -> Standing:
    standing = kept.standing(look.session, nomination_id)
    if standing is None:
        raise Refusal("nominations.not_found")
    return standing


def _actor_id(actor: Actor) -> str:
    return actor.person_id or ""

"""What program managers do with a nomination: open it, read every voice, decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.delivery import DeliveryClass
from program.hours import WorkingHours
from program.nomination import (
    CORRECTS,
    DECIDED,
    UNDECIDED,
    Decision,
    NominationForReview,
    NominationState,
    Standing,
    Step,
    check_decision,
    may_correct,
    may_follow,
    subject_of,
)
from program.nomination import after as state_after
from program.nomination_rhythm import days_waited
from program.nomination_voice import ViewForReview, VoiceForNominee, VoiceForReview
from program.permissions import Act, Subject, may, require
from program.person import Person
from program.refusal import Refusal
from services import governance, nomination_managers, nomination_news, people
from services.desk import Look, Work
from store import deliveries, pairings
from store import nomination_voices as spoken
from store import nomination_words as words
from store import nominations as kept


@dataclass(frozen=True)
class Review:
    """A nomination opened for review, with the names of those who took its steps."""

    nomination: NominationForReview
    nominee: Person
    people: Mapping[str, Person]
    may_decide: bool
    voices: tuple[VoiceForReview, ...] = ()
    """What others said, the first voice in front."""
    views: tuple[ViewForReview, ...] = ()
    """What the nominee's manager was asked, and answered."""
    may_take_back: bool = False
    """The decision stands and nobody was told yet."""
    may_correct: bool = False
    """It was told, and could be put right by another one."""


@dataclass(frozen=True)
class VoiceRead:
    """One voice, as its reader may see it, and whose it is."""

    said: VoiceForNominee | VoiceForReview
    by: Person
    standing: Standing


def open_review(work: Work, nomination_id: str) -> Review:
    """Open what a nominee wrote, in order to decide; noted in the audit log.

    Raises Refusal `nominations.about_yourself`, `.not_found` or `permissions.*`.
    """
    standing = _readable(work, nomination_id)
    _refuse_own(work, standing)
    require(work.actor, Act.NOMINATIONS_REVIEW, subject_of(standing))
    work.note("nomination.opened", about=f"nomination:{standing.id}")
    return _review(work, standing)


def voice(look: Look, nomination_id: str, by: str) -> VoiceRead:
    """What one person said of a nominee: whole for the program team, without ratings for them.

    Raises Refusal `nominations.not_found` or `permissions.*`.
    """
    standing = _standing(look, nomination_id)
    subject = subject_of(standing)
    is_team = standing.review_from is not None and may(
        look.actor, Act.NOMINATIONS_READ_RATINGS, subject
    )
    if is_team:
        remarks = may(look.actor, Act.NOMINATIONS_READ_REMARK, subject)
        found: tuple[VoiceForNominee | VoiceForReview, ...] = spoken.for_review(
            look.session, standing, remarks=remarks
        )
    else:
        require(look.actor, Act.NOMINATIONS_READ_OWN, subject)
        found = spoken.for_nominee(look.session, standing)
    one = next((one for one in found if one.voice.by == by), None)
    if one is None:
        raise Refusal("nominations.not_found")
    return VoiceRead(one, people.named(look, [by])[by], standing)


def before_decision(look: Look, nomination_id: str, *, correcting: bool = False) -> Review:
    """What the form of a decision begins with: the criteria and where it stands.

    `correcting`: it was decided and told, and is to be put right.

    Raises Refusal as `decide` would, before anything is typed.
    """
    standing = _readable(look, nomination_id)
    _refuse_own(look, standing)
    require(look.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
    if may_follow(standing.state, Step.ACCEPTED):
        return _review(look, standing)
    if not correcting or not may_be_corrected(look, standing):
        raise _too_late(look, standing)
    return _review(look, standing)


def decide(work: Work, decision: Decision) -> Standing:
    """Accept, wait-list, decline or ask for more; the nominee is told in the same transaction.

    A decision that was told already is put right by another one on the version that was told.
    Sent twice is a quiet success. Raises Refusal under the fields, `nominations.decided_by` or
    `.changed_meanwhile` when somebody was earlier, `.about_yourself`, or `permissions.*`.
    """
    standing = _readable(work, decision.nomination_id)
    _refuse_own(work, standing)
    require(work.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
    troubles = check_decision(decision, standing.cohort)
    if troubles:
        raise Refusal.of(troubles)
    assert decision.step is not None  # noqa: S101  checked by the rules
    if _sent_before(work, standing, decision):
        return standing
    if standing.version != decision.seen_version:
        raise _too_late(work, standing)
    moved = kept.take_step(
        work.session,
        standing,
        decision.step,
        _state_after(work, standing, decision.step),
        by=work.me,
        decides=True,
        text=decision.reason,
        remark=decision.remark,
        criteria_met=decision.criteria_met,
        changes=_waited(work, standing, decision.step),
    )
    if not moved:
        raise _too_late(work, _standing(work, standing.id))
    return _told(work, standing, decision.step)


def may_be_corrected(look: Look, standing: Standing) -> bool:
    """Whether a decision that was told may still be put right: not once a mentor was found."""
    subject = subject_of(standing)
    if not may(look.actor, Act.NOMINATIONS_DECIDE, subject):
        return False
    correctable = any(may_correct(standing.state, step) for _, step in CORRECTS)
    return (
        correctable and nomination_news.is_told(look, standing) and not _is_paired(look, standing)
    )


def _is_paired(look: Look, standing: Standing) -> bool:
    """Whether a mentor is asked or found for them in this cohort."""
    return standing.nominee in pairings.promised(look.session, standing.cohort.id)


def _state_after(work: Work, standing: Standing, step: Step) -> NominationState:
    """The state a decision leads to; also one that puts another right.

    Raises Refusal `nominations.paired` where a mentor was found meanwhile, or as `decide` says.
    """
    if may_follow(standing.state, step):
        return state_after(standing.state, step)
    if not may_correct(standing.state, step) or not nomination_news.is_told(work, standing):
        raise _too_late(work, standing)
    if _is_paired(work, standing):
        raise Refusal("nominations.paired")
    return CORRECTS[standing.state, step]


def _waited(work: Work, standing: Standing, step: Step) -> dict[str, int]:
    """How long the first decision took: what others may expect is made of it."""
    if step is Step.MORE_ASKED or standing.state not in UNDECIDED or standing.review_from is None:
        return {}
    hours = WorkingHours(standing.cohort.program.zone)
    return {"waited_days": days_waited(standing.review_from, work.now, hours)}


def _told(work: Work, before: Standing, step: Step) -> Standing:
    standing = _standing(work, before.id)
    entry = f"nomination.{step.value}"
    work.note(entry, about=f"nomination:{standing.id}", version=standing.version)
    kind = nomination_news.TOLD[step]
    nomination_news.tell_nominee(work, kind, standing, DeliveryClass.OWED)
    if standing.state in DECIDED:
        nomination_news.tell_authors(work, standing, later=True)
    if step is Step.ACCEPTED:
        nomination_managers.tell_manager(work, standing)
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
    reads_ratings = may(look.actor, Act.NOMINATIONS_READ_RATINGS, subject)
    remarks = may(look.actor, Act.NOMINATIONS_READ_REMARK, subject)
    voices = spoken.for_review(look.session, standing, remarks=remarks) if reads_ratings else ()
    views = spoken.views_for_review(look.session, standing.id) if reads_ratings else ()
    ids = {
        standing.nominee,
        *(one.by for one in nomination.steps if one.by),
        *(one.voice.by for one in voices),
        *(one.view.by for one in views),
    }
    known = people.named(look, ids)
    return Review(
        nomination=nomination,
        nominee=known[standing.nominee],
        people=known,
        may_decide=may(look.actor, Act.NOMINATIONS_DECIDE, subject)
        and may_follow(standing.state, Step.ACCEPTED),
        voices=voices,
        views=views,
        may_take_back=may_be_taken_back(look, standing),
        may_correct=may_be_corrected(look, standing),
    )


def may_be_taken_back(look: Look, standing: Standing) -> bool:
    """Whether the actor could take the decision back: it stands, and nobody was told yet."""
    kind = nomination_news.TOLD.get(words.last_step(look.session, standing.id).step)
    return (
        kind is not None
        and may(look.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
        and deliveries.is_waiting(look.session, nomination_news.key_of(kind, standing))
    )


def _standing(look: Look, nomination_id: str) -> Standing:
    standing = kept.standing(look.session, nomination_id)
    if standing is None:
        raise Refusal("nominations.not_found")
    return standing


def _readable(look: Look, nomination_id: str) -> Standing:
    """A nomination that has the nominee's yes: before it there is nothing here to read."""
    standing = _standing(look, nomination_id)
    if standing.review_from is None:
        raise Refusal("nominations.not_found")
    return standing

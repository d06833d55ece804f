"""Deciding on a nomination: by a program manager, once, on the version they had seen."""

from program.delivery import DeliveryClass
from program.hours import WorkingHours
from program.nomination import Standing, subject_of
from program.nomination_forms import Decision, check_decision
from program.nomination_rhythm import days_waited
from program.nomination_steps import (
    CORRECTS,
    DECIDED,
    UNDECIDED,
    NominationState,
    Step,
    may_correct,
    may_follow,
)
from program.nomination_steps import after as state_after
from program.permissions import Act, Subject, may, require
from program.refusal import Refusal
from services import governance, nomination_managers, nomination_news, nomination_standing, people
from services.desk import Look, Work
from store import nomination_words as words
from store import nominations as kept
from store import pairings


def decide(work: Work, decision: Decision) -> Standing:
    """Accept, wait-list, decline or ask for more; the nominee is told in the same transaction.

    A decision that was told already is put right by another one on the version that was told.
    Sent twice is a quiet success. Raises Refusal under the fields, `nominations.decided_by` or
    `.changed_meanwhile` when somebody was earlier, `.about_yourself`, or `permissions.*`.
    """
    standing = nomination_standing.need_readable(work, decision.nomination_id)
    refuse_own(work, standing)
    require(work.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
    troubles = check_decision(decision, standing.cohort)
    if troubles:
        raise Refusal.of(troubles)
    assert decision.step is not None  # noqa: S101  checked by the rules
    if _sent_before(work, standing, decision):
        return standing
    if standing.version != decision.seen_version:
        raise too_late(work, standing)
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
        raise too_late(work, nomination_standing.need(work, standing.id))
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
        raise too_late(work, standing)
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
    standing = nomination_standing.need(work, before.id)
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


def too_late(look: Look, standing: Standing) -> Refusal:
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


def refuse_own(look: Look, standing: Standing) -> None:
    """Nobody decides on themselves; whoever could is told who does it instead."""
    program_id = standing.cohort.program.id
    if standing.nominee != look.actor.person_id:
        return
    if not may(look.actor, Act.NOMINATIONS_QUEUE, Subject(program_id=program_id)):
        return
    managers = governance.program_managers(look, program_id)
    others = tuple(one.name for one in managers if one.id != standing.nominee)
    raise Refusal("nominations.about_yourself", names=others)

"""What program managers read of a nomination: opened, with every voice, before a decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.nomination import NominationForReview, Standing, subject_of
from program.nomination_steps import Step, may_follow
from program.nomination_voice import ViewForReview, VoiceForNominee, VoiceForReview
from program.permissions import Act, may, require
from program.person import Person
from program.refusal import Refusal
from services import (
    nomination_deciding,
    nomination_news,
    nomination_standing,
    people,
)
from services.desk import Look, Work
from store import deliveries
from store import nomination_voices as spoken
from store import nomination_words as words


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
    standing = nomination_standing.need_readable(work, nomination_id)
    nomination_deciding.refuse_own(work, standing)
    require(work.actor, Act.NOMINATIONS_REVIEW, subject_of(standing))
    work.note("nomination.opened", about=f"nomination:{standing.id}")
    return _review(work, standing)


def voice(look: Look, nomination_id: str, by: str) -> VoiceRead:
    """What one person said of a nominee: whole for the program team, without ratings for them.

    Raises Refusal `nominations.not_found` or `permissions.*`.
    """
    standing = nomination_standing.need(look, nomination_id)
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
    standing = nomination_standing.need_readable(look, nomination_id)
    nomination_deciding.refuse_own(look, standing)
    require(look.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
    if may_follow(standing.state, Step.ACCEPTED):
        return _review(look, standing)
    if not correcting or not nomination_deciding.may_be_corrected(look, standing):
        raise nomination_deciding.too_late(look, standing)
    return _review(look, standing)


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
        may_correct=nomination_deciding.may_be_corrected(look, standing),
    )


def may_be_taken_back(look: Look, standing: Standing) -> bool:
    """Whether the actor could take the decision back: it stands, and nobody was told yet."""
    kind = nomination_news.TOLD.get(words.last_step(look.session, standing.id).step)
    return (
        kind is not None
        and may(look.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
        and deliveries.is_waiting(look.session, nomination_news.key_of(kind, standing))
    )

"""What the messages of nominations say at the moment they are sent or shown anew."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from program.delivery import Delivery
from program.hours import local_day
from program.nomination import Standing, subject_of
from program.nomination_steps import (
    DECISIONS,
    UNDECIDED,
    NominationState,
    Step,
    before_last_decision,
)
from program.permissions import Act, require
from program.person import Person
from services import nomination_news, nomination_queue, nomination_standing, nomination_told, people
from services.desk import Look
from services.nomination_told import ToldAuthor
from store import nomination_words as words
from store import nominations as kept

_FINAL = (NominationState.ACCEPTED, NominationState.DECLINED)


@dataclass(frozen=True)
class ToldNominee:
    """Where it stands, for its reader; and the question, where one was asked."""

    standing: Standing
    zone: str
    today: date
    question: str | None = field(default=None, repr=False)
    answered_at: datetime | None = None
    corrects: datetime | None = None
    """When the decision was told that this one puts right."""
    corrected: datetime | None = None
    """When this decision was put right by a later one."""


@dataclass(frozen=True)
class ToldReviewer:
    """How many nominations wait for this program manager at this moment."""

    waiting: int
    morning: date
    """The day the message was for."""
    today: date


def told_nominee(look: Look, delivery: Delivery) -> ToldNominee:
    """What any message about a nomination is made of. Raises Refusal when it is no more."""
    standing = nomination_standing.need(look, delivery.about["nomination"])
    require(look.actor, Act.NOMINATIONS_READ_OWN, subject_of(standing))
    reader = _reader(look, delivery)
    return ToldNominee(standing, reader.zone, local_day(look.now, reader.zone))


def told_decision(look: Look, delivery: Delivery) -> ToldNominee:
    """A decision; with what it puts right, and with what put it right."""
    told = told_nominee(look, delivery)
    version = int(delivery.about["version"])
    steps = words.steps_of(look.session, told.standing.id)
    before = before_last_decision(steps[:version])
    later = [one for one in steps[version:] if one.step in DECISIONS]
    waited = steps[version - 1].step is Step.WAIT_LISTED
    return replace(
        told,
        corrects=before[1] if before and before[0] in _FINAL else None,
        corrected=later[-1].at if later and not waited else None,
    )


def told_received(look: Look, delivery: Delivery) -> ToldNominee | ToldAuthor:
    """That it arrived, for the nominee or for who put them forward."""
    standing = kept.standing(look.session, delivery.about["nomination"])
    if standing is None or delivery.recipient == standing.nominee:
        return told_nominee(look, delivery)
    return nomination_told.told_author(look, delivery)


def told_question(look: Look, delivery: Delivery) -> ToldNominee:
    """The same, with the question that was asked and when it was answered."""
    told = told_nominee(look, delivery)
    version = int(delivery.about["version"])
    asked = words.step_at(look.session, told.standing.id, version)
    following = words.step_at(look.session, told.standing.id, version + 1)
    return ToldNominee(
        told.standing,
        told.zone,
        told.today,
        question=asked.text if asked else None,
        answered_at=following.at if following and following.step is Step.ADDED else None,
    )


def told_reviewer(look: Look, delivery: Delivery) -> ToldReviewer:
    """The count of the morning message, as it is now."""
    reader = _reader(look, delivery)
    return ToldReviewer(
        waiting=nomination_queue.waiting_for(look, reader.id),
        morning=nomination_news.day_of(delivery.about["morning"]),
        today=local_day(look.now, reader.zone),
    )


def is_undecided(look: Look, delivery: Delivery) -> bool:
    """Whether it still waits for a decision: else the decision's own message says more."""
    return _state(look, delivery) in (NominationState.CONSENT_ASKED, *UNDECIDED)


def is_in_review(look: Look, delivery: Delivery) -> bool:
    """Whether the nominee still waits for the program team."""
    return _state(look, delivery) is NominationState.IN_REVIEW


def is_asked(look: Look, delivery: Delivery) -> bool:
    """Whether the question is still open."""
    return _stands(look, delivery, NominationState.MORE_ASKED)


def is_accepted(look: Look, delivery: Delivery) -> bool:
    """Whether the yes still stands."""
    return _stands(look, delivery, NominationState.ACCEPTED)


def is_wait_listed(look: Look, delivery: Delivery) -> bool:
    """Whether the nominee is still on the list."""
    return _stands(look, delivery, NominationState.WAIT_LISTED)


def is_declined(look: Look, delivery: Delivery) -> bool:
    """Whether the no still stands."""
    return _stands(look, delivery, NominationState.DECLINED)


def is_anything_waiting(look: Look, delivery: Delivery) -> bool:
    """Whether anything waits for this program manager this morning."""
    return told_reviewer(look, delivery).waiting > 0


def _stands(look: Look, delivery: Delivery, state: NominationState) -> bool:
    """Whether this very decision stands: neither taken back nor followed by another."""
    if _state(look, delivery) is not state:
        return False
    steps = words.steps_of(look.session, delivery.about["nomination"])
    later = steps[int(delivery.about["version"]) :]
    return not any(one.step in (*DECISIONS, Step.TAKEN_BACK) for one in later)


def _state(look: Look, delivery: Delivery) -> NominationState | None:
    standing = kept.standing(look.session, delivery.about["nomination"])
    if standing is None:
        return None
    require(look.actor, Act.NOMINATIONS_READ_OWN, subject_of(standing))
    return standing.state


def _reader(look: Look, delivery: Delivery) -> Person:
    assert delivery.recipient is not None  # noqa: S101  every message here goes to a person
    return people.named(look, [delivery.recipient])[delivery.recipient]

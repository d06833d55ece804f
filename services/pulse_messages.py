"""The invitation to a pulse and its one reminder: who gets them, and what they say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from program.actor import Standing
from program.delivery import Delivery, DeliveryClass
from program.permissions import Act, Subject, require
from program.pulse.survey import Survey, SurveyState
from program.refusal import Refusal
from services.desk import Look, Work
from services.pulse_invited import INVITATION
from store.pulse import audience, invitations, surveys
from store.pulse.troubles import PulseTrouble


@dataclass(frozen=True)
class ToldInvited:
    """What the invitation says: the same to everyone invited, whoever has answered."""

    survey: Survey
    is_open: bool
    now: datetime


@dataclass(frozen=True)
class ToldReminded:
    """What the reminder says: until when, of whichever survey it is."""

    survey: Survey
    now: datetime


def invite(work: Work, survey: Survey, people: Collection[str]) -> None:
    """Invite everyone of a survey that has just been opened; their Homes show it too.

    Raises Refusal `permissions.*`.
    """
    is_house = work.actor.standing is Standing.SYSTEM
    act = Act.PULSE_RUN if is_house else Act.PULSE_COMPOSE
    require(work.actor, act, Subject(program_id=survey.program_id))
    for person_id in people:
        work.send(
            INVITATION,
            to=person_id,
            about={"pulse": survey.id},
            cls=DeliveryClass.STEADY,
            key=f"{INVITATION}:{survey.id}:{person_id}",
            expires_at=survey.closes_at,
        )
    work.refresh_home(*people)


def is_open_for(look: Look, delivery: Delivery) -> bool:
    """Whether the survey takes answers; whether the reader has answered makes no difference."""
    return told_invited(look, delivery).is_open


def told_invited(look: Look, delivery: Delivery) -> ToldInvited:
    """The survey as it stands. Raises Refusal when it is no more."""
    survey_id = delivery.about["pulse"]
    survey = look.session.remembered(
        ("pulse", survey_id), partial(surveys.by_id, look.session, survey_id)
    )
    if survey is None:
        raise Refusal("pulse.not_found")
    require(look.actor, Act.PULSE_OVERSEE, Subject(program_id=survey.program_id))
    return ToldInvited(survey, _takes_answers(survey, look.now), look.now)


def is_unanswered(look: Look, delivery: Delivery) -> bool:
    """Whether there is something of which the reader is to be reminded at this very moment."""
    return _unanswered(look, delivery) is not None


def told_reminded(look: Look, delivery: Delivery) -> ToldReminded:
    """The survey the reader has not answered. Raises Refusal when there is none."""
    survey_id = _unanswered(look, delivery)
    survey = surveys.by_id(look.session, survey_id) if survey_id else None
    if survey is None:
        raise Refusal("pulse.none_open")
    return ToldReminded(survey, look.now)


def _unanswered(look: Look, delivery: Delivery) -> str | None:
    """A reminder names no survey: it is of the one that closes when the message is over.

    Where several close then, each of the person's reminders is of another one. A close that was
    moved out meanwhile is that of no message any more: then it is of any that is left.
    """
    require(look.actor, Act.PULSE_RUN)
    person_id = delivery.recipient or ""
    open_now = invitations.reminded_of(look.session, person_id, look.now)
    found = [survey_id for survey_id, closes_at in open_now if closes_at == delivery.expires_at]
    if len(found) > 1:
        place = invitations.of_the_same_end(look.session, delivery).index(delivery.id)
        found = found[place : place + 1]
    elif not found:
        found = [survey_id for survey_id, _ in open_now]
    return next((one for one in found if person_id in _waiting_for(look, one)), None)


def _waiting_for(look: Look, survey_id: str) -> frozenset[str]:
    """Whoever has not answered; nobody where the key is gone, since then nobody can answer."""
    return look.session.remembered(
        ("pulse unanswered", survey_id), partial(_read_unanswered, look, survey_id)
    )


def _read_unanswered(look: Look, survey_id: str) -> frozenset[str]:
    try:
        return audience.unanswered(look.session, survey_id)
    except PulseTrouble:
        return frozenset()


def _takes_answers(survey: Survey, now: datetime) -> bool:
    return survey.state is SurveyState.OPEN and now < survey.closes_at

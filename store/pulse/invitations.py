"""Who was sent an invitation, which outlasts the survey; and of what somebody is to be reminded."""

from datetime import datetime

from sqlalchemy import select, update

from program.delivery import Delivery
from program.pulse.survey import SurveyState
from store.delivery_tables import DeliveryAboutRow, DeliveryRow
from store.pulse.tables import PulseAudienceRow, PulseSurveyRow
from store.session import StoreSession


def recipients(session: StoreSession, kind: str, survey_id: str) -> frozenset[str]:
    """Everyone a message of this kind about a survey was queued for, sent or not."""
    found = session.scalars(
        select(DeliveryRow.recipient)
        .join(DeliveryAboutRow, DeliveryAboutRow.delivery_id == DeliveryRow.id)
        .where(DeliveryRow.kind == kind, DeliveryAboutRow.thing == f"pulse:{survey_id}")
    )
    return frozenset(person_id for person_id in found if person_id is not None)


def was_sent(session: StoreSession, kind: str, survey_id: str, person_id: str) -> bool:
    """The same for one person."""
    found = session.scalars(
        select(DeliveryRow.id)
        .join(DeliveryAboutRow, DeliveryAboutRow.delivery_id == DeliveryRow.id)
        .where(
            DeliveryRow.kind == kind,
            DeliveryRow.recipient == person_id,
            DeliveryAboutRow.thing == f"pulse:{survey_id}",
        )
        .limit(1)
    )
    return found.one_or_none() is not None


def reminded_of(
    session: StoreSession, person_id: str, now: datetime
) -> tuple[tuple[str, datetime], ...]:
    """The open surveys a person is invited to whose reminder was made, answered or not.

    Each with its close; the next to close comes first.
    """
    found = session.execute(
        select(PulseSurveyRow.id, PulseSurveyRow.closes_at)
        .join(PulseAudienceRow, PulseAudienceRow.survey_id == PulseSurveyRow.id)
        .where(
            PulseAudienceRow.person_id == person_id,
            PulseSurveyRow.state == SurveyState.OPEN.value,
            PulseSurveyRow.reminded,
            PulseSurveyRow.closes_at > now,
        )
        .order_by(PulseSurveyRow.closes_at, PulseSurveyRow.id)
    )
    return tuple((survey_id, closes_at) for survey_id, closes_at in found)


def of_the_same_end(session: StoreSession, delivery: Delivery) -> tuple[str, ...]:
    """The ids of all deliveries of a kind to a person that are of no use from the same moment."""
    found = session.scalars(
        select(DeliveryRow.id)
        .where(
            DeliveryRow.recipient == delivery.recipient,
            DeliveryRow.kind == delivery.kind,
            DeliveryRow.expires_at == delivery.expires_at,
        )
        .order_by(DeliveryRow.id)
    )
    return tuple(found)


def plan_reminder(session: StoreSession, survey_id: str, at: datetime) -> None:
    """Plan the reminder of an open survey for another moment, unless it was made."""
    session.execute(
        update(PulseSurveyRow)
        .where(
            PulseSurveyRow.id == survey_id,
            PulseSurveyRow.state == SurveyState.OPEN.value,
            PulseSurveyRow.reminded.is_(False),
        )
        .values(remind_at=at)
        .execution_options(synchronize_session=False)
    )

"""The surveys somebody was invited to, for that person: of the answers nothing leads to anybody."""

from sqlalchemy import select

from program.pulse.survey import Survey
from store.delivery_tables import DeliveryAboutRow, DeliveryRow
from store.pulse.surveys import record
from store.pulse.tables import PulseAudienceRow, PulseSurveyRow
from store.session import StoreSession

_PULSE = "pulse:"


def ever(session: StoreSession, kind: str, person_id: str) -> tuple[Survey, ...]:
    """Surveys a person is on the frozen list of, or was sent an invitation of this kind to.

    Those that close last come first.
    """
    listed = session.scalars(
        select(PulseAudienceRow.survey_id).where(PulseAudienceRow.person_id == person_id)
    )
    told = session.scalars(
        select(DeliveryAboutRow.thing)
        .join(DeliveryRow, DeliveryRow.id == DeliveryAboutRow.delivery_id)
        .where(DeliveryRow.recipient == person_id, DeliveryRow.kind == kind)
    )
    ids = {*listed, *(one.removeprefix(_PULSE) for one in told if one.startswith(_PULSE))}
    rows = session.scalars(
        select(PulseSurveyRow)
        .where(PulseSurveyRow.id.in_(ids))
        .order_by(PulseSurveyRow.closes_at.desc(), PulseSurveyRow.id)
    )
    return tuple(record(row) for row in rows)

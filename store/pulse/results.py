"""What came of surveys that ended: the one release, or why there is none. Read, never written."""

from sqlalchemy import select

from store.pulse.tables import PulseResultRow, PulseSurveyRow
from store.session import StoreSession


def document(session: StoreSession, survey_id: str) -> str | None:
    """The text of the release, character by character as it was made; None where there is none."""
    return session.scalar(
        select(PulseResultRow.document).where(PulseResultRow.survey_id == survey_id)
    )


def why_void(session: StoreSession, survey_id: str) -> str | None:
    """Why a survey was deleted unread (`store.pulse.voiding`); None for any other."""
    return session.scalar(select(PulseSurveyRow.why_void).where(PulseSurveyRow.id == survey_id))

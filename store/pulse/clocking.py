"""When the clock looks at an open survey: its planned moments, and nothing that was done by people.

`look_at` of an open survey is its next planned moment: a daily count, the reminder. The close has a
moment of its own (`closing.next_close`), so that nothing that goes wrong here keeps a survey open.
"""

from datetime import datetime

from sqlalchemy import func, select

from program.pulse.survey import Survey, SurveyState
from store.pulse.surveys import record
from store.pulse.tables import PulseSurveyRow
from store.session import StoreSession

_OPEN = PulseSurveyRow.state == SurveyState.OPEN.value


def next_look(session: StoreSession) -> datetime | None:
    """The earliest planned moment of any open survey of the workspace."""
    return session.scalar(select(func.min(PulseSurveyRow.look_at)).where(_OPEN))


def due(session: StoreSession, most: int) -> tuple[Survey, ...]:
    """Open surveys whose moment has come; the earliest first."""
    rows = session.scalars(
        select(PulseSurveyRow)
        .where(_OPEN, PulseSurveyRow.look_at <= session.now)
        .order_by(PulseSurveyRow.look_at, PulseSurveyRow.id)
        .limit(most)
    )
    return tuple(record(row) for row in rows)


def later_than(session: StoreSession, moment: datetime) -> tuple[Survey, ...]:
    """Open surveys that are not looked at before then: the clock may have been set back."""
    rows = session.scalars(
        select(PulseSurveyRow)
        .where(_OPEN, PulseSurveyRow.look_at > moment)
        .order_by(PulseSurveyRow.id)
    )
    return tuple(record(row) for row in rows)

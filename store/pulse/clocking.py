"""When the clock looks at an open survey: its planned moments, and nothing that was done by people.

`look_at` is the next planned moment of an open survey: a daily count or the reminder. The close has
a moment of its own, so that nothing that goes wrong here keeps a survey open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update

from program.pulse.survey import SurveyState
from store.pulse.tables import PulseSurveyRow
from store.session import StoreSession

_OPEN = PulseSurveyRow.state == SurveyState.OPEN.value


@dataclass(frozen=True)
class Planned:
    """The moments of one open survey."""

    survey_id: str
    closes_at: datetime
    remind_at: datetime | None
    reminded: bool
    progress_on: date | None


def next_look(session: StoreSession) -> datetime | None:
    """The earliest planned moment of any open survey of the workspace."""
    return session.scalar(select(func.min(PulseSurveyRow.look_at)).where(_OPEN))


def due(session: StoreSession, most: int) -> Sequence[Planned]:
    """Open surveys whose moment has come; the earliest first."""
    rows = session.scalars(
        select(PulseSurveyRow)
        .where(_OPEN, PulseSurveyRow.look_at <= session.now)
        .order_by(PulseSurveyRow.look_at, PulseSurveyRow.id)
        .limit(most)
    )
    return tuple(
        Planned(row.id, row.closes_at, row.remind_at, row.reminded, row.progress_on) for row in rows
    )


def look_again(session: StoreSession, survey_id: str, at: datetime | None) -> None:
    """Look at an open survey again then; None: not before it closes."""
    session.execute(
        update(PulseSurveyRow)
        .where(PulseSurveyRow.id == survey_id, _OPEN)
        .values(look_at=at)
        .execution_options(synchronize_session=False)
    )

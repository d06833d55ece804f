"""What program managers said they heard in a pulse and will do: once for each survey."""

from datetime import datetime

from sqlalchemy import update

from program.pulse.heard import Heard, Said
from store.pulse.tables import PulseHeardRow
from store.session import StoreSession


def of_survey(session: StoreSession, survey_id: str) -> Said | None:
    """What was said after a survey; None while nothing was."""
    row = session.get(PulseHeardRow, survey_id)
    return None if row is None else Said(Heard(row.heard, row.will), row.by, row.at)


def say(session: StoreSession, survey_id: str, heard: Heard, *, by: str) -> bool:
    """Keep what is said. False: something was said before, and nothing changed."""
    values = {
        "survey_id": survey_id,
        "heard": heard.heard,
        "will": heard.will,
        "by": by,
        "at": session.now,
    }
    return session.insert_once(PulseHeardRow, values)


def correct(
    session: StoreSession, survey_id: str, heard: Heard, *, by: str, seen: datetime
) -> bool:
    """Put other words in place of those of a moment. False: they were corrected meanwhile."""
    moved = session.execute(
        update(PulseHeardRow)
        .where(PulseHeardRow.survey_id == survey_id, PulseHeardRow.at == seen)
        .values(heard=heard.heard, will=heard.will, by=by, at=session.now)
    )
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]

"""The steps of a close: no more votes, then the result in place of all that led to it.

`look_at` of a survey that has ended stays until everyone concerned was told: whoever is killed in
between leaves a row that says so.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Delete, Select, Update, delete, func, select, update

from program.pulse.survey import SurveyState, read_policy
from store.pulse.tables import (
    PulseAudienceRow,
    PulseResultRow,
    PulseRollRow,
    PulseSlotRow,
    PulseSurveyRow,
)
from store.session import StoreSession

_OVER = (SurveyState.CLOSED.value, SurveyState.VOID.value)
_QUIET = {"synchronize_session": False}


def begin(session: StoreSession, survey_id: str) -> bool:
    """Take no more votes: open becomes closing, once its time has come. Is it closing now?

    Votes on their way hold the survey's row and end first; later ones find it closing. A moment
    before the one that everybody was told is somebody's doing, and put right.
    """
    row = session.scalars(
        select(PulseSurveyRow)
        .where(PulseSurveyRow.id == survey_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or row.state != SurveyState.OPEN.value:
        return row is not None and row.state == SurveyState.CLOSING.value
    row.closes_at = max(row.closes_at, _promised(row))
    if session.now < row.closes_at:
        return False
    row.state, row.look_at = SurveyState.CLOSING.value, row.closes_at
    session.flush()
    return True


def end(session: StoreSession, survey_id: str, document: str, answers: int) -> None:
    """Put the result in place of slips, roll, audience and the database's part of the key."""
    session.insert_rows(PulseResultRow, [{"survey_id": survey_id, "document": document}])
    for row in (PulseSlotRow, PulseRollRow, PulseAudienceRow):
        _change(session, delete(row).where(row.survey_id == survey_id))
    _change(
        session,
        update(PulseSurveyRow)
        .where(PulseSurveyRow.id == survey_id)
        .values(
            state=SurveyState.CLOSED.value,
            db_share=None,
            n_answers=answers,
            progress=None,
            progress_on=None,
        ),
    )


def next_close(session: StoreSession) -> datetime | None:
    """The earliest moment at which an open survey of the workspace closes."""
    return session.scalar(
        select(func.min(PulseSurveyRow.closes_at)).where(
            PulseSurveyRow.state == SurveyState.OPEN.value
        )
    )


def due(session: StoreSession, most: int) -> Sequence[str]:
    """Surveys whose time has come, by their ids; the earliest first."""
    return _ids(
        session,
        select(PulseSurveyRow.id)
        .where(
            PulseSurveyRow.state == SurveyState.OPEN.value,
            PulseSurveyRow.closes_at <= session.now,
        )
        .order_by(PulseSurveyRow.closes_at, PulseSurveyRow.id)
        .limit(most),
    )


def untold(session: StoreSession, most: int) -> Sequence[str]:
    """Surveys that ended, with a result or void, and of which nobody was told yet."""
    return _ids(
        session,
        select(PulseSurveyRow.id)
        .where(PulseSurveyRow.state.in_(_OVER), PulseSurveyRow.look_at.is_not(None))
        .order_by(PulseSurveyRow.id)
        .limit(most),
    )


def note_told(session: StoreSession, survey_id: str) -> bool:
    """Everyone concerned is told in this transaction. False: they were told, or it goes on."""
    mine = (
        select(PulseSurveyRow.id)
        .where(
            PulseSurveyRow.id == survey_id,
            PulseSurveyRow.state.in_(_OVER),
            PulseSurveyRow.look_at.is_not(None),
        )
        .with_for_update()
    )
    if session.scalar(mine) is None:
        return False
    _change(
        session, update(PulseSurveyRow).where(PulseSurveyRow.id == survey_id).values(look_at=None)
    )
    return True


def _promised(row: PulseSurveyRow) -> datetime:
    """When its rules say that it closes; rules that cannot be read promise nothing."""
    try:
        return read_policy(row.policy).closes_at
    except ValueError:
        return row.closes_at


def _ids(session: StoreSession, asked: Select[str]) -> Sequence[str]:
    return session.scalars(asked).all()


def _change(session: StoreSession, statement: Update | Delete) -> None:
    session.execute(statement.execution_options(**_QUIET))

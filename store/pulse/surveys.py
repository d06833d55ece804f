"""Surveys as the house may know them: their rules, their dates, their daily rounded progress."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Select, select

from program.pulse.survey import Survey, SurveyState, digest_of, read_policy
from store.pulse.tables import PulseSurveyRow
from store.session import StoreSession


def by_id(session: StoreSession, survey_id: str) -> Survey | None:
    """A survey of this workspace."""
    row = row_of(session, survey_id)
    return None if row is None else record(row)


def open_of(
    session: StoreSession, program_ids: Collection[str] | None = None
) -> tuple[Survey, ...]:
    """The open surveys of these programs, or of all; those that close first come first."""
    found = select(PulseSurveyRow).where(PulseSurveyRow.state == SurveyState.OPEN.value)
    if program_ids is not None:
        found = found.where(PulseSurveyRow.program_id.in_(program_ids))
    return _records(session, found)


def of_program(session: StoreSession, program_id: str) -> tuple[Survey, ...]:
    """All surveys of a program; those that close last come last."""
    return _records(session, select(PulseSurveyRow).where(PulseSurveyRow.program_id == program_id))


def of_workspace(session: StoreSession) -> tuple[Survey, ...]:
    """All surveys there ever were; those that close last come last."""
    return _records(session, select(PulseSurveyRow))


def recent(session: StoreSession, since: datetime) -> tuple[Survey, ...]:
    """Surveys that are to close, or closed, after a moment."""
    return _records(session, select(PulseSurveyRow).where(PulseSurveyRow.closes_at > since))


def due(session: StoreSession, now: datetime) -> tuple[Survey, ...]:
    """Open surveys the clock has to look at by now."""
    waits = PulseSurveyRow.state == SurveyState.OPEN.value
    return _records(session, select(PulseSurveyRow).where(waits, PulseSurveyRow.look_at <= now))


def next_look(session: StoreSession) -> datetime | None:
    """The first moment at which the clock has to look at any open survey."""
    moments = session.scalars(
        select(PulseSurveyRow.look_at)
        .where(PulseSurveyRow.state == SurveyState.OPEN.value, PulseSurveyRow.look_at.is_not(None))
        .order_by(PulseSurveyRow.look_at)
        .limit(1)
    )
    return moments.one_or_none()


def remind_at(session: StoreSession, survey_id: str) -> datetime | None:
    """The planned moment of the reminder; None: none is planned, or it was made."""
    row = row_of(session, survey_id)
    return None if row is None or row.reminded else row.remind_at


def set_progress(session: StoreSession, survey_id: str, progress: int | None, on: date) -> None:
    """Write down the rounded daily count of an open survey: per cent in tens, or too few."""
    row = _open_row(session, survey_id)
    row.progress, row.progress_on = progress, on


def set_reminded(session: StoreSession, survey_id: str) -> None:
    """Write down that the reminder of an open survey was made."""
    _open_row(session, survey_id).reminded = True


def set_look_at(session: StoreSession, survey_id: str, look_at: datetime | None) -> None:
    """Write down when the clock has to look at a survey next."""
    row = row_of(session, survey_id)
    if row is None:
        raise LookupError(survey_id)
    row.look_at = look_at


def extend(session: StoreSession, survey_id: str, closes_at: datetime) -> None:
    """Move the close of an open survey out. Raises ValueError for a moment that is not later."""
    row = _open_row(session, survey_id)
    if closes_at <= row.closes_at:
        raise ValueError("a close is never moved in")
    row.closes_at = closes_at


def row_of(session: StoreSession, survey_id: str) -> PulseSurveyRow | None:
    """The row of a survey of this workspace. For the store only."""
    return session.scalars(
        select(PulseSurveyRow).where(PulseSurveyRow.id == survey_id)
    ).one_or_none()


def record(row: PulseSurveyRow) -> Survey:
    """What the house may know of a row. For the store only."""
    return Survey(
        id=row.id,
        program_id=row.program_id,
        state=SurveyState(row.state),
        policy=read_policy(row.policy),
        digest=digest_of(row.policy),
        closes_at=row.closes_at,
        answers=row.n_answers,
        progress=row.progress,
        progress_on=row.progress_on,
    )


def _open_row(session: StoreSession, survey_id: str) -> PulseSurveyRow:
    row = row_of(session, survey_id)
    if row is None or row.state != SurveyState.OPEN.value:
        raise LookupError(survey_id)
    return row


def _records(session: StoreSession, found: Select[PulseSurveyRow]) -> tuple[Survey, ...]:
    ordered = found.order_by(PulseSurveyRow.closes_at, PulseSurveyRow.id)
    return tuple(record(row) for row in session.scalars(ordered))

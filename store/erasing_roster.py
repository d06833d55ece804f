"""Erases entries of the roster that lead to nobody in Slack, and what waits of a roster."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, delete, or_, select, update

from store.people import email_digest
from store.promised import columns, table_of
from store.promises import Erase
from store.roster_tables import ColleagueRow, ReportingLineRow, RosterImportRow, TieQuestionRow
from store.session import StoreSession


def entries(session: StoreSession, email: str) -> Sequence[str]:
    """Entries of the roster with this e-mail that no account is tied to, by their ids."""
    mine = ColleagueRow.email_digest == email_digest(session, email)
    untied = ColleagueRow.person_id.is_(None)
    return session.scalars(select(ColleagueRow.id).where(mine, untied)).all()


def erase_entries(session: StoreSession, ids: Sequence[str]) -> None:
    """Delete entries of the roster, with who reports to whom by them."""
    in_lines = (ReportingLineRow.colleague_id, ReportingLineRow.superior_id)
    for row, holding in (
        (TieQuestionRow, (TieQuestionRow.colleague_id,)),
        (ReportingLineRow, in_lines),
        (ColleagueRow, (ColleagueRow.id,)),
    ):
        theirs = or_(*(column.in_(ids) for column in holding))
        session.execute(delete(row).where(theirs).execution_options(synchronize_session=False))
    expire_imports(session)


def expire_imports(session: StoreSession) -> Mapping[str, int]:
    """What waits of a roster may hold the person: its day is over now, and the clock lets it go."""
    waits = [getattr(RosterImportRow, one) for one in columns(RosterImportRow, Erase.EXPIRED)]
    changed = session.execute(
        update(RosterImportRow)
        .where(or_(*(one.is_not(None) for one in waits)), _lives_on())
        .values(expires_at=RosterImportRow.asked_at)
        .execution_options(synchronize_session=False)
    )
    return {table_of(RosterImportRow).name: changed.rowcount}  # type: ignore[attr-defined]


def _lives_on() -> ColumnElement[bool]:
    return or_(
        RosterImportRow.expires_at.is_(None),
        RosterImportRow.expires_at != RosterImportRow.asked_at,
    )

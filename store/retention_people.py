"""What is kept of people beyond a cohort: what they declared and set, and closed accounts."""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select

from store import ties
from store.base import Tenanted
from store.conduct_tables import ConductAcceptedRow, ConflictRow
from store.erasures import ErasureRow
from store.mentor_tables import MentorRow
from store.nomination_tables import NominationRow
from store.pairing_tables import PairingRow
from store.people import PersonRow
from store.profile_about_tables import AboutMeRow
from store.profile_tables import AvoidListRow
from store.promised import classes, columns, table_of
from store.promises import Erase
from store.report_tables import ReportReaderRow
from store.roles import RoleRow
from store.session import StoreSession

TAKES_PART = timedelta(days=365)
"""After the end of somebody's last role, and of their last cohort (whose rows go then as well)."""


def forget_parts(session: StoreSession, most: int) -> Mapping[str, int]:
    """Deletes what people declared and set who take part in nothing any more."""
    over = session.now - TAKES_PART
    parts: tuple[tuple[type[Any], Any, ColumnElement[bool] | None], ...] = (
        (ConductAcceptedRow, ConductAcceptedRow.person_id, ConductAcceptedRow.accepted_at < over),
        (ConflictRow, ConflictRow.author_id, ConflictRow.declared_at < over),
        (ReportReaderRow, ReportReaderRow.person_id, None),
        (AvoidListRow, AvoidListRow.person_id, AvoidListRow.changed_at < over),
        (AboutMeRow, AboutMeRow.person_id, AboutMeRow.changed_at < over),
    )
    for row, whose, old in parts:
        away = _takes_no_part(whose, session)
        where = away if old is None else and_(old, away)
        ids = session.scalars(select(row.id).where(where).limit(most)).all()
        if ids:
            _delete(session, row, ids)
            return {table_of(row).name: len(ids)}
    return {}


def accounts_over(look: StoreSession) -> list[str]:
    """Closed and erased accounts that nothing here is about any more, by person id."""
    closed = select(PersonRow.id).where(PersonRow.deactivated.is_(True)).order_by(PersonRow.id)
    return sorted(_without_named(look, set(look.scalars(closed))))


def forget_accounts(session: StoreSession, person_ids: Collection[str]) -> Mapping[str, int]:
    """Deletes those of these accounts of which the same is still true."""
    still = select(PersonRow.id).where(
        PersonRow.id.in_(person_ids), PersonRow.deactivated.is_(True)
    )
    ids = _without_named(session, set(session.scalars(still)))
    _delete(session, PersonRow, ids)
    return {"person": len(ids)}


def naming_columns() -> Iterator[tuple[type[Any], str]]:
    """Every column that may hold the id of a person, but those of the account and its erasure."""
    for row in classes().values():
        if row in (PersonRow, ErasureRow) or not issubclass(row, Tenanted):
            continue
        tied = ties.TIES[row].by if row in ties.TIES else ()
        declared = columns(row, Erase.PSEUDONYM) + columns(row, Erase.UNNAMED)
        keys = [
            column.name
            for column in table_of(row).c
            if column.name != "workspace_id"
            and any(key.column.table.name == "person" for key in column.foreign_keys)
        ]
        for column in sorted({*tied, *declared, *keys}):
            yield row, column


def _without_named(session: StoreSession, person_ids: set[str]) -> set[str]:
    left = set(person_ids)
    for row, column in naming_columns():
        if not left:
            break
        named = getattr(row, column)
        left -= set(session.scalars(select(named).where(named.in_(left)).distinct()))
    return left


def _takes_no_part(whose: Any, session: StoreSession) -> ColumnElement[bool]:
    over = session.now - TAKES_PART
    roles = select(RoleRow.person_id).where(
        or_(RoleRow.ended_at.is_(None), RoleRow.ended_at >= over)
    )
    return and_(
        whose.not_in(roles),
        whose.not_in(select(NominationRow.person_id)),
        whose.not_in(select(MentorRow.person_id)),
        whose.not_in(select(PairingRow.mentor_id)),
        whose.not_in(select(PairingRow.mentee_id)),
    )


def _delete(session: StoreSession, row: type[Any], ids: Collection[str]) -> None:
    session.execute(delete(row).where(row.id.in_(ids)).execution_options(synchronize_session=False))

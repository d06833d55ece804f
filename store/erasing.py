"""Erases what is one person's, table by table, as each column declares."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from store import erasing_roster, matching_copies, ties
from store.base import Tenanted
from store.people import PersonRow
from store.promised import (
    among,
    classes,
    columns,
    counted_tables,
    deleted_tables,
    emptied_tables,
    keys_of,
    table_of,
)
from store.promises import Erase
from store.request_tables import RequestRow, RequestStepRow, RequestVoiceRow
from store.session import StoreSession

AT_ONCE = 200
"""Rows deleted in one transaction: well under the 200 ms that a write lock may be held."""


def clear(session: StoreSession, person_id: str, *, most: int = AT_ONCE) -> Mapping[str, int]:
    """Erase one batch of what is this person's, all but their account; how many rows, by table.

    Asked again until it answers nothing. Killed in between, it goes on where it was.
    """
    alone = _alone_in_requests(session, person_id)
    if alone:
        return alone
    taken_out = matching_copies.take_out(session, person_id)
    if taken_out:
        return taken_out
    for row in deleted_tables():
        gone = _delete(session, row, person_id, most)
        if gone:
            return {table_of(row).name: gone}
    emptied = {table_of(row).name: _empty(session, row, person_id) for row in emptied_tables()}
    unnamed = _unname_elsewhere(session, person_id)
    expired = erasing_roster.expire_imports(session)
    total = Counter(emptied) + Counter(unnamed) + Counter(expired)
    return {table: count for table, count in total.items() if count}


def goes(session: StoreSession, person_id: str) -> Mapping[str, int]:
    """How many rows would be deleted or emptied, by table. Changes nothing."""
    found = Counter(
        {table_of(row).name: _count(session, row, person_id) for row in deleted_tables()}
    )
    for row in emptied_tables():
        found[table_of(row).name] += _count_filled(session, row, person_id)
    for row, column in ties.LAST_OUT.items():
        found[table_of(row).name] += _count_where(session, row, _of_alone(row, column, person_id))
    return {table: count for table, count in sorted(found.items()) if count}


def stays(session: StoreSession, person_id: str) -> Mapping[str, int]:
    """How many rows stay as counts, under an id that leads to nobody, by table."""
    found = {table_of(row).name: _count(session, row, person_id) for row in counted_tables()}
    return {table: count for table, count in sorted(found.items()) if count}


def _delete(session: StoreSession, row: type[Tenanted], person_id: str, most: int) -> int:
    theirs = select(*keys_of(row)).where(ties.of(row, person_id)).limit(most)
    found = session.execute(theirs).all()
    if found:
        gone = delete(row).where(among(row, found))
        session.execute(gone.execution_options(synchronize_session=False))
    return len(found)


def _filled(row: type[Any]) -> ColumnElement[bool]:
    return or_(*(getattr(row, one).is_not(None) for one in columns(row, Erase.EMPTIED)))


def _empty(session: StoreSession, row: type[Tenanted], person_id: str) -> int:
    """Row by row: a sealed column that may not be empty is sealed anew over nothing."""
    to_empty = columns(row, Erase.EMPTIED)
    changed = 0
    for one in session.scalars(select(row).where(ties.of(row, person_id), _filled(row))):
        done = [_empty_one(session, one, column) for column in to_empty]
        changed += any(done)
    session.flush()
    return changed


def _empty_one(session: StoreSession, row: Any, column: str) -> bool:
    if not _holds(session, row, column):
        return False
    if row.__table__.c[column].nullable:
        setattr(row, column, None)
    else:
        session.seal(row, column, "")
    return True


def _unname_elsewhere(session: StoreSession, person_id: str) -> Mapping[str, int]:
    """Empties columns in rows of others wherever they name the person, by id or Slack's id."""
    slack_user = session.scalar(select(PersonRow.slack_user).where(PersonRow.id == person_id))
    found: Counter[str] = Counter()
    for name, row in classes().items():
        if not issubclass(row, Tenanted):
            continue
        for column in columns(row, Erase.UNNAMED):
            named = getattr(row, column).in_([person_id, slack_user or person_id])
            changed = session.execute(
                update(row)
                .where(named)
                .values({column: None})
                .execution_options(synchronize_session=False)
            )
            found[name] += changed.rowcount  # type: ignore[attr-defined]  # an update has a count
    return found


def _alone_in_requests(session: StoreSession, person_id: str) -> Mapping[str, int]:
    """Requests in which nobody else asked go as a whole, while their voice still tells whose."""
    ids = session.scalars(_alone(person_id)).all()
    if not ids:
        return {}
    gone = {}
    for row, column in (
        (RequestStepRow, RequestStepRow.request_id),
        (RequestVoiceRow, RequestVoiceRow.request_id),
        (RequestRow, RequestRow.id),
    ):
        found = session.execute(
            delete(row).where(column.in_(ids)).execution_options(synchronize_session=False)
        )
        gone[table_of(row).name] = found.rowcount  # type: ignore[attr-defined]
    return gone


def _alone(person_id: str) -> Any:
    other = aliased(RequestVoiceRow)
    others = select(other.request_id).where(other.person_id != person_id)
    return select(RequestVoiceRow.request_id).where(
        RequestVoiceRow.person_id == person_id, RequestVoiceRow.request_id.not_in(others)
    )


def _of_alone(row: type[Any], column: str, person_id: str) -> ColumnElement[bool]:
    in_them: ColumnElement[bool] = getattr(row, column).in_(_alone(person_id))
    return in_them


def _count_filled(session: StoreSession, row: type[Tenanted], person_id: str) -> int:
    """Rows that are not empty yet; a sealed column that may not be empty holds nothing then."""
    found = session.scalars(select(row).where(ties.of(row, person_id), _filled(row)))
    to_empty = columns(row, Erase.EMPTIED)
    return sum(any(_holds(session, one, column) for column in to_empty) for one in found)


def _holds(session: StoreSession, row: Any, column: str) -> bool:
    place = row.__table__.c[column]
    if getattr(row, column) is None:
        return False
    return bool(place.nullable) or session.unseal(row, column) != ""


def _count(session: StoreSession, row: type[Tenanted], person_id: str) -> int:
    return _count_where(session, row, ties.of(row, person_id))


def _count_where(session: StoreSession, row: type[Any], where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(keys_of(row)[0])).where(where)) or 0

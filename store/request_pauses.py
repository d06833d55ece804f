"""Pauses at rest: one open pause for each person and pairing, its reason sealed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, update

from program.request_pause import Pause
from store.base import new_id
from store.request_tables import PauseRow
from store.session import StoreSession


def begin(
    session: StoreSession, pairing_id: str, person_id: str, until: date, reason: str
) -> Pause:
    """Write a pause down; there must be no open one of this person for the pairing."""
    row = PauseRow(
        id=new_id(),
        pairing_id=pairing_id,
        person_id=person_id,
        until=until,
        asked_at=session.now,
    )
    session.seal(row, "reason", reason or None)
    session.add(row)
    session.flush()
    return _record(row)


def change(session: StoreSession, pause_id: str, until: date, reason: str | None) -> Pause:
    """Give an open pause another end; a reason takes the place of the one before."""
    row = session.scalars(select(PauseRow).where(PauseRow.id == pause_id)).one()
    row.until, row.noted_at = until, None
    if reason:
        session.seal(row, "reason", reason)
    session.flush()
    return _record(row)


def end(session: StoreSession, pause_ids: Collection[str]) -> None:
    """End pauses; one that is over already stays as it was."""
    session.execute(
        update(PauseRow)
        .where(PauseRow.id.in_(pause_ids), PauseRow.over_at.is_(None))
        .values(over_at=session.now)
        .execution_options(synchronize_session=False)
    )


def note(session: StoreSession, pause_id: str) -> None:
    """Keep that its coming end is fine with whoever paused."""
    session.execute(
        update(PauseRow)
        .where(PauseRow.id == pause_id, PauseRow.over_at.is_(None), PauseRow.noted_at.is_(None))
        .values(noted_at=session.now)
        .execution_options(synchronize_session=False)
    )


def by_id(session: StoreSession, pause_id: str) -> Pause | None:
    """A pause by its id, open or over."""
    found = _all(session, select(PauseRow).where(PauseRow.id == pause_id))
    return found[0] if found else None


def of_pairing(session: StoreSession, pairing_id: str) -> tuple[Pause, ...]:
    """The open pauses of a pairing: at most one of each of the two."""
    return _all(session, _open().where(PauseRow.pairing_id == pairing_id))


def of_person(session: StoreSession, person_id: str) -> tuple[Pause, ...]:
    """The open pauses of a person, the earliest end first."""
    return _all(session, _open().where(PauseRow.person_id == person_id))


def ever_of_person(session: StoreSession, person_id: str) -> tuple[Pause, ...]:
    """All pauses of a person, also those that are over."""
    return _all(session, select(PauseRow).where(PauseRow.person_id == person_id))


def reason(session: StoreSession, pause_id: str) -> str | None:
    """Why somebody paused, if they said so. For the program team only."""
    row = session.scalars(select(PauseRow).where(PauseRow.id == pause_id)).one_or_none()
    return None if row is None else session.unseal(row, "reason")


def ending_by(session: StoreSession, day: date) -> tuple[Pause, ...]:
    """The open pauses that end on this day or before it."""
    return _all(session, _open().where(PauseRow.until <= day))


def first_end(session: StoreSession) -> date | None:
    """The earliest day on which an open pause ends; None when there is none."""
    return session.scalar(select(func.min(PauseRow.until)).where(PauseRow.over_at.is_(None)))


def _open() -> Select[PauseRow]:
    return select(PauseRow).where(PauseRow.over_at.is_(None))


def _all(session: StoreSession, query: Select[Any]) -> tuple[Pause, ...]:
    query = query.order_by(PauseRow.until, PauseRow.id)
    rows = session.scalars(query.execution_options(populate_existing=True))
    return tuple(_record(row) for row in rows)


def _record(row: PauseRow) -> Pause:
    return Pause(
        id=row.id,
        pairing_id=row.pairing_id,
        person_id=row.person_id,
        until=row.until,
        asked_at=row.asked_at,
        noted_at=row.noted_at,
        over_at=row.over_at,
    )

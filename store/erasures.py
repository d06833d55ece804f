"""Erasures: who is being erased or was, under the id that is left of them, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped

from program.erasure import Origin
from store.base import Base, Kept, Tenanted
from store.columns import Facts, Id, UtcDateTime, Word, column
from store.delivery_tables import DeliveryRow
from store.once import insert_once
from store.promises import Erase, Keep
from store.session import StoreSession

_OURS = {
    "whose": "the workspace",
    "readers": "the operator",
    "keep": Keep.ERASED,
    "erase": Erase.NOT_ABOUT,
}


class ErasureRow(Kept, Tenanted, Base):
    """One person's erasure, from the moment it cannot be undone."""

    __tablename__ = "erasure"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id"),
        Index("ix_erasure_done_at", "workspace_id", "done_at"),
    )

    person_id: Mapped[str] = column(
        Id(26),
        purpose="the id that is left of the person",
        **{**_OURS, "erase": Erase.PSEUDONYM},
    )
    origin: Mapped[str] = column(Word(16), purpose="who began it", **_OURS)
    asked_at: Mapped[datetime] = column(UtcDateTime, purpose="when it began", **_OURS)
    cleared_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when all but the account was gone", **_OURS
    )
    done_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the account was gone as well", **_OURS
    )
    counts: Mapped[Mapping[str, int]] = column(
        Facts, purpose="how many rows were deleted or emptied, by table", **_OURS
    )


@dataclass(frozen=True)
class Erasure:
    """How far one person's erasure is."""

    person_id: str
    origin: Origin
    asked_at: datetime
    cleared_at: datetime | None
    done_at: datetime | None
    counts: Mapping[str, int]


def begin(session: StoreSession, person_id: str, origin: Origin) -> bool:
    """Note that it begins. False where it has begun before."""
    return (
        insert_once(
            session,
            ErasureRow,
            person_id=person_id,
            origin=origin.value,
            asked_at=session.now,
            counts={},
        )
        is not None
    )


def begin_again(session: StoreSession, person_id: str) -> None:
    """Begin anew for somebody whom a restored backup brought back."""
    session.execute(
        delete(ErasureRow)
        .where(ErasureRow.person_id == person_id)
        .execution_options(synchronize_session=False)
    )
    begin(session, person_id, Origin.RESTORED)


def find(session: StoreSession, person_id: str) -> Erasure | None:
    """The erasure of one person, if there is one."""
    row = _row(session, person_id)
    return None if row is None else _record(row)


def open_ones(session: StoreSession) -> tuple[Erasure, ...]:
    """Those that have begun and are not done."""
    found = select(ErasureRow).where(ErasureRow.done_at.is_(None)).order_by(ErasureRow.asked_at)
    return tuple(_record(row) for row in session.scalars(found))


def begun(session: StoreSession) -> tuple[Erasure, ...]:
    """All that are noted, done or not."""
    found = select(ErasureRow).order_by(ErasureRow.asked_at)
    return tuple(_record(row) for row in session.scalars(found))


def count(session: StoreSession, person_id: str, gone: Mapping[str, int]) -> None:
    """Add to the counts of what is gone."""
    row = _row(session, person_id)
    if row is not None and gone:
        row.counts = {
            table: row.counts.get(table, 0) + gone.get(table, 0)
            for table in sorted({*row.counts, *gone})
        }
        session.flush()


def cleared(session: StoreSession, person_id: str) -> None:
    """Note that everything but the account is gone."""
    row = _row(session, person_id)
    if row is not None and row.cleared_at is None:
        row.cleared_at = session.now
        session.flush()


def done(session: StoreSession, person_id: str) -> None:
    """Note that nothing leads to the person any more."""
    row = _row(session, person_id)
    if row is not None and row.done_at is None:
        row.done_at = session.now
        session.flush()


def is_owed_a_word(session: StoreSession, person_id: str) -> bool:
    """Is anything still to be sent to the person: the last word, their empty Home?"""
    owed = select(DeliveryRow.id).where(
        DeliveryRow.recipient == person_id, DeliveryRow.look_at.is_not(None)
    )
    return session.scalars(owed.limit(1)).first() is not None


def forget(session: StoreSession, kept_for: timedelta, most: int) -> int:
    """Delete the notes of erasures that were done so long ago; answers how many."""
    ids = session.scalars(
        select(ErasureRow.id).where(ErasureRow.done_at < session.now - kept_for).limit(most)
    ).all()
    session.execute(
        delete(ErasureRow)
        .where(ErasureRow.id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return len(ids)


def _row(session: StoreSession, person_id: str) -> ErasureRow | None:
    return session.scalars(
        select(ErasureRow).where(ErasureRow.person_id == person_id)
    ).one_or_none()


def _record(row: ErasureRow) -> Erasure:
    return Erasure(
        row.person_id, Origin(row.origin), row.asked_at, row.cleared_at, row.done_at, row.counts
    )

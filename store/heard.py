"""The events Slack told us of: one that comes again is known for a day."""

from datetime import datetime, timedelta

from sqlalchemy import Index, PrimaryKeyConstraint, delete, select
from sqlalchemy.orm import Mapped

from store.base import Base, Tenanted
from store.columns import Id, UtcDateTime, column
from store.promises import Erase, Keep
from store.session import StoreSession

REMEMBERED = timedelta(days=1)
"""Slack sends an event again within six minutes, or once an hour for a day where that is set."""

_OURS = {
    "whose": "nobody",
    "readers": "the program",
    "keep": Keep.HEARD,
    "erase": Erase.NOT_ABOUT,
}


class HeardRow(Tenanted, Base):
    """One event that was acted upon."""

    __tablename__ = "heard"
    __table_args__ = (
        PrimaryKeyConstraint("workspace_id", "event_id"),
        Index("ix_heard_heard_at", "workspace_id", "heard_at"),
    )

    event_id: Mapped[str] = column(
        Id(64), purpose="recognises an event that Slack sends again", **_OURS
    )
    heard_at: Mapped[datetime] = column(
        UtcDateTime, purpose="tells when it may be forgotten", **_OURS
    )


def is_known(session: StoreSession, event_id: str) -> bool:
    """Was this event acted upon?"""
    found = session.scalar(select(HeardRow.event_id).where(HeardRow.event_id == event_id))
    return found is not None


def remember(session: StoreSession, event_id: str) -> bool:
    """Write it down. False where it is known already."""
    return session.insert_once(HeardRow, {"event_id": event_id, "heard_at": session.now})


def forget(session: StoreSession, older_than: timedelta = REMEMBERED, batch: int = 500) -> int:
    """Delete what is older, at most `batch` rows; answers how many there were."""
    over = session.now - older_than
    old = select(HeardRow.event_id).where(HeardRow.heard_at < over).limit(batch)
    ids = session.scalars(old).all()
    session.execute(
        delete(HeardRow)
        .where(HeardRow.event_id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return len(ids)

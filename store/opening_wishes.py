"""Who asked to be told when nominations open again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted, new_id
from store.columns import Id, UtcDateTime, column
from store.promises import Erase, Keep
from store.session import StoreSession

_OURS = {
    "whose": "the person",
    "readers": "the person",
    "keep": Keep.OPENING,
    "erase": Erase.DELETED,
}


class OpeningWishRow(Kept, Tenanted, Base):
    """One wish of one person; it goes when it is granted."""

    __tablename__ = "opening_wish"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
    )

    person_id: Mapped[str] = column(Id(26), purpose="who wants to be told", **_OURS)
    wished_at: Mapped[datetime] = column(UtcDateTime, purpose="since when", **_OURS)


def wish(session: StoreSession, person_id: str) -> bool:
    """Keep the wish. False where it is kept already."""
    return session.insert_once(
        OpeningWishRow, {"id": new_id(), "person_id": person_id, "wished_at": session.now}
    )


def since(session: StoreSession, person_id: str) -> datetime | None:
    """Since when somebody waits to be told; None where they do not."""
    return session.scalar(
        select(OpeningWishRow.wished_at).where(OpeningWishRow.person_id == person_id)
    )


def everybody(session: StoreSession) -> tuple[str, ...]:
    """Everybody who waits to be told, by person id."""
    found = select(OpeningWishRow.person_id).order_by(OpeningWishRow.wished_at, OpeningWishRow.id)
    return tuple(session.scalars(found))


def grant(session: StoreSession, person_ids: Sequence[str]) -> None:
    """Let go of these wishes: they were told."""
    session.execute(delete(OpeningWishRow).where(OpeningWishRow.person_id.in_(person_ids)))

"""Drafts: what somebody has written into a long form so far, sealed, for seven days."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted, new_id
from store.columns import Id, UtcDateTime, Word, column, sealed
from store.promises import Erase, Keep
from store.session import StoreSession

_OURS = {
    "whose": "the person",
    "readers": "the person",
    "keep": Keep.DRAFT,
    "erase": Erase.DELETED,
}


class DraftRow(Kept, Tenanted, Base):
    """One unfinished form of one person; another save takes its place."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id", "form"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
    )

    person_id: Mapped[str] = column(Id(26), purpose="whose draft it is", **_OURS)
    form: Mapped[str] = column(Word(100), purpose="which form it belongs to", **_OURS)
    words: Mapped[bytes] = sealed(
        purpose="what was written so far",
        whose="the person",
        readers="the person",
        keep=Keep.DRAFT,
        erase=Erase.DELETED,
    )
    expires_at: Mapped[datetime] = column(
        UtcDateTime,
        index=True,
        purpose="ends the draft's life",
        **_OURS,
    )


def keep(
    session: StoreSession, person_id: str, form: str, words: str, expires_at: datetime
) -> None:
    """Put a draft in place of any earlier one of the same form."""
    row = _row(session, person_id, form)
    if row is None:
        row = DraftRow(id=new_id(), person_id=person_id, form=form)
        session.add(row)
    row.expires_at = expires_at
    session.seal(row, "words", words)


def find(session: StoreSession, person_id: str, form: str) -> str | None:
    """The draft of a form, while it lives."""
    row = _row(session, person_id, form)
    if row is None or row.expires_at <= session.now:
        return None
    return session.unseal(row, "words")


def drop(session: StoreSession, person_id: str, form: str) -> None:
    """Delete a draft, if there is one."""
    session.execute(delete(DraftRow).where(DraftRow.person_id == person_id, DraftRow.form == form))


def drop_expired(session: StoreSession) -> int:
    """Delete every draft whose time is over; answers how many."""
    expired = session.scalars(select(DraftRow).where(DraftRow.expires_at <= session.now)).all()
    for row in expired:
        session.delete(row)
    return len(expired)


def next_expiry(session: StoreSession) -> datetime | None:
    """When the next draft's time is over."""
    question = select(DraftRow).order_by(DraftRow.expires_at).limit(1)
    row = session.scalars(question).one_or_none()
    return None if row is None else row.expires_at


def _row(session: StoreSession, person_id: str, form: str) -> DraftRow | None:
    return session.scalars(
        select(DraftRow).where(DraftRow.person_id == person_id, DraftRow.form == form)
    ).one_or_none()


def all_of(session: StoreSession, person_id: str) -> tuple[tuple[str, str, datetime], ...]:
    """Every draft somebody has: which form, what was written, and until when it is kept."""
    rows = session.scalars(
        select(DraftRow).where(DraftRow.person_id == person_id, DraftRow.expires_at > session.now)
    )
    return tuple((row.form, session.unseal(row, "words") or "", row.expires_at) for row in rows)

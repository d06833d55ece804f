"""The record of who did what: one keyed chain per workspace, in which no entry can be changed unnoticed."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Digest, Facts, Id, UtcDateTime, Word, column

_OURS = {
    "whose": "the workspace",
    "readers": "program managers, by command",
    "keep": "as long as the workspace is served",
    "erase": "stays; the ids in it name nobody once the person is erased",
}


class AuditRow(Kept, Tenanted, Base):
    """One entry; its digest is keyed over itself and the digest of the entry before."""

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("workspace_id", "number"),)

    number: Mapped[int] = column(purpose="its place in the chain, from 1", **_OURS)
    at: Mapped[datetime] = column(UtcDateTime, purpose="when it happened", **_OURS)
    entry: Mapped[str] = column(Word(), purpose="what happened, in the past tense", **_OURS)
    actor: Mapped[str | None] = column(Id(), purpose="who did it; empty in confidence", **_OURS)
    about: Mapped[str] = column(Id(255), purpose="kind and id of what it was done to", **_OURS)
    facts: Mapped[dict[str, str | int]] = column(Facts, purpose="ids and counts", **_OURS)
    key_id: Mapped[str] = column(Id(8), purpose="the key of its digest", **_OURS)
    digest: Mapped[str] = column(Digest(), purpose="binds it to the entry before", **_OURS)


class AuditHeadRow(Kept, Tenanted, Base):
    """The end of each chain: an entry cut off behind it, or this row itself changed, shows."""

    __tablename__ = "audit_head"
    __table_args__ = (UniqueConstraint("workspace_id"),)

    number: Mapped[int] = column(purpose="number of the last entry", **_OURS)
    key_id: Mapped[str] = column(Id(8), purpose="the key of its digest", **_OURS)
    digest: Mapped[str] = column(Digest(), purpose="digest of the last entry", **_OURS)
    seal: Mapped[str] = column(Digest(), purpose="binds number and digest together", **_OURS)

"""The tables of conduct: who accepted which version of the code, and declared conflicts."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, Word, column, sealed
from store.promises import Erase, Keep

_KEPT = {"keep": Keep.TAKES_PART, "erase": Erase.DELETED}
_SIGNED = {"whose": "the person", "readers": "the person and the program team", **_KEPT}
_CONFLICT = {
    "whose": "who declared it",
    "readers": "who declared it, and program managers who are not in it",
    **_KEPT,
}
_VERSION = {
    "whose": "the program",
    "readers": "the program",
    "keep": Keep.PROGRAM,
    "erase": Erase.NOT_ABOUT,
}


class ConductVersionRow(Kept, Tenanted, Base):
    """A version of the code of conduct that was in force, and that its readers were asked about."""

    __tablename__ = "conduct_version"
    __table_args__ = (UniqueConstraint("workspace_id", "version"),)

    version: Mapped[int] = column(Integer, purpose="the version", **_VERSION)
    since: Mapped[datetime] = column(UtcDateTime, purpose="since when it was here", **_VERSION)


class ConductAcceptedRow(Kept, Tenanted, Base):
    """That one person accepted one version of the code of conduct."""

    __tablename__ = "conduct_accepted"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id", "version"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
    )

    person_id: Mapped[str] = column(Id(26), purpose="who accepted", **_SIGNED)
    version: Mapped[int] = column(Integer, purpose="which version", **_SIGNED)
    accepted_at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_SIGNED)
    conflict_check: Mapped[str] = column(
        Word(16), purpose="the answer to the conflict question", **_SIGNED
    )


class ConflictRow(Kept, Tenanted, Base):
    """A conflict of interest that one person declared with another; one row for each kind."""

    __tablename__ = "conflict"
    __table_args__ = (
        UniqueConstraint("workspace_id", "author_id", "other_id", "kind"),
        ForeignKeyConstraint(["workspace_id", "author_id"], ["person.workspace_id", "person.id"]),
        ForeignKeyConstraint(["workspace_id", "other_id"], ["person.workspace_id", "person.id"]),
        Index("ix_conflict_other", "workspace_id", "other_id"),
    )

    author_id: Mapped[str] = column(Id(26), purpose="who declared it", **_CONFLICT)
    other_id: Mapped[str] = column(Id(26), purpose="whom it is with", **_CONFLICT)
    kind: Mapped[str] = column(Word(16), purpose="what makes it a conflict", **_CONFLICT)
    since: Mapped[date | None] = column(
        Date, nullable=True, purpose="since when there is one", **_CONFLICT
    )
    detail: Mapped[bytes | None] = sealed(
        nullable=True, purpose="what they wrote about it", **_CONFLICT
    )
    declared_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was declared", **_CONFLICT)
    withdrawn_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when its author withdrew it", **_CONFLICT
    )

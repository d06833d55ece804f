"""The tables of voices: what others say of a nominee, and what a manager is asked."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, Word, column, sealed
from store.promises import Erase, Keep

_KEPT = {"keep": Keep.COHORT, "erase": Erase.DELETED}
_AUTHORS = {"whose": "who speaks for the nominee", **_KEPT}
_ASKED = {"whose": "the manager who is asked", **_KEPT}
_SHOWN = {"readers": "the nominee, who nominated them and the program team"}
_TEAM = {"readers": "the program team"}
_MANAGERS = {"readers": "program managers"}


class NominationVoiceRow(Kept, Tenanted, Base):
    """One person's words and ratings for a nominee."""

    __tablename__ = "nomination_voice"
    __table_args__ = (
        UniqueConstraint("nomination_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_nomination_voice_person", "workspace_id", "person_id"),
    )

    nomination_id: Mapped[str] = column(
        Id(26), ForeignKey("nomination.id"), purpose="the nomination", **_SHOWN, **_AUTHORS
    )
    person_id: Mapped[str] = column(Id(26), purpose="who speaks", **_SHOWN, **_AUTHORS)
    given_at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_SHOWN, **_AUTHORS)
    withdrawn_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="since when it no longer counts", **_SHOWN, **_AUTHORS
    )
    known_as: Mapped[str] = column(
        Word(16), purpose="how they know the nominee's work", **_SHOWN, **_AUTHORS
    )
    has_conflict: Mapped[bool] = column(
        Boolean, purpose="whether they disclosed a conflict of interest", **_TEAM, **_AUTHORS
    )
    competencies: Mapped[bytes] = sealed(
        nullable=False,
        purpose="where they see the nominee grow",
        readers="the nominee, who nominated them, the program team and a mentor who is asked",
        **_AUTHORS,
    )
    evidence: Mapped[bytes] = sealed(
        nullable=False, purpose="what they saw, for each criterion", **_SHOWN, **_AUTHORS
    )
    ratings: Mapped[bytes] = sealed(
        nullable=False, purpose="their four ratings", **_TEAM, **_AUTHORS
    )
    remark: Mapped[bytes | None] = sealed(
        nullable=True, purpose="a remark for program managers", **_MANAGERS, **_AUTHORS
    )


class NominationViewRow(Kept, Tenanted, Base):
    """The question to a nominee's manager for four ratings, and the answer."""

    __tablename__ = "nomination_view"
    __table_args__ = (
        UniqueConstraint("nomination_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_nomination_view_person", "workspace_id", "person_id"),
        Index("ix_nomination_view_look_at", "look_at"),
    )

    nomination_id: Mapped[str] = column(
        Id(26), ForeignKey("nomination.id"), purpose="the nomination", **_TEAM, **_ASKED
    )
    person_id: Mapped[str] = column(Id(26), purpose="who is asked", **_TEAM, **_ASKED)
    state: Mapped[str] = column(Word(16), purpose="what became of the question", **_TEAM, **_ASKED)
    asked_at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_TEAM, **_ASKED)
    answer_by: Mapped[date] = column(
        Date, purpose="the last day on which an answer counts", **_TEAM, **_ASKED
    )
    answered_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when it was answered", **_TEAM, **_ASKED
    )
    look_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the question ends", **_TEAM, **_ASKED
    )
    ratings: Mapped[bytes | None] = sealed(
        nullable=True, purpose="their four ratings", **_TEAM, **_ASKED
    )
    remark: Mapped[bytes | None] = sealed(
        nullable=True, purpose="a remark for the program team", **_TEAM, **_ASKED
    )

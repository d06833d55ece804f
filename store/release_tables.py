"""The tables of releases: what was decided, and each question that follows from it."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, Word, column
from store.promises import Erase, Keep

_DECISION = {
    "whose": "the program manager",
    "readers": "program managers",
    "keep": Keep.COHORT,
    "erase": Erase.COUNT,
}
_QUESTION = {
    "whose": "the pair",
    "readers": "program managers",
    "keep": Keep.COHORT,
    "erase": Erase.COUNT,
}
_WHO = {**_QUESTION, "erase": Erase.PSEUDONYM}


class ReleaseRow(Kept, Tenanted, Base):
    """A decision to have the mentors of a draft asked; written once."""

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("workspace_id", "draft_id", "number"),
        Index("ix_release_cohort", "workspace_id", "cohort_id"),
        Index("ix_release_look_at", "workspace_id", "look_at"),
    )

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort", **_DECISION
    )
    draft_id: Mapped[str] = column(Id(26), purpose="the draft it was made from", **_DECISION)
    number: Mapped[int] = column(Integer, purpose="counts the releases of one draft", **_DECISION)
    what: Mapped[str] = column(Word(16), purpose="all pairs, locked ones, chosen ones", **_DECISION)
    made_on: Mapped[int] = column(Integer, purpose="the last edit it was made on", **_DECISION)
    by: Mapped[str] = column(
        Id(26), purpose="who decided it", **{**_DECISION, "erase": Erase.PSEUDONYM}
    )
    at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_DECISION)
    report_at: Mapped[datetime] = column(
        UtcDateTime, purpose="when the report is due at the latest", **_DECISION
    )
    look_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="when the clock looks whether the report is due; empty once it was made",
        **_DECISION,
    )
    carried_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when all first questions were asked", **_DECISION
    )
    reported_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the report was made", **_DECISION
    )


class ReleaseAskRow(Kept, Tenanted, Base):
    """One question of a release: a mentor for a mentee, the drafted one or a next best."""

    __tablename__ = "release_ask"
    __table_args__ = (
        UniqueConstraint("release_id", "mentee_id", "turn"),
        ForeignKeyConstraint(["workspace_id", "mentor_id"], ["person.workspace_id", "person.id"]),
        ForeignKeyConstraint(["workspace_id", "mentee_id"], ["person.workspace_id", "person.id"]),
        Index("ix_release_ask_state", "workspace_id", "release_id", "state"),
        Index("ix_release_ask_look_at", "workspace_id", "look_at"),
        Index("ix_release_ask_pairing", "workspace_id", "pairing_id"),
        Index("ix_release_ask_mentee", "workspace_id", "mentee_id", "state"),
    )

    release_id: Mapped[str] = column(
        Id(26), ForeignKey("release.id"), purpose="the release", **_QUESTION
    )
    mentee_id: Mapped[str] = column(Id(26), purpose="for whom a mentor is asked", **_WHO)
    mentor_id: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="who is asked; empty where there is nobody", **_WHO
    )
    turn: Mapped[int] = column(
        Integer, purpose="the drafted mentor first, then others", **_QUESTION
    )
    state: Mapped[str] = column(Word(16), purpose="where the question stands", **_QUESTION)
    obstacle: Mapped[str | None] = column(
        Word(16),
        nullable=True,
        purpose="why it could not be asked; confidential reasons are one word",
        **_QUESTION,
    )
    pairing_id: Mapped[str | None] = column(
        Id(26),
        ForeignKey("pairing.id"),
        nullable=True,
        purpose="the pairing that stands for the question",
        **_QUESTION,
    )
    times_told: Mapped[int] = column(
        Integer, purpose="how often the mentee heard that there is nobody yet", **_QUESTION
    )
    look_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the mentee hears again", **_QUESTION
    )

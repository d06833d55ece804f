"""The tables of mentors: where each stands in a cohort, and what they offer."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, Word, column, sealed
from store.promises import Erase, Keep

_KEPT = {"keep": Keep.COHORT, "erase": Erase.DELETED}
_MENTORS = {"whose": "the mentor", **_KEPT}
_SHOWN = {"readers": "the mentor and the program team", **_MENTORS}
_INNER = {"readers": "the program", **_MENTORS}


class MentorRow(Kept, Tenanted, Base):
    """One person as mentor of one cohort: invited, on the roster, or not any more."""

    __tablename__ = "mentor"
    __table_args__ = (
        UniqueConstraint("workspace_id", "cohort_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_mentor_person", "workspace_id", "person_id"),
        Index("ix_mentor_remind", "workspace_id", "remind_at"),
        Index("ix_mentor_over", "workspace_id", "over_at"),
    )

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort they mentor in", **_SHOWN
    )
    person_id: Mapped[str] = column(Id(26), purpose="the mentor", **_SHOWN)
    state: Mapped[str] = column(Word(16), purpose="where they stand", **_SHOWN)
    state_since: Mapped[datetime] = column(UtcDateTime, purpose="since when", **_SHOWN)
    version: Mapped[int] = column(
        Integer, purpose="tells one invitation and one offer from the next", **_INNER
    )
    places: Mapped[int] = column(Integer, purpose="how many mentees at most", **_SHOWN)
    hours_a_month: Mapped[int] = column(Integer, purpose="how much time they promise", **_SHOWN)
    backup: Mapped[bool] = column(
        Boolean, purpose="whether they stand by when somebody needs a mentor", **_SHOWN
    )
    style: Mapped[str | None] = column(
        Word(16), nullable=True, purpose="how they mentor, from a list", **_SHOWN
    )
    times: Mapped[str] = column(
        Word(100), purpose="when they are usually free, from a list", **_SHOWN
    )
    languages: Mapped[str] = column(
        Word(100), purpose="languages they can mentor in, from a list", **_SHOWN
    )
    boundaries: Mapped[bytes | None] = sealed(
        nullable=True, purpose="what they do not want to be asked for", **_SHOWN
    )
    invited_by: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="who invited them",
        whose="the program manager",
        readers="the mentor and the program team",
        keep=_KEPT["keep"],
        erase=Erase.PSEUDONYM,
    )
    line: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="a program manager's own line beside the invitation",
        whose="the program manager",
        readers="the mentor and the program team",
        **_KEPT,
    )
    answer_by: Mapped[date | None] = column(
        Date, nullable=True, purpose="the last day of an open invitation", **_SHOWN
    )
    remind_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the one reminder is due", **_INNER
    )
    over_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when an open invitation ends", **_INNER
    )


class MentorCompetencyRow(Tenanted, Base):
    """One competency that a mentor offers."""

    __tablename__ = "mentor_competency"
    __table_args__ = (Index("ix_mentor_competency_competency_id", "competency_id"),)

    mentor_id: Mapped[str] = column(
        Id(26), ForeignKey("mentor.id"), primary_key=True, purpose="the mentor", **_INNER
    )
    competency_id: Mapped[str] = column(
        Id(26),
        ForeignKey("competency.id"),
        primary_key=True,
        purpose="what they are strong in",
        **_SHOWN,
    )

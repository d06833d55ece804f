"""The tables of nominations: where each stands, its sealed words, and every step it took."""

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
_NOMINEES = {"whose": "the nominee", **_KEPT}
_SHOWN = {"readers": "the nominee and the program team", **_NOMINEES}
_INNER = {"readers": "the program", **_NOMINEES}
_DECIDER = {
    "whose": "the program manager",
    "readers": "program managers",
    "keep": _KEPT["keep"],
    "erase": Erase.PSEUDONYM,
}


class NominationRow(Kept, Tenanted, Base):
    __tablename__ = "nomination"
    __table_args__ = (
        UniqueConstraint("workspace_id", "cohort_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_nomination_queue", "workspace_id", "cohort_id", "state", "state_since"),
        Index("ix_nomination_person", "workspace_id", "person_id"),
        Index("ix_nomination_look_at", "look_at"),
        Index("ix_nomination_waited", "cohort_id", "waited_days"),
    )

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort it is for", **_SHOWN
    )
    person_id: Mapped[str] = column(Id(26), purpose="the nominee", **_SHOWN)
    state: Mapped[str] = column(Word(16), purpose="where it stands", **_SHOWN)
    state_since: Mapped[datetime] = column(
        UtcDateTime, purpose="since when, which also orders the wait list", **_SHOWN
    )
    received_at: Mapped[datetime] = column(UtcDateTime, purpose="when it came in", **_SHOWN)
    version: Mapped[int] = column(
        Integer, purpose="lets the later of two decisions see that it is late", **_INNER
    )
    may_ask_manager: Mapped[bool] = column(
        Boolean, purpose="whether the program team may ask the nominee's manager", **_SHOWN
    )
    competencies: Mapped[bytes] = sealed(
        nullable=False,
        purpose="where they want to grow",
        readers="the nominee, the program team and a mentor who is asked",
        **_NOMINEES,
    )
    aspiration: Mapped[bytes] = sealed(nullable=False, purpose="what they aim for", **_SHOWN)
    own_words_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the nominee wrote something themselves", **_SHOWN
    )
    answer_by: Mapped[date | None] = column(
        Date, nullable=True, purpose="the last day for the nominee's yes", **_SHOWN
    )
    review_from: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="since when the program team may read it: never before the nominee's yes",
        **_SHOWN,
    )
    waited_days: Mapped[int | None] = column(
        Integer,
        nullable=True,
        purpose="working days to the first decision, for the wait others may expect",
        **_INNER,
    )
    look_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="when a reminder, an end or a word to whoever waits is due",
        **_INNER,
    )
    decided_by: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="who gave the last answer", **_DECIDER
    )
    decided_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the last answer was given", **_SHOWN
    )


class NominationEvidenceRow(Kept, Tenanted, Base):
    __tablename__ = "nomination_evidence"
    __table_args__ = (UniqueConstraint("nomination_id", "criterion_id"),)

    nomination_id: Mapped[str] = column(
        Id(26), ForeignKey("nomination.id"), purpose="the nomination", **_INNER
    )
    criterion_id: Mapped[str] = column(
        Id(26), ForeignKey("criterion.id"), purpose="the criterion it speaks to", **_SHOWN
    )
    text: Mapped[bytes] = sealed(nullable=False, purpose="evidence of readiness", **_SHOWN)


class NominationStepRow(Kept, Tenanted, Base):
    __tablename__ = "nomination_step"
    __table_args__ = (UniqueConstraint("nomination_id", "version"),)

    nomination_id: Mapped[str] = column(
        Id(26), ForeignKey("nomination.id"), purpose="the nomination", **_INNER
    )
    version: Mapped[int] = column(Integer, purpose="the order of the steps", **_INNER)
    step: Mapped[str] = column(Word(16), purpose="what happened", **_SHOWN)
    at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_SHOWN)
    by: Mapped[str] = column(
        Id(26),
        purpose="whose step it was",
        whose="who took the step",
        readers="program managers",
        keep=_KEPT["keep"],
        erase=Erase.PSEUDONYM,
    )
    text: Mapped[bytes | None] = sealed(
        nullable=True, purpose="what was added, asked or given as the reason", **_SHOWN
    )
    remark: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="a remark among program managers",
        readers="program managers",
        **_NOMINEES,
    )
    criteria_met: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="criteria that the decision found met",
        readers="program managers",
        **_NOMINEES,
    )

"""The tables of pairings: where each stands, its sealed words, and every step it took."""

from datetime import date, datetime

from sqlalchemy import (
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, Word, column, sealed
from store.promises import Erase, Keep

_KEPT = {"keep": Keep.COHORT, "erase": Erase.COUNT}
_PAIRS = {"whose": "the pair", **_KEPT}
_SHOWN = {"readers": "the two and the program team", **_PAIRS}
_WHO = {**_SHOWN, "erase": Erase.PSEUDONYM}
_INNER = {"readers": "the program", **_PAIRS}
_WORDS = {**_PAIRS, "erase": Erase.EMPTIED}
_MANAGERS = {
    "whose": "the program manager",
    "readers": "program managers",
    "keep": _KEPT["keep"],
    "erase": Erase.PSEUDONYM,
}
_HOLDS = "state IN ('asked', 'ready', 'active', 'paused')"
_PROMISED = text(f"{_HOLDS} AND instead_of IS NULL")
_FOLLOWS = text(f"{_HOLDS} AND instead_of IS NOT NULL")


class PairingRow(Kept, Tenanted, Base):
    __tablename__ = "pairing"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "mentor_id"], ["person.workspace_id", "person.id"]),
        ForeignKeyConstraint(["workspace_id", "mentee_id"], ["person.workspace_id", "person.id"]),
        Index(
            "ux_pairing_promised_once",
            "workspace_id",
            "cohort_id",
            "mentee_id",
            unique=True,
            sqlite_where=_PROMISED,
            postgresql_where=_PROMISED,
        ),
        Index(
            "ux_pairing_follows_once",
            "workspace_id",
            "instead_of",
            unique=True,
            sqlite_where=_FOLLOWS,
            postgresql_where=_FOLLOWS,
        ),
        Index("ix_pairing_cohort", "workspace_id", "cohort_id", "state"),
        Index("ix_pairing_state", "workspace_id", "state"),
        Index("ix_pairing_look_at", "workspace_id", "look_at"),
        Index("ix_pairing_mentor", "workspace_id", "mentor_id", "state"),
        Index("ix_pairing_mentee", "workspace_id", "mentee_id", "state"),
    )

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort it belongs to", **_SHOWN
    )
    mentor_id: Mapped[str] = column(Id(26), purpose="who mentors", **_WHO)
    mentee_id: Mapped[str] = column(Id(26), purpose="who is mentored", **_WHO)
    kind: Mapped[str] = column(Word(16), purpose="what the two do together", **_SHOWN)
    state: Mapped[str] = column(Word(16), purpose="where it stands", **_SHOWN)
    state_since: Mapped[datetime] = column(UtcDateTime, purpose="since when", **_SHOWN)
    version: Mapped[int] = column(
        Integer, purpose="lets the later of two changes see that it is late", **_INNER
    )
    asked_at: Mapped[datetime] = column(UtcDateTime, purpose="when the mentor was asked", **_INNER)
    asked_by: Mapped[str] = column(Id(26), purpose="who proposed it", **_MANAGERS)
    answer_by: Mapped[date] = column(Date, purpose="the last day for the answer", **_INNER)
    why: Mapped[bytes] = sealed(nullable=False, purpose="why these two", **{**_SHOWN, **_WORDS})
    reasons: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="why these two, as a draft found it: components and what of them the two share",
        **{**_SHOWN, **_WORDS},
    )
    started_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="the day it began", **_SHOWN
    )
    resting_until: Mapped[date | None] = column(
        Date, nullable=True, purpose="until when it rests", **_SHOWN
    )
    resumed_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="the day it was taken up again", **_SHOWN
    )
    ended_on: Mapped[date | None] = column(Date, nullable=True, purpose="its last day", **_SHOWN)
    ending: Mapped[str | None] = column(
        Word(16),
        nullable=True,
        purpose="how it ended, so that what ended for cause is not proposed again",
        readers="program managers",
        **_PAIRS,
    )
    end_told_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the two were told of the end", **_INNER
    )
    look_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="when the clock has something to do with it: remind, lapse, start, tell, end",
        **_INNER,
    )
    thanks: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="words of thanks at the end",
        readers="the two of them",
        **_WORDS,
    )
    instead_of: Mapped[str | None] = column(
        Id(26),
        ForeignKey("pairing.id"),
        nullable=True,
        purpose="the running pairing that ends when this proposal begins",
        readers="program managers",
        **_PAIRS,
    )
    flag: Mapped[str | None] = column(
        Word(16),
        nullable=True,
        purpose="why a program manager has to look at it",
        readers="program managers",
        **_PAIRS,
    )


class PairingStepRow(Kept, Tenanted, Base):
    __tablename__ = "pairing_step"
    __table_args__ = (UniqueConstraint("pairing_id", "version"),)

    pairing_id: Mapped[str] = column(
        Id(26), ForeignKey("pairing.id"), purpose="the pairing", **_INNER
    )
    version: Mapped[int] = column(Integer, purpose="the order of the steps", **_INNER)
    step: Mapped[str] = column(Word(16), purpose="what happened", **_SHOWN)
    at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_SHOWN)
    by: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="whose step it was; empty for what happened by itself",
        whose="who took the step",
        readers="program managers",
        keep=_KEPT["keep"],
        erase=Erase.PSEUDONYM,
    )
    reason: Mapped[str | None] = column(
        Word(24),
        nullable=True,
        purpose="a reason from the list, where one was given",
        readers="the program team",
        **_PAIRS,
    )
    words: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="what was said with the step",
        readers="the program team",
        **_WORDS,
    )

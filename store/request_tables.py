"""The tables of pauses and of requests for a new pairing, with their sealed words."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
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

_KEPT = {"keep": Keep.COHORT, "erase": Erase.DELETED}
_TEAM = "the program team without the two"
_PAUSERS = {"whose": "who paused", **_KEPT}
_SHARED = {"whose": "who asked", "keep": Keep.COHORT, "erase": Erase.LAST_OUT}
_ASKERS = {"readers": f"who asked and {_TEAM}", **_SHARED}
_TAKEN = {"readers": _TEAM, **_SHARED}
_INNER = {"readers": "the program", **_SHARED}
_CASE = {"whose": "who asked", "readers": _TEAM, **_KEPT}
_STILL_OPEN = text("state IN ('received', 'with_owner', 'talking', 'somebody_asked', 'passed_on')")
_NOT_OVER = text("over_at IS NULL")


class PauseRow(Kept, Tenanted, Base):
    __tablename__ = "pairing_pause"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index(
            "ux_pairing_pause_open",
            "workspace_id",
            "pairing_id",
            "person_id",
            unique=True,
            sqlite_where=_NOT_OVER,
            postgresql_where=_NOT_OVER,
        ),
        Index("ix_pairing_pause_until", "workspace_id", "over_at", "until"),
    )

    pairing_id: Mapped[str] = column(
        Id(26),
        ForeignKey("pairing.id"),
        purpose="the pairing that rests",
        readers="the two and the program team",
        **_PAUSERS,
    )
    person_id: Mapped[str] = column(
        Id(26), purpose="who paused", readers="the program team", **_PAUSERS
    )
    until: Mapped[date] = column(
        Date,
        purpose="the day on which it ends by itself",
        readers="the two and the program team",
        **_PAUSERS,
    )
    asked_at: Mapped[datetime] = column(
        UtcDateTime, purpose="since when", readers="the two and the program team", **_PAUSERS
    )
    over_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="when it ended, by itself or by hand",
        readers="the two and the program team",
        **_PAUSERS,
    )
    noted_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="when they said that its coming end is fine",
        readers="who paused",
        **_PAUSERS,
    )
    reason: Mapped[bytes | None] = sealed(
        nullable=True, purpose="why, if they said so", readers=_TEAM, **_PAUSERS
    )


class RequestRow(Kept, Tenanted, Base):
    __tablename__ = "request"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "owner_id"], ["person.workspace_id", "person.id"]),
        Index(
            "ux_request_open",
            "workspace_id",
            "pairing_id",
            unique=True,
            sqlite_where=_STILL_OPEN,
            postgresql_where=_STILL_OPEN,
        ),
        Index("ix_request_state", "workspace_id", "state", "watch_on"),
    )

    pairing_id: Mapped[str] = column(
        Id(26), ForeignKey("pairing.id"), purpose="the pairing it is about", **_ASKERS
    )
    state: Mapped[str] = column(Word(16), purpose="where it stands", **_ASKERS)
    state_since: Mapped[datetime] = column(UtcDateTime, purpose="since when", **_ASKERS)
    received_at: Mapped[datetime] = column(UtcDateTime, purpose="when it came in", **_ASKERS)
    owner_id: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="who answers it", **_ASKERS
    )
    by_charter: Mapped[bool] = column(
        Boolean, purpose="whether they answer as the escalation person of the charter", **_INNER
    )
    due_on: Mapped[date] = column(Date, purpose="the day by which it is answered", **_ASKERS)
    watch_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="from when on it goes to the next in line", **_INNER
    )
    version: Mapped[int] = column(
        Integer, purpose="lets the later of two decisions see that it is late", **_INNER
    )


class RequestVoiceRow(Kept, Tenanted, Base):
    """One person's asking: both of a pair may have one, and neither hears of the other's."""

    __tablename__ = "request_voice"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        UniqueConstraint("request_id", "person_id"),
        Index("ix_request_voice_person", "workspace_id", "person_id"),
    )

    request_id: Mapped[str] = column(
        Id(26), ForeignKey("request.id"), purpose="the request", **_CASE
    )
    person_id: Mapped[str] = column(Id(26), purpose="who asked", **_CASE)
    asked_at: Mapped[datetime] = column(UtcDateTime, purpose="when they asked", **_CASE)
    withdrawn_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when they took it back", **_CASE
    )
    reason: Mapped[bytes] = sealed(
        nullable=False, purpose="the reason chosen from the list", **_CASE
    )
    words: Mapped[bytes] = sealed(nullable=False, purpose="the same in their own words", **_CASE)
    helps: Mapped[bytes] = sealed(nullable=False, purpose="what they think would help", **_CASE)
    people: Mapped[bytes | None] = sealed(
        nullable=True, purpose="whom they wish for, and whom not", **_CASE
    )
    reach: Mapped[bytes | None] = sealed(
        nullable=True, purpose="how they would like to be reached", **_CASE
    )


class RequestStepRow(Kept, Tenanted, Base):
    __tablename__ = "request_step"
    __table_args__ = (UniqueConstraint("request_id", "version"),)

    request_id: Mapped[str] = column(
        Id(26), ForeignKey("request.id"), purpose="the request", **_INNER
    )
    version: Mapped[int] = column(Integer, purpose="the order of the steps", **_INNER)
    step: Mapped[str] = column(Word(16), purpose="what happened", **_TAKEN)
    at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_TAKEN)
    by: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="whose step it was; empty for what happened by itself",
        whose="who took the step",
        readers=_TEAM,
        keep=_KEPT["keep"],
        erase=Erase.PSEUDONYM,
    )
    told: Mapped[bool] = column(
        Boolean, purpose="whether whoever asked reads the words as well", **_INNER
    )
    words: Mapped[bytes | None] = sealed(
        nullable=True, purpose="the answer that was given, or the step that was taken", **_TAKEN
    )

"""The tables of check-ins: the meeting, what each of the two says of it, and the pair's rhythm."""

from datetime import date, datetime

from sqlalchemy import (
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

_KEPT = {"keep": Keep.COHORT}
_PAIRS = {"whose": "the pair", "erase": Erase.COUNT, **_KEPT}
_TWO = {"readers": "the two; others see counts only", **_PAIRS}
_WHO = {**_TWO, "erase": Erase.PSEUDONYM}
_INNER = {"readers": "the program", **_PAIRS}
_AGREED = {**_INNER, "erase": Erase.DELETED}
_OWN = {"whose": "who said it", "erase": Erase.EMPTIED, **_KEPT}
_ALONE = {"readers": "only its author", **_OWN}
_COUNTED = {"readers": "nobody singly; counted in groups of five or more", **_OWN}


class CheckInRow(Kept, Tenanted, Base):
    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("pairing_id", "standing_on"),
        Index("ix_check_in_pairing", "workspace_id", "pairing_id", "met_on"),
        Index("ix_check_in_ask_ends", "workspace_id", "ask_ends_at"),
        Index("ix_check_in_state", "workspace_id", "state", "met_on"),
    )

    pairing_id: Mapped[str] = column(
        Id(26), ForeignKey("pairing.id"), purpose="the pairing", **_TWO
    )
    met_on: Mapped[date] = column(Date, purpose="the day the two met", **_TWO)
    standing_on: Mapped[date | None] = column(
        Date,
        nullable=True,
        purpose="the same day while it stands, so that a day has one record; empty once withdrawn",
        **_INNER,
    )
    minutes: Mapped[int] = column(Integer, purpose="the minutes that count", **_TWO)
    medium: Mapped[str] = column(Word(16), purpose="how the two met", **_TWO)
    state: Mapped[str] = column(Word(16), purpose="what both have said, together", **_TWO)
    author_id: Mapped[str] = column(Id(26), purpose="who noted it first", **_WHO)
    logged_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was noted", **_TWO)
    version: Mapped[int] = column(
        Integer, purpose="lets the later of two changes see that it is late", **_INNER
    )
    ask_ends_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="until when somebody is asked about it", **_INNER
    )


class CheckInSideRow(Kept, Tenanted, Base):
    __tablename__ = "check_in_side"
    __table_args__ = (
        UniqueConstraint("check_in_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_check_in_side_person", "workspace_id", "person_id"),
    )

    check_in_id: Mapped[str] = column(
        Id(26), ForeignKey("check_in.id"), purpose="the check-in", **_INNER
    )
    person_id: Mapped[str] = column(Id(26), purpose="which of the two", **_WHO)
    says: Mapped[str | None] = column(
        Word(8), nullable=True, purpose="whether they met; empty when not said", **_TWO
    )
    met_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="the day as this one says it", **_TWO
    )
    minutes: Mapped[int | None] = column(
        Integer, nullable=True, purpose="the minutes as this one says them", **_TWO
    )
    said_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when it was said, or taken back", **_TWO
    )
    entered_by: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="who entered it on somebody's behalf",
        whose="the program manager or liaison",
        readers="the two",
        keep=_KEPT["keep"],
        erase=Erase.PSEUDONYM,
    )
    answered_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="the day of the blind answers", **_INNER
    )
    worth: Mapped[bytes | None] = sealed(
        nullable=True, purpose="whether it was worth the time", **_COUNTED
    )
    in_the_way: Mapped[bytes | None] = sealed(
        nullable=True, purpose="what got in the way", **_COUNTED
    )
    note: Mapped[bytes | None] = sealed(nullable=True, purpose="a private note", **_ALONE)


class CheckInCompetencyRow(Tenanted, Base):
    __tablename__ = "check_in_competency"

    check_in_id: Mapped[str] = column(
        Id(26), ForeignKey("check_in.id"), primary_key=True, purpose="the check-in", **_INNER
    )
    competency_id: Mapped[str] = column(
        Id(26), ForeignKey("competency.id"), primary_key=True, purpose="what it was about", **_TWO
    )


class CheckInActionRow(Kept, Tenanted, Base):
    __tablename__ = "check_in_action"
    __table_args__ = (UniqueConstraint("check_in_id", "position"),)

    check_in_id: Mapped[str] = column(
        Id(26), ForeignKey("check_in.id"), purpose="the check-in", **_AGREED
    )
    position: Mapped[int] = column(Integer, purpose="order in the list", **_AGREED)
    text: Mapped[bytes] = sealed(
        nullable=False,
        purpose="what the two agreed to do",
        **{**_AGREED, "readers": "the two"},
    )


class RhythmRow(Kept, Tenanted, Base):
    __tablename__ = "rhythm"
    __table_args__ = (
        UniqueConstraint("pairing_id"),
        Index("ix_rhythm_look_at", "workspace_id", "look_at"),
        Index("ix_rhythm_late_from", "workspace_id", "late_from"),
    )

    pairing_id: Mapped[str] = column(
        Id(26), ForeignKey("pairing.id"), purpose="the pairing", **_INNER
    )
    pairing_version: Mapped[int] = column(
        Integer, purpose="tells that the pairing rests, goes on or has ended since", **_INNER
    )
    next_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="the next date of the two", **_TWO
    )
    snoozed_until: Mapped[date | None] = column(
        Date, nullable=True, purpose="until when no reminder is wanted", **_TWO
    )
    look_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="when a reminder falls due; at once where something changed",
        **_INNER,
    )
    late_from: Mapped[date | None] = column(
        Date,
        nullable=True,
        purpose="from when the program team sees that the two have not met",
        **_INNER,
    )

"""The tables of digests: daily counts of a cohort, who got a digest, what sponsors were asked."""

from collections.abc import Mapping
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
from store.columns import Facts, Id, UtcDateTime, Word, column
from store.promises import Erase, Keep

_KEEP = {"keep": Keep.COHORT}
_COUNTS = {
    "whose": "the cohort",
    "readers": "sponsors and the program team",
    "erase": Erase.WHOLE_COHORT,
    **_KEEP,
}
_READERS = {
    "whose": "who reads the digest",
    "readers": "the reader and program managers",
    "erase": Erase.DELETED,
    "keep": Keep.DIGEST,
}
_WISHES = {**_READERS, "keep": Keep.TAKES_PART}


class ReportSnapshotRow(Kept, Tenanted, Base):
    """The figures of one cohort on one day: what digests and Home show."""

    __tablename__ = "report_snapshot"
    __table_args__ = (UniqueConstraint("cohort_id", "on_day"),)

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort", **_COUNTS
    )
    on_day: Mapped[date] = column(Date, purpose="the day it was counted", **_COUNTS)
    figures: Mapped[Mapping[str, str | int]] = column(
        Facts, purpose="whole-cohort counts", **_COUNTS
    )


class ReportDigestRow(Kept, Tenanted, Base):
    __tablename__ = "report_digest"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        UniqueConstraint("workspace_id", "kind", "person_id", "on_day", "about"),
        Index("ix_report_digest_person", "workspace_id", "person_id", "kind", "on_day"),
    )

    kind: Mapped[str] = column(Word(16), purpose="for a sponsor or the program team", **_READERS)
    person_id: Mapped[str] = column(Id(26), purpose="who reads it", **_READERS)
    about: Mapped[str] = column(
        Id(26), purpose="the cohort it is about, or all for the program team", **_READERS
    )
    on_day: Mapped[date] = column(Date, purpose="the reader's own day it is for", **_READERS)
    snapshot_id: Mapped[str | None] = column(
        Id(26),
        ForeignKey("report_snapshot.id"),
        nullable=True,
        purpose="the figures it shows",
        **_READERS,
    )
    news: Mapped[Mapping[str, int]] = column(
        Facts, purpose="counts of what waited that morning", **_READERS
    )
    made_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was made", **_READERS)


class ReportAskRow(Kept, Tenanted, Base):
    __tablename__ = "report_ask"
    __table_args__ = (
        UniqueConstraint("cohort_id", "kind", "week"),
        Index("ix_report_ask_state", "workspace_id", "cohort_id", "state"),
    )

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort", **_COUNTS
    )
    kind: Mapped[str] = column(Word(16), purpose="what is asked of sponsors", **_COUNTS)
    week: Mapped[date] = column(Date, purpose="the week it is asked in", **_COUNTS)
    state: Mapped[str] = column(Word(16), purpose="what became of it", **_COUNTS)
    answered_by: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="who answered",
        whose="the sponsor",
        readers="sponsors and the program team",
        erase=Erase.PSEUDONYM,
        **_KEEP,
    )
    answered_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when", **_COUNTS
    )


class ReportReaderRow(Kept, Tenanted, Base):
    """One person's settings of their digest, and the last days on which theirs were made."""

    __tablename__ = "report_reader"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        ForeignKeyConstraint(["workspace_id", "delegate_id"], ["person.workspace_id", "person.id"]),
        UniqueConstraint("workspace_id", "person_id"),
    )

    person_id: Mapped[str] = column(Id(26), purpose="whose digest it is", **_WISHES)
    weekday: Mapped[int] = column(Integer, purpose="the day they chose", **_WISHES)
    hour: Mapped[int] = column(Integer, purpose="the hour they chose", **_WISHES)
    delegate_id: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="who gets it too",
        **{**_WISHES, "erase": Erase.UNNAMED},
    )
    only_delegate: Mapped[bool] = column(
        Boolean, purpose="whether the delegate gets it instead", **_WISHES
    )
    sponsor_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="the last day a sponsor's digest was made", **_WISHES
    )
    team_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="the last morning that was looked at", **_WISHES
    )

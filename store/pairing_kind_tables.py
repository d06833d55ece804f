"""The table of suggestions to change the kind of a pairing: one open one for each."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, Word, column
from store.promises import Erase, Keep

_SHOWN = {
    "whose": "the pair",
    "readers": "the two",
    "keep": Keep.COHORT,
    "erase": Erase.COUNT,
}
_OPEN = text("state = 'open'")


class PairingKindAskRow(Kept, Tenanted, Base):
    __tablename__ = "pairing_kind_ask"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "asked_by"], ["person.workspace_id", "person.id"]),
        Index(
            "ux_pairing_kind_ask_open_once",
            "workspace_id",
            "pairing_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_pairing_kind_ask_pairing", "workspace_id", "pairing_id"),
        Index("ix_pairing_kind_ask_lapse_at", "workspace_id", "state", "lapse_at"),
    )

    pairing_id: Mapped[str] = column(
        Id(26), ForeignKey("pairing.id"), purpose="the pairing", **_SHOWN
    )
    asked_by: Mapped[str] = column(
        Id(26), purpose="which of the two asked", **{**_SHOWN, "erase": Erase.PSEUDONYM}
    )
    was: Mapped[str] = column(Word(16), purpose="the kind it had", **_SHOWN)
    kind: Mapped[str] = column(Word(16), purpose="the kind that is suggested", **_SHOWN)
    state: Mapped[str] = column(Word(16), purpose="where the question stands", **_SHOWN)
    asked_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was asked", **_SHOWN)
    answer_by: Mapped[date] = column(Date, purpose="the last day for the answer", **_SHOWN)
    lapse_at: Mapped[datetime] = column(
        UtcDateTime, purpose="when it lapses without an answer", **_SHOWN
    )
    settled_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when it was answered or lapsed", **_SHOWN
    )

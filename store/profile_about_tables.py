"""The table of what people say about groups they belong to: apart from everything else."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, column, sealed
from store.promises import Erase, Keep

_OURS = {
    "whose": "the person",
    "readers": "the person",
    "keep": Keep.TAKES_PART,
    "erase": Erase.DELETED,
}


class AboutMeRow(Kept, Tenanted, Base):
    """What one person said; no row where they said nothing."""

    __tablename__ = "about_me"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
    )

    person_id: Mapped[str] = column(Id(26), purpose="who said it", **_OURS)
    changed_at: Mapped[datetime] = column(UtcDateTime, purpose="when it changed", **_OURS)
    groups: Mapped[bytes] = sealed(
        nullable=False, purpose="groups they say they belong to", **_OURS
    )

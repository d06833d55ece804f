"""Long work as rows: claimed by one worker at a time, taken up again when its worker is gone."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Facts, Id, UtcDateTime, Word, column

_OURS = {
    "whose": "the person who asked",
    "readers": "the worker; the person who asked sees its progress",
    "keep": "90 days after its end",
    "erase": "goes with the person",
}


class TaskRow(Kept, Tenanted, Base):
    """One piece of long work."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_task_due", "workspace_id", "state", "not_before"),
    )

    kind: Mapped[str] = column(Word(), purpose="which work it is", **_OURS)
    ids: Mapped[dict[str, str]] = column(Facts, purpose="ids of what it works on", **_OURS)
    asked_by: Mapped[str | None] = column(Id(), purpose="the person who asked", **_OURS)
    key: Mapped[str] = column(Word(255), purpose="keeps it from being asked for twice", **_OURS)
    state: Mapped[str] = column(Word(), purpose="where it stands", **_OURS)
    reason: Mapped[str | None] = column(Word(), purpose="why it was given up", **_OURS)
    queued_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was asked for", **_OURS)
    not_before: Mapped[datetime] = column(UtcDateTime, purpose="when it is due", **_OURS)
    claim: Mapped[str | None] = column(Id(), purpose="which worker has it", **_OURS)
    claimed_until: Mapped[datetime | None] = column(
        UtcDateTime, purpose="when its worker is given up on", **_OURS
    )
    attempts: Mapped[int] = column(default=0, purpose="how often it was taken up", **_OURS)
    done: Mapped[int] = column(default=0, purpose="how much of it is done", **_OURS)
    total: Mapped[int | None] = column(purpose="how much there is to do", **_OURS)
    finished_at: Mapped[datetime | None] = column(UtcDateTime, purpose="when it ended", **_OURS)

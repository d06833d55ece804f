"""When a backup took the place of the database: something may have been sent since it was made.

Whatever was queued and sent after the copy is planned anew, since the copy knows nothing of it. Its
reference is the same again, so Slack is asked about it first, for a day.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import UtcDateTime, column
from store.promises import Erase, Keep
from store.session import StoreSession

DOUBTFUL_FOR = timedelta(days=1)
"""From a restore on: what fell due in between is planned within minutes of the next start."""

_OURS = {
    "whose": "the workspace",
    "readers": "the courier",
    "keep": Keep.WORKSPACE,
    "erase": Erase.NOT_ABOUT,
}


class RestoringRow(Kept, Tenanted, Base):
    """One restore."""

    __tablename__ = "restoring"

    at: Mapped[datetime] = column(UtcDateTime, purpose="when it was restored", **_OURS)
    copied_at: Mapped[datetime] = column(
        UtcDateTime, purpose="up to when the copy is complete", **_OURS
    )


def note(session: StoreSession, copied_at: datetime) -> None:
    """The database was restored at this moment, from a copy that is complete up to `copied_at`."""
    session.add(RestoringRow(at=session.now, copied_at=copied_at))


def doubtful_since(session: StoreSession) -> datetime | None:
    """Since when something may have been sent that the database knows nothing of; None: it knows.

    That is so for a day after a restore.
    """
    return session.scalar(
        select(func.min(RestoringRow.copied_at)).where(RestoringRow.at > session.now - DOUBTFUL_FOR)
    )

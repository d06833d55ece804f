"""Slack's speed limits as all processes keep them together: what was given out of each lane."""

from datetime import datetime

from sqlalchemy import PrimaryKeyConstraint, select
from sqlalchemy.orm import Mapped

from program.speed import Lane, Speed
from store.base import Base, Tenanted
from store.columns import UtcDateTime, Word, column
from store.promises import Erase, Keep
from store.session import StoreSession

_OURS = {
    "whose": "the workspace",
    "readers": "the courier",
    "keep": Keep.WORKSPACE,
    "erase": Erase.WORKSPACE,
}


class PaceRow(Tenanted, Base):
    """How fast one lane of one workspace may go on; moments are of the machine's own clock."""

    __tablename__ = "pace"
    __table_args__ = (PrimaryKeyConstraint("workspace_id", "lane"),)

    lane: Mapped[str] = column(Word(), purpose="which method of Slack it limits", **_OURS)
    free_at: Mapped[datetime] = column(
        UtcDateTime, purpose="when the next call may be made", **_OURS
    )
    paused_until: Mapped[datetime | None] = column(
        UtcDateTime, purpose="until when Slack asked for a pause", **_OURS
    )
    a_thousand_seconds: Mapped[int] = column(
        purpose="how many calls are made in a thousand seconds", **_OURS
    )
    since: Mapped[datetime] = column(
        UtcDateTime, purpose="since when it goes at this speed", **_OURS
    )
    given: Mapped[int] = column(default=0, purpose="how many calls were given out", **_OURS)


def speeds(session: StoreSession) -> dict[Lane, Speed]:
    """How fast each lane of the workspace goes, as far as it was ever used."""
    known = {one.value for one in Lane}
    rows = session.scalars(select(PaceRow))
    return {Lane(row.lane): _record(row) for row in rows if row.lane in known}


def keep(session: StoreSession, lane: Lane, speed: Speed) -> None:
    """Write down how fast a lane goes from now on."""
    row = session.get(PaceRow, (session.workspace_id, lane.value))
    if row is None:
        row = PaceRow(workspace_id=session.workspace_id, lane=lane.value)
        session.add(row)
    row.free_at, row.paused_until, row.since = speed.free_at, speed.paused_until, speed.since
    row.a_thousand_seconds, row.given = max(round(speed.a_second * 1000), 1), speed.given


def _record(row: PaceRow) -> Speed:
    return Speed(
        free_at=row.free_at,
        a_second=row.a_thousand_seconds / 1000,
        since=row.since,
        paused_until=row.paused_until,
        given=row.given,
    )

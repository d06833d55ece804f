"""The workspaces that Baton serves: the tenants themselves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session

from store.base import Base, Kept, new_id
from store.columns import Id, Published, UtcDateTime, column
from store.promises import Erase, Keep

_OURS = {
    "whose": "the workspace",
    "readers": "the program",
    "keep": Keep.WORKSPACE,
    "erase": Erase.WORKSPACE,
}


@dataclass(frozen=True)
class Workspace:
    """One workspace, as Slack told us at the last start."""

    id: str
    team_id: str
    enterprise_id: str | None
    name: str
    app_id: str | None
    bot_user_id: str | None


class WorkspaceRow(Kept, Base):
    """A row per workspace."""

    __tablename__ = "workspace"
    __table_args__ = (UniqueConstraint("team_id"),)

    team_id: Mapped[str] = column(Id(), purpose="Slack's id of the workspace", **_OURS)
    enterprise_id: Mapped[str | None] = column(
        Id(), purpose="Slack's id of the organization around it", **_OURS
    )
    name: Mapped[str] = column(Published(255), purpose="what the workspace is called", **_OURS)
    app_id: Mapped[str | None] = column(Id(), purpose="Slack's id of our app", **_OURS)
    bot_user_id: Mapped[str | None] = column(Id(), purpose="Slack's id of our bot", **_OURS)
    enrolled_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was first served", **_OURS)

    left_at: Mapped[datetime | None] = column(
        UtcDateTime, purpose="since when Slack no longer lets us in", **_OURS
    )

    def record(self) -> Workspace:
        return Workspace(
            self.id, self.team_id, self.enterprise_id, self.name, self.app_id, self.bot_user_id
        )


def row_of(session: Session, team_id: str, now: datetime) -> WorkspaceRow:
    """The row of a workspace, for upkeep; a new one is not served yet. Several at once make one."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    new = dialect.insert(WorkspaceRow).values(
        id=new_id(), team_id=team_id, name=team_id, enrolled_at=now, left_at=now
    )
    session.execute(new.on_conflict_do_nothing())
    found = select(WorkspaceRow).where(WorkspaceRow.team_id == team_id).with_for_update()
    return session.scalars(found).one()

"""The tokens of workspaces that installed the app by a link: sealed, one set per workspace."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Boolean, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, Word, column, sealed
from store.promises import Erase, Keep
from store.session import StoreSession

_OURS = {
    "whose": "the workspace",
    "readers": "the program",
    "keep": Keep.INSTALLED,
    "erase": Erase.WORKSPACE,
}


@dataclass(frozen=True)
class Tokens:
    """What Slack lets us speak with. One that expires is renewed with its single-use refresh."""

    bot: str = field(repr=False)
    refresh: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Installation:
    """One workspace's installation as it stands."""

    tokens: Tokens
    scopes: tuple[str, ...]
    is_org_wide: bool
    """Whether it is good for a whole organization; then `team_id` of the workspace is its id."""
    installed_by: str | None
    """Slack's id of whoever installed it."""
    installed_at: datetime


class InstallationRow(Kept, Tenanted, Base):
    """A row per workspace that installed by a link; none for the one whose token is a setting."""

    __tablename__ = "installation"
    __table_args__ = (UniqueConstraint("workspace_id"),)

    bot_token: Mapped[bytes] = sealed(
        nullable=False, purpose="lets the app speak in the workspace", **_OURS
    )
    refresh_token: Mapped[bytes | None] = sealed(
        nullable=True, purpose="renews the token before it expires", **_OURS
    )
    expires_at: Mapped[datetime | None] = column(
        UtcDateTime, purpose="when the token is good no longer", **_OURS
    )
    scopes: Mapped[str] = column(Word(1024), purpose="what the app was granted", **_OURS)
    is_org_wide: Mapped[bool] = column(
        Boolean, purpose="whether it is good for a whole organization", **_OURS
    )
    installed_by: Mapped[str | None] = column(
        Id(),
        purpose="Slack's id of whoever installed the app, told how to begin",
        **{**_OURS, "erase": Erase.UNNAMED},
    )
    installed_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was", **_OURS)
    renewed_at: Mapped[datetime] = column(
        UtcDateTime, purpose="when the tokens came from Slack last", **_OURS
    )


def current(session: StoreSession) -> Installation | None:
    """The workspace's installation with its tokens in the clear; None where there is none."""
    row = _row(session)
    if row is None:
        return None
    bot = session.unseal(row, "bot_token")
    assert bot is not None  # noqa: S101 - the column is not nullable
    tokens = Tokens(bot, session.unseal(row, "refresh_token"), row.expires_at)
    return Installation(
        tokens, tuple(row.scopes.split()), row.is_org_wide, row.installed_by, row.installed_at
    )


def keep(session: StoreSession, found: Installation) -> None:
    """Keep an installation in place of any other of this workspace."""
    row = _row(session)
    if row is None:
        row = InstallationRow()
        session.add(row)
    _seal(session, row, found.tokens)
    row.scopes = " ".join(sorted(found.scopes))
    row.is_org_wide = found.is_org_wide
    row.installed_by, row.installed_at = found.installed_by, found.installed_at
    session.flush()


def renew(session: StoreSession, used: str, tokens: Tokens) -> bool:
    """Put new tokens in place of those that the refresh token `used` renewed.

    False: by now there are others, or none, and nothing was changed.
    """
    row = _row(session)
    if row is None or session.unseal(row, "refresh_token") != used:
        return False
    _seal(session, row, tokens)
    session.flush()
    return True


def forget(session: StoreSession) -> bool:
    """Delete the tokens. False: there were none."""
    gone = session.execute(delete(InstallationRow).execution_options(synchronize_session=False))
    return bool(gone.rowcount)  # type: ignore[attr-defined]  # a delete has a count


def _row(session: StoreSession) -> InstallationRow | None:
    return session.scalars(select(InstallationRow)).one_or_none()


def _seal(session: StoreSession, row: InstallationRow, tokens: Tokens) -> None:
    session.seal(row, "bot_token", tokens.bot)
    session.seal(row, "refresh_token", tokens.refresh)
    row.expires_at, row.renewed_at = tokens.expires_at, session.now

"""How to speak to each workspace's Slack, with whatever token is good there at this moment."""

from collections.abc import Callable
from typing import Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.connections import app_id_in
from bot.settings import Settings
from scheduler.slack import Call, NoToken, calls
from store.store import Store
from store.workspaces import Workspace


class Speakers(Protocol):
    """Asked anew for each piece of work: a token may have been renewed or taken back since."""

    def enrol(self) -> None:
        """Once, at the start. Raises SlackApiError where the token of the settings is not good."""

    def keep_fresh(self) -> None:
        """Now and then: renew what expires soon."""

    def client(self, workspace_id: str) -> WebClient:
        """A client of its own for this workspace. Raises scheduler.slack.NoToken."""

    def call(self, workspace_id: str) -> Call:
        """How the courier speaks there, never twice by itself. Raises scheduler.slack.NoToken."""

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """Whose request Bolt has in hand; without a token where we are not installed."""

    def outlasting(
        self, client: WebClient, enterprise_id: str | None, team_id: str | None
    ) -> WebClient:
        """The client of a request, speaking on where its token turns out to have expired."""

    def still_in(self, workspace: Workspace) -> bool:
        """Whether we are in a workspace after all, although word came that we left."""


class OneToken:
    """One workspace and the token of the settings: who we are there was asked at the start."""

    def __init__(
        self, settings: Settings, store: Store, make: Callable[[Settings], WebClient]
    ) -> None:
        self._settings = settings
        self._store = store
        self._make = make
        self._call = calls(make(settings))
        self._mine: str | None = None

    def enrol(self) -> None:
        found = self._make(self._settings).auth_test()
        mine = self._store.enrol(
            team_id=found["team_id"],
            enterprise_id=found.get("enterprise_id"),
            name=found["team"],
            app_id=found.get("app_id") or app_id_in(self._settings.app_token),
            bot_user_id=found["user_id"],
        )
        self._mine = mine.id

    def keep_fresh(self) -> None:
        """A token of the settings does not expire."""

    def client(self, workspace_id: str) -> WebClient:
        self._require_mine(workspace_id)
        return self._make(self._settings)

    def call(self, workspace_id: str) -> Call:
        self._require_mine(workspace_id)
        return self._call

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        workspace = self._store.workspace_of(team_id or "", enterprise_id)
        mine = workspace is not None and self._mine in (None, workspace.id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=self._settings.bot_token if mine else None,
            bot_user_id=workspace.bot_user_id if workspace else None,
        )

    def outlasting(
        self,
        client: WebClient,
        enterprise_id: str | None,  # noqa: ARG002  a token of the settings is not renewed
        team_id: str | None,  # noqa: ARG002
    ) -> WebClient:
        return client

    def still_in(self, workspace: Workspace) -> bool:  # noqa: ARG002  word of leaving is believed
        return False

    def _require_mine(self, workspace_id: str) -> None:
        """A database may hold workspaces that installed by a link: this token is not theirs."""
        if self._mine not in (None, workspace_id):
            raise NoToken

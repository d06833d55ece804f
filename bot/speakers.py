"""How to speak to each workspace's Slack, with whatever token is good there at this moment."""

from collections.abc import Callable
from typing import Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.settings import Settings
from scheduler.slack import Call, calls
from store.store import Store


class Speakers(Protocol):
    """Asked anew for each piece of work: a token may have been renewed or taken back since."""

    def client(self, workspace_id: str) -> WebClient:
        """A client of its own for this workspace. Raises scheduler.slack.NoToken."""

    def call(self, workspace_id: str) -> Call:
        """How the courier speaks there, never twice by itself. Raises scheduler.slack.NoToken."""

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """Whose request Bolt has in hand; None where we are not installed."""


class OneToken:
    """One workspace and the token of the settings: who we are there was asked at the start."""

    def __init__(
        self, settings: Settings, store: Store, make: Callable[[Settings], WebClient]
    ) -> None:
        self._settings = settings
        self._store = store
        self._make = make
        self._call = calls(make(settings))

    def client(self, workspace_id: str) -> WebClient:  # noqa: ARG002  there is one
        return self._make(self._settings)

    def call(self, workspace_id: str) -> Call:  # noqa: ARG002  there is one
        return self._call

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        workspace = self._store.workspace_of(team_id or "", enterprise_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=self._settings.bot_token,
            bot_user_id=workspace.bot_user_id if workspace else None,
        )

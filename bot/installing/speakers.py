"""Speaking to the Slack of each workspace that installed by a link, with the token kept for it."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.installing.renewing import Renewing
from bot.settings import Settings
from scheduler.slack import Call, NoToken, calls
from store import installations
from store.serving import serve_no_longer
from store.store import Store
from store.workspaces import Workspace

_log = logging.getLogger(__name__)

GONE = frozenset({"account_inactive", "token_revoked"})
"""Slack's words for a token that is good no longer, since the app was taken out."""

LATE_AT_MOST = timedelta(hours=1)
"""So long after it happened Slack may still tell us of it, having tried before."""


class InstalledSpeakers:
    """Tokens are read anew each time: they may have been renewed or taken back by any process."""

    def __init__(
        self, settings: Settings, store: Store, make: Callable[[Settings], WebClient]
    ) -> None:
        self._settings = settings
        self._store = store
        self._make = make
        self._renewing = Renewing(settings, store, make)

    def enrol(self) -> None:
        """Nobody is asked at the start: who is served stands in the database."""

    def keep_fresh(self) -> None:
        """Renew what expires soon, so that no press has to wait, and notice who left unheard."""
        for workspace in self._store.workspaces():
            try:
                self._leave_if_gone(workspace.id, self._renewing.good_token(workspace.id))
            except NoToken:
                _log.warning("Workspace %s has no token that is good.", workspace.id)

    def client(self, workspace_id: str) -> WebClient:
        return self._with(self._renewing.good_token(workspace_id))

    def call(self, workspace_id: str) -> Call:
        token = self._renewing.good_token(workspace_id)
        speak = calls(self._with(token))

        def call(method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
            try:
                return speak(method, arguments)
            except SlackApiError as refused:
                if refused.response["error"] in GONE:
                    self._leave_if_gone(workspace_id, token)
                raise

        return call

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        workspace = self._store.workspace_of(team_id or enterprise_id or "", enterprise_id)
        token: str | None = None
        if workspace is not None:
            try:
                token = self._renewing.good_token(workspace.id)
            except NoToken:
                _log.warning("Workspace %s calls, and has no token that is good.", workspace.id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=token,
            bot_user_id=workspace.bot_user_id if workspace else None,
        )

    def still_in(self, workspace: Workspace) -> bool:
        """Whether word of leaving is from before the present installation, and Slack agrees.

        Such word comes late where Slack had to say it again. Of an older installation it is
        believed at once.
        """
        with self._store.look(workspace.id) as session:
            found = installations.current(session)
        if found is None or found.installed_at + LATE_AT_MOST < self._store.clock():
            return False
        return self._is_good(found.tokens.bot)

    def _leave_if_gone(self, workspace_id: str, token: str) -> None:
        with self._store.look(workspace_id) as session:
            found = installations.current(session)
        if found is not None and found.tokens.bot == token and self._is_refused(token):
            _log.error("Slack takes no token of workspace %s any more: it left.", workspace_id)
            serve_no_longer(self._store, workspace_id)

    def _is_good(self, token: str) -> bool:
        try:
            self._with(token).auth_test()
        except (SlackApiError, OSError):
            return False
        return True

    def _is_refused(self, token: str) -> bool:
        try:
            self._with(token).auth_test()
        except SlackApiError as refused:
            return refused.response["error"] in GONE
        except OSError:
            return False
        return False

    def _with(self, token: str) -> WebClient:
        client = self._make(self._settings)
        client.token = token
        return client

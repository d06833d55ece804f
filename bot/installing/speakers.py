"""Speaking to the Slack of each workspace that installed by a link, with the token kept for it."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from time import monotonic
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.installing.outlasting import Outlasting, ran_out
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

AT_ONCE = 2.0
"""Seconds after which a courier does not repeat a call by itself: its claim may be over by the end
of it. The row is tried again then, as after any refusal of the token."""


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
                token = self._renewing.good_token(workspace.id)
                refused = self._refusal(token)
                if refused is not None and ran_out(refused):
                    self._renewing.instead_of(workspace.id, token)
                elif refused is not None:
                    self._leave_if_gone(workspace.id, token)
            except NoToken:
                _log.warning("Workspace %s has no token that is good.", workspace.id)

    def client(self, workspace_id: str) -> WebClient:
        return self._outlasting(self._with(self._renewing.good_token(workspace_id)), workspace_id)

    def call(self, workspace_id: str) -> Call:
        token = self._renewing.good_token(workspace_id)
        speaks = {token: calls(self._with(token))}

        def call(method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
            nonlocal token
            used, began = token, monotonic()
            try:
                return speaks[used](method, arguments)
            except SlackApiError as refused:
                if refused.response["error"] in GONE:
                    self._leave_if_gone(workspace_id, used)
                if not ran_out(refused):
                    raise
                try:
                    new = self._renewing.instead_of(workspace_id, used)
                except NoToken:
                    raise refused from None
                speaks.setdefault(new, calls(self._with(new)))
                token = new
                if monotonic() - began > AT_ONCE:
                    raise
            return speaks[new](method, arguments)

        return call

    def outlasting(
        self, client: WebClient, enterprise_id: str | None, team_id: str | None
    ) -> WebClient:
        workspace = self._store.workspace_of(team_id or enterprise_id or "", enterprise_id)
        return client if workspace is None else self._outlasting(client, workspace.id)

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
        if found is None or found.tokens.bot != token:
            return
        refused = self._refusal(token)
        if refused is not None and refused.response["error"] in GONE:
            _log.error("Slack takes no token of workspace %s any more: it left.", workspace_id)
            serve_no_longer(self._store, workspace_id)

    def _is_good(self, token: str) -> bool:
        try:
            self._with(token).auth_test()
        except (SlackApiError, OSError):
            return False
        return True

    def _refusal(self, token: str) -> SlackApiError | None:
        try:
            self._with(token).auth_test()
        except SlackApiError as refused:
            return refused
        except OSError:
            return None
        return None

    def _outlasting(self, client: WebClient, workspace_id: str) -> WebClient:
        return Outlasting(client, lambda dead: self._renewing.instead_of(workspace_id, dead))

    def _with(self, token: str) -> WebClient:
        client = self._make(self._settings)
        client.token = token
        return client

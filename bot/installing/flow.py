"""Installing by a link, step by step: to Slack with a state, back with a code, and it is done."""

import logging
import re
import secrets
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode, urljoin

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.installing.answers import Unreadable, installation, newcomer
from bot.installing.outcome import Begun, Installed, NotInstalled, Why
from bot.manifest import REDIRECT_PATH, SCOPES
from bot.settings import Settings
from store import install_states
from store.installations import Installation
from store.serving import Newcomer, serve
from store.store import Store
from store.troubles import StoreTrouble
from store.workspaces import Workspace

_log = logging.getLogger(__name__)

AUTHORIZE = "https://slack.com/oauth/v2/authorize"

_BAD_CODE = frozenset({"invalid_code", "code_already_used", "code_expired"})
_OUR_SETTINGS = frozenset(
    {
        "bad_client_secret",
        "bad_redirect_uri",
        "invalid_client",
        "invalid_client_id",
        "oauth_authorization_url_mismatch",
    }
)
_KEY = re.compile(r"[\w-]{43}", re.ASCII)

Welcome = Callable[[Workspace, Installation, bool], bool]
"""Called once a workspace is served, told whether it was not before.

Answers whether it has a program manager.
"""


class Installing:
    """Needs client id, client secret and public address in the settings."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        make: Callable[[Settings], WebClient],
        welcome: Welcome,
    ) -> None:
        self._settings = settings
        self._store = store
        self._make = make
        self._welcome = welcome

    def begin(self, browser: str | None) -> Begun:
        """A new state for one click. A browser that has a key keeps it. Raises NotInstalled."""
        state = secrets.token_urlsafe(32)
        if browser is None or not _KEY.fullmatch(browser):
            browser = secrets.token_urlsafe(32)
        if not install_states.make(self._store, state, browser):
            raise NotInstalled(Why.BUSY)
        asked = {
            "client_id": self._settings.slack_client_id or "",
            "scope": ",".join(sorted(SCOPES)),
            "redirect_uri": self._redirect_uri,
            "state": state,
        }
        return Begun(f"{self._authorize}?{urlencode(asked)}", browser)

    def finish(self, came: Mapping[str, str], browser: str | None) -> Installed:
        """The way back from Slack: uses the state up and installs. Raises NotInstalled."""
        state = came.get("state", "")
        if not (state and browser and install_states.use(self._store, state, browser)):
            raise NotInstalled(Why.STATE)
        if came.get("error"):
            cancelled = came["error"] == "access_denied"
            raise NotInstalled(Why.CANCELLED if cancelled else Why.DECLINED)
        answer = self._exchanged(came.get("code", ""))
        try:
            found, made = newcomer(answer), installation(answer, self._store.clock())
        except Unreadable:
            raise NotInstalled(Why.DECLINED) from None
        self._require_enough(found, made)
        try:
            workspace, is_new = serve(self._store, found, made)
        except StoreTrouble as trouble:
            _log.error("An installation was not written down: %s", trouble.code)
            raise NotInstalled(Why.UNWRITTEN) from None
        return Installed(
            name=workspace.name,
            team_id=workspace.team_id,
            app_id=workspace.app_id,
            is_org_wide=made.is_org_wide,
            is_managed=self._welcome(workspace, made, is_new),
        )

    @property
    def _redirect_uri(self) -> str:
        return f"{self._settings.baton_public_url}{REDIRECT_PATH}"

    @property
    def _authorize(self) -> str:
        if self._settings.speaks_to_slack:
            return AUTHORIZE
        return urljoin(self._settings.slack_api_url, "/oauth/v2/authorize")

    def _exchanged(self, code: str) -> Mapping[str, Any]:
        if not code:
            raise NotInstalled(Why.CODE)
        try:
            answer = self._client(None).oauth_v2_access(
                client_id=self._settings.slack_client_id or "",
                client_secret=self._settings.client_secret,
                code=code,
                redirect_uri=self._redirect_uri,
            )
        except SlackApiError as refused:
            said = str(refused.response["error"])
            _log.warning("Slack did not take an installation: %s", said)
            raise NotInstalled(_why(said)) from None
        except (SlackClientError, HTTPException, OSError) as trouble:
            _log.warning("Slack did not answer an installation: %s", type(trouble).__name__)
            raise NotInstalled(Why.AWAY) from None
        return answer.data if isinstance(answer.data, dict) else {}

    def _require_enough(self, found: Newcomer, made: Installation) -> None:
        """Give the token back where the installation cannot stand, unless one stands already."""
        lacking = sorted(set(SCOPES) - set(made.scopes))
        own = self._store.workspace_of(found.team_id)
        whole = (
            None if found.enterprise_id is None else self._store.workspace_of(found.enterprise_id)
        )
        if not lacking and (own is not None or whole is None):
            return
        if own is None:
            self._give_back(made)
        raise NotInstalled(Why.SCOPES, lacking) if lacking else NotInstalled(Why.WHOLE)

    def _give_back(self, made: Installation) -> None:
        try:
            self._client(made.tokens.bot).auth_revoke()
        except (SlackClientError, HTTPException, OSError) as trouble:
            _log.warning("A token was not given back: %s", type(trouble).__name__)

    def _client(self, token: str | None) -> WebClient:
        client = self._make(self._settings)
        client.token = token
        return client


def _why(said: str) -> Why:
    if said in _BAD_CODE:
        return Why.CODE
    if said in _OUR_SETTINGS:
        return Why.SETTINGS
    return Why.AWAY if said in {"ratelimited", "internal_error", "fatal_error"} else Why.DECLINED

"""Tokens that expire are renewed in time, by one process at a time, whoever needs them first."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.installing.answers import Unreadable
from bot.installing.answers import tokens as tokens_in
from bot.settings import Settings
from scheduler.slack import NoToken
from store import installations
from store.installations import Tokens
from store.serving import serve_no_longer
from store.store import Store
from store.troubles import StoreTrouble
from store.turns import one_at_a_time

_log = logging.getLogger(__name__)

IN_TIME = timedelta(hours=2)
"""A token is renewed so long before it expires: what it was handed out for ends well before."""

A_WHILE = timedelta(minutes=1)
"""So long nothing is asked again after Slack did not renew a token."""

_FOR_GOOD = frozenset({"account_inactive", "invalid_refresh_token", "token_revoked"})
"""Slack will never again take this refresh token: somebody has to install the app anew."""


class Renewing:
    """Answers the token that is good in a workspace at this moment."""

    def __init__(
        self, settings: Settings, store: Store, make: Callable[[Settings], WebClient]
    ) -> None:
        self._settings = settings
        self._store = store
        self._make = make
        self._not_before: dict[str, datetime] = {}

    def good_token(self, workspace_id: str) -> str:
        """The token, renewed where that is due. Raises NoToken; may speak to Slack.

        As long as the old one is good it goes on being used, whatever keeps us from a new one.
        """
        tokens = self._kept(workspace_id)
        if not self._is_due(tokens) or self._rests(workspace_id):
            return self._unexpired(tokens)
        try:
            with one_at_a_time(self._store, f"tokens {workspace_id}"):
                tokens = self._kept(workspace_id)  # somebody else may have just renewed them
                if self._is_due(tokens) and not self._rests(workspace_id):
                    tokens = self._renew(workspace_id, tokens)
        except StoreTrouble as busy:
            _log.warning("Tokens of workspace %s: %s", workspace_id, busy.code)
            tokens = self._kept(workspace_id)
        return self._unexpired(tokens)

    def instead_of(self, workspace_id: str, dead: str) -> str:
        """Another token for one that Slack calls expired before its time. Raises NoToken.

        Renewed once, unless somebody did so since; then none is again before its time for A_WHILE.
        """
        try:
            with one_at_a_time(self._store, f"tokens {workspace_id}"):
                tokens = self._kept(workspace_id)
                if tokens.bot == dead and tokens.refresh is not None:
                    if self._rests(workspace_id):
                        raise NoToken
                    _log.warning("The token of workspace %s expired before its time.", workspace_id)
                    self._rest(workspace_id)
                    tokens = self._renew(workspace_id, replace(tokens, expires_at=self._now()))
        except StoreTrouble as busy:
            _log.warning("Tokens of workspace %s: %s", workspace_id, busy.code)
            tokens = self._kept(workspace_id)
        if tokens.bot == dead:
            raise NoToken
        return self._unexpired(tokens)

    def _rests(self, workspace_id: str) -> bool:
        return self._now() < self._not_before.get(workspace_id, self._now())

    def _rest(self, workspace_id: str) -> None:
        self._not_before[workspace_id] = self._now() + A_WHILE

    def _kept(self, workspace_id: str) -> Tokens:
        with self._store.look(workspace_id) as session:
            found = installations.current(session)
        if found is None:
            raise NoToken
        return found.tokens

    def _is_due(self, tokens: Tokens) -> bool:
        if tokens.refresh is None or tokens.expires_at is None:
            return False
        return tokens.expires_at - IN_TIME <= self._now()

    def _unexpired(self, tokens: Tokens) -> str:
        if tokens.expires_at is not None and tokens.expires_at <= self._now():
            raise NoToken
        return tokens.bot

    def _renew(self, workspace_id: str, old: Tokens) -> Tokens:
        try:
            new = self._asked_for(old)
        except SlackApiError as refused:
            self._rest(workspace_id)
            code = str(refused.response["error"])
            _log.error("Slack renews no token of workspace %s: %s", workspace_id, code)
            if code in _FOR_GOOD and not self._still_good(old):
                serve_no_longer(self._store, workspace_id)
            return old
        except (SlackClientError, HTTPException, OSError, Unreadable) as trouble:
            self._rest(workspace_id)
            kind = type(trouble).__name__
            _log.warning("Tokens of workspace %s were not renewed: %s", workspace_id, kind)
            return old
        with self._store.work(workspace_id) as session:
            kept = installations.renew(session, old.refresh or "", new)
        return new if kept else self._kept(workspace_id)

    def _asked_for(self, old: Tokens) -> Tokens:
        client = self._make(self._settings)
        client.token = None
        answer = client.oauth_v2_access(
            client_id=self._settings.slack_client_id or "",
            client_secret=self._settings.client_secret,
            grant_type="refresh_token",
            refresh_token=old.refresh,
        )
        return tokens_in(answer.data if isinstance(answer.data, dict) else {}, self._now())

    def _still_good(self, tokens: Tokens) -> bool:
        return tokens.expires_at is None or tokens.expires_at > self._now()

    def _now(self) -> datetime:
        return self._store.clock()

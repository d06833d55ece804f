"""Workspaces that installed the bot by a link, and the settings of such a bot."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.settings import Settings
from store.installations import Installation, Tokens
from store.serving import Newcomer, serve
from store.store import Store
from store.workspaces import Workspace

PUBLIC = "http://127.0.0.1:3000"
FIRST = "xoxe.xoxb-first"
LIFE = timedelta(hours=12)


def settings_of(api_url: str, home: Path, **more: Any) -> Settings:
    """A bot that workspaces install by a link, at this Slack."""
    given: dict[str, Any] = {
        "_env_file": None,
        "slack_app_token": "xapp-1-A0BATON-1",
        "slack_client_id": "123.456",
        "slack_client_secret": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "baton_public_url": PUBLIC,
        "slack_api_url": api_url,
        "baton_home": home,
    }
    return Settings(**given | more)


def install(store: Store, team: str = "T0ACME", **tokens: Any) -> Workspace:
    """A workspace that installed it, without the way there."""
    given: dict[str, Any] = {"bot": FIRST, "refresh": "xoxe-1-first"}
    kept = Tokens(**{**given, "expires_at": store.clock() + LIFE, **tokens})
    found = Newcomer(team, None, "Acme", "A0BATON", "U0BOT")
    made = Installation(kept, ("chat:write",), False, "U0INGA", store.clock())
    return serve(store, found, made)[0]

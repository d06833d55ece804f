"""A bot that installs by a link, without a line to Slack: a stand-in answers what a test wants."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Client, Response
from starlette.applications import Starlette

from bot.assemble import assemble
from bot.connections import client_for
from bot.house import House
from bot.installing.flow import Installing
from bot.installing.welcome import welcome
from bot.manifest import SCOPES
from bot.settings import Settings
from bot.web.install import install_routes
from bot.web.server import WebServer
from store.store import Store
from tests.bot.slack_answers import Answers, slack_answers
from tests.kit.clock import FrozenClock
from tests.kit.installed import settings_of

TOKEN = "xoxe.xoxb-1-of-acme"
CODE = "7.8.code-of-slack"


def answer(**other: Any) -> dict[str, Any]:
    """What oauth.v2.access says of an installation in one workspace."""
    return {
        "ok": True,
        "app_id": "A0BATON",
        "authed_user": {"id": "U0INGA"},
        "scope": ",".join(SCOPES),
        "token_type": "bot",
        "access_token": TOKEN,
        "refresh_token": "xoxe-1-of-acme",
        "expires_in": 43200,
        "bot_user_id": "U0BOT",
        "team": {"id": "T0ACME", "name": "Acme"},
        "enterprise": None,
        "is_enterprise_install": False,
        **other,
    }


WHOLE = {
    "team": None,
    "enterprise": {"id": "E0ACME", "name": "Acme Group"},
    "is_enterprise_install": True,
}
INGA = {
    "ok": True,
    "user": {"id": "U0INGA", "team_id": "T0ACME", "name": "inga", "real_name": "Inga Ibsen"},
}


@dataclass(frozen=True)
class Site:
    """The bot's install pages, a browser in front of them, and what Slack answers."""

    house: House
    settings: Settings
    browser: Client
    slack: Answers

    @contextmanager
    def another_browser(self) -> Iterator[Client]:
        with Client(base_url=self.browser.base_url, trust_env=False) as other:
            yield other

    def click(self) -> dict[str, str]:
        """The button on the page; what it asks Slack."""
        sent = self.browser.post("/slack/install")
        assert sent.status_code == 303
        asked = parse_qs(urlsplit(sent.headers["location"]).query)
        return {name: values[0] for name, values in asked.items()}

    def come_back(self, **came: str) -> Response:
        """Slack sends the browser back."""
        return come_back(self.browser, **came)

    def install(self, **other: Any) -> Response:
        """The whole way, with Slack's answer as given."""
        self.slack.methods["oauth.v2.access"] = answer(**other)
        return self.come_back(state=self.click()["state"], code=CODE)


def come_back(browser: Client, **came: str) -> Response:
    return browser.get("/slack/oauth_redirect", params=came)


@pytest.fixture
def slack() -> Iterator[Answers]:
    with slack_answers() as answers:
        answers.methods = {"users.info": INGA, "auth.revoke": {"ok": True, "revoked": True}}
        yield answers


@pytest.fixture
def site(slack: Answers, sqlite_store: Store, clock: FrozenClock, tmp_path: Path) -> Iterator[Site]:
    settings = settings_of(slack.url, tmp_path)
    house = assemble(settings, sqlite_store, clock)
    installing = Installing(settings, sqlite_store, client_for, welcome(house.desk, lambda _: None))
    with (
        serving(settings, installing) as address,
        Client(base_url=address, trust_env=False) as browser,
    ):
        yield Site(house, settings, browser, slack)
    house.stop()


@contextmanager
def serving(settings: Settings, installing: Installing) -> Iterator[str]:
    """The pages on a free port; their address."""
    server = WebServer(Starlette(routes=install_routes(settings, installing)), "127.0.0.1:0")
    server.connect()
    try:
        yield server.address
    finally:
        server.hang_up()

"""A running sandbox for tests, and people who act in it the way the page does."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from sandbox.neutral import WORKSPACE
from sandbox.server import Sandbox
from sandbox.settings import Settings
from sandbox.world import World
from tests.kit.authorizing import Choice, follow
from tests.kit.page_person import (
    PATIENCE,
    NotAllowed,
    PagePerson,
    block_with,
    container_of,
    eventually,
)

__all__ = [
    "PATIENCE",
    "Json",
    "NotAllowed",
    "PagePerson",
    "RunningSandbox",
    "block_with",
    "container_of",
    "eventually",
    "running_sandbox",
]

Json = dict[str, Any]
T = TypeVar("T")


@dataclass
class RunningSandbox:
    """Where it is, what a bot needs to connect, and who lives there."""

    sandbox: Sandbox
    http: httpx.Client = field(repr=False)
    tokens: Json = field(default_factory=dict)
    team_id: str | None = None  # None: the first workspace

    @property
    def base_url(self) -> str:
        return self.sandbox.base_url

    @property
    def api_url(self) -> str:
        return f"{self.base_url}/api/"

    @property
    def bot_token(self) -> str:
        return str(self.tokens["bot_token"])

    @property
    def app_token(self) -> str:
        return str(self.tokens["app_token"])

    @property
    def signing_secret(self) -> str:
        return str(self.tokens["signing_secret"])

    @property
    def app_id(self) -> str:
        return str(self.tokens["app_id"])

    @property
    def bot_user(self) -> str:
        return str(self.tokens["bot_user_id"])

    @property
    def client_id(self) -> str:
        return str(self.tokens["client_id"])

    @property
    def client_secret(self) -> str:
        return str(self.tokens["client_secret"])

    @property
    def world(self) -> World:
        return self.sandbox.realm.chosen(self.team_id)

    def team(self, team_id: str) -> "RunningSandbox":
        """Another workspace of the same sandbox, with the tokens its installation has now."""
        own = {"app_token", "signing_secret", "app_id", "client_id", "client_secret"}
        tokens = {name: value for name, value in self.tokens.items() if name in own}
        for one in self.installations():
            if team_id == one["team"] or team_id in one["teams"]:
                names = ("bot_token", "bot_user_id", "bot_id")
                tokens |= {name: one[name] for name in names}
        return RunningSandbox(self.sandbox, self.http, tokens | {"team_id": team_id}, team_id)

    def person(self, user: str) -> PagePerson:
        return PagePerson(self, user)

    def control(self, path: str, document: Json | None = None, *, method: str = "") -> Json:
        """One request to the control surface: a POST of the document, or a GET without one."""
        verb = method or ("GET" if document is None else "POST")
        headers = {"X-Sandbox": "control"}
        answer = self.http.request(verb, f"/_control/{path}", json=document, headers=headers)
        found: Json = answer.json()
        assert found.get("ok"), found
        return found

    def seed(self, document: Json) -> Json:
        """Plant it in this workspace; a document of the first one may hold others in `teams`."""
        if self.team_id:
            place = {"id": self.team_id, **document.get("team", {})}
            document = {"teams": [{**document, "team": place}]}
        found = self.control("seed", document)
        if "app_token" in found:
            self.tokens = found
        return found

    def misbehave(self, **rule: Any) -> Json:
        return self.control("misbehave", rule)

    def behave(self) -> None:
        self.control("misbehave", method="DELETE")

    def authorize(
        self,
        url: str,
        *,
        team: str | None = None,
        person: str | None = None,
        allow: bool = True,
        everywhere: bool = False,
    ) -> str:
        """Follow an app's link to the authorize page and answer it; where the browser goes then.

        Without a person the first one offered agrees.
        """
        choice = Choice(team, person, allow=allow, everywhere=everywhere)
        return follow(self.http, url, choice)

    def install(
        self,
        team: str,
        *,
        redirect_uri: str | None = None,
        person: str | None = None,
        scopes: list[str] | None = None,
        everywhere: bool = False,
    ) -> Json:
        """Install the app by link as its own server would do it: `oauth.v2.access`'s answer."""
        manifest = self.sandbox.world.state.apps[self.app_id].manifest
        asked = scopes or manifest["oauth_config"]["scopes"]["bot"]
        query = {"client_id": self.client_id, "scope": ",".join(asked), "state": "kit"}
        if redirect_uri:
            query["redirect_uri"] = redirect_uri
        url = f"{self.base_url}/oauth/v2/authorize?{urlencode(query)}"
        sent = self.authorize(url, team=team, person=person, everywhere=everywhere)
        code = parse_qs(urlsplit(sent).query)["code"][0]
        fields = {"code": code} | ({"redirect_uri": redirect_uri} if redirect_uri else {})
        return self.access(**fields)

    def access(self, method: str = "oauth.v2.access", **fields: str) -> Json:
        """What Slack's answer to the app's own credentials is."""
        basic = (self.client_id, self.client_secret)
        answer: Json = self.http.post(f"/api/{method}", data=fields, auth=basic).json()
        return answer

    def installations(self) -> list[Json]:
        found: list[Json] = self.control("installations")["installations"]
        return found

    def change_app(self, do: str, **wish: Any) -> Json:
        """Uninstall it, revoke its tokens, grant or take access; `team` defaults to this one."""
        place = {"team": self.team_id} if self.team_id else {}
        return self.control("app", {"app": self.app_id, "do": do, **place, **wish})

    def uninstall(self, order: str | None = None, **wish: Any) -> None:
        self.change_app("uninstall", **({"order": order} if order else {}), **wish)

    def revoke(self, **wish: Any) -> None:
        self.change_app("revoke_tokens", **wish)

    def expire_tokens(self) -> None:
        """Rotated tokens of this workspace end now, of all where none was chosen."""
        self.control("tokens", {"do": "expire", "team": self.team_id})

    def posted(self, key: str = "id", wanted: Iterable[str] | None = None, **narrow: Any) -> Json:
        """How often each reference in messages' metadata was posted; see `/_control/posted`."""
        wish = {"key": key, **narrow, **({} if wanted is None else {"wanted": list(wanted)})}
        return self.control("posted", wish)

    def set_clock(self, now: float) -> float:
        return float(self.control("clock", {"now": now})["now"])

    def state(self) -> Json:
        return self.control(f"state?team={self.team_id}" if self.team_id else "state")

    def api(self, method: str, token: str | None = None, **arguments: Any) -> Json:
        """One Web API call as an app makes it, with JSON."""
        headers = {"Authorization": f"Bearer {token or self.bot_token}"}
        answer = self.http.post(f"/api/{method}", json=arguments, headers=headers)
        found: Json = answer.json()
        return found

    def wait_for(self, look: Callable[[], T], *, within: float = PATIENCE, what: str = "") -> T:
        return eventually(look, within=within, what=what)


@contextmanager
def running_sandbox(seed: Json | None = None, **settings: Any) -> Iterator[RunningSandbox]:
    """A sandbox of its own on a free port, seeded with ten neutral people unless told otherwise.

    Deadlines are long here, so that a busy machine fails no test; pass `ack_seconds=3` and
    `trigger_seconds=3` for Slack's own. Limits per method are off; pass `rates=True`.
    """
    patient: Json = {"ack_seconds": PATIENCE, "trigger_seconds": 60.0, "rates": False}
    sandbox = Sandbox(Settings(**{**patient, **settings})).start()
    try:
        with httpx.Client(base_url=sandbox.base_url, timeout=60, trust_env=False) as http:
            running = RunningSandbox(sandbox, http)
            running.seed(WORKSPACE if seed is None else seed)
            yield running
    finally:
        # In memory nothing is left behind, so the next test need not wait for the goodbyes.
        sandbox.stop(wait=sandbox.settings.file != ":memory:")

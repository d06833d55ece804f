"""A running sandbox for tests, and people who act in it the way the page does."""

import time
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

Json = dict[str, Any]
T = TypeVar("T")
PATIENCE = 15.0


class NotAllowed(AssertionError):
    """The page would have shown this sentence instead."""

    def __init__(self, answer: Json) -> None:
        super().__init__(f"{answer.get('error')}: {answer.get('message')}")
        self.error: str = answer.get("error", "")
        self.sentence: str = answer.get("message", "")


def eventually(look: Callable[[], T], *, within: float = PATIENCE, what: str = "") -> T:
    """The first true answer of `look`, asked again and again."""
    deadline = time.monotonic() + within
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen within {within:g} s: {what or look}")
        time.sleep(0.01)
    return found


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

    def person(self, user: str) -> "PagePerson":
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


@dataclass(frozen=True)
class PagePerson:
    """Someone in front of the page. Every act raises NotAllowed where the page would say no."""

    running: RunningSandbox
    id: str

    def act(self, act: str, **wish: Any) -> Json:
        body = {"as": self.id, "act": act, **self._where(), **wish}
        headers = {"X-Sandbox": "page"}
        answer: Json = self.running.http.post("/_page/act", json=body, headers=headers).json()
        if not answer["ok"]:
            raise NotAllowed(answer)
        return answer

    def boot(self) -> Json:
        params = {"as": self.id, **self._where()}
        found: Json = self.running.http.get("/_page/boot", params=params).json()
        return found

    def _where(self) -> dict[str, str]:
        return {"team": self.running.team_id} if self.running.team_id else {}

    def dm(self) -> str:
        """The id of this person's direct message with the app; the app hears of nothing."""
        return str(self.act("open_im", user=self.running.bot_user)["channel"])

    def command(self, command: str, text: str = "", *, channel: str | None = None) -> Json:
        return self.act("command", channel=channel or self.dm(), command=command, text=text)

    def shortcut(self, callback_id: str) -> Json:
        return self.act("shortcut", callback_id=callback_id, app=self.running.app_id)

    def message_shortcut(self, callback_id: str, message: Json) -> Json:
        return self.act(
            "message_shortcut",
            callback_id=callback_id,
            app=self.running.app_id,
            channel=message["channel"],
            ts=message["ts"],
        )

    def open_home(self) -> Json | None:
        """Ask for Home; the app may publish a newer one, see `home` and `wait_for`."""
        view: Json | None = self.act("open_home", app=self.running.app_id)["view"]
        return view

    def home(self) -> Json | None:
        """The Home as it stands, without telling the app."""
        world = self.running.world
        key = (self.running.app_id, self.id)
        view = world.state.views.get(world.state.homes.get(key, ""))
        return None if view is None else {"id": view.id, "hash": view.hash, **view.content}

    def press(
        self,
        place: Json,
        action_id: str,
        raw: Json | None = None,
        *,
        block_id: str | None = None,
        state: Json | None = None,
    ) -> Json:
        """Use one element of a view or message, found by its action_id (the first one wins)."""
        return self.act(
            "press",
            container=container_of(place),
            block_id=block_id or block_with(place, action_id),
            action_id=action_id,
            raw=raw or {},
            state=state or {},
        )

    def suggest(self, place: Json, action_id: str, query: str) -> Json:
        block_id = block_with(place, action_id)
        where = container_of(place)
        return self.act(
            "suggest", container=where, block_id=block_id, action_id=action_id, query=query
        )

    def submit(self, view: Json, state: Json | None = None) -> Json:
        """Send a modal with `{block_id: {action_id: raw}}`; the answer carries `result`."""
        return self.act("submit", view_id=view["id"], state=state or {})

    def close(self, view: Json, *, everything: bool = False) -> Json:
        return self.act("close", view_id=view["id"], all=everything)

    def views(self) -> list[Json]:
        """The open modals, root first."""
        found: list[Json] = self.boot()["views"]
        return found

    def modal(self) -> Json | None:
        """The modal on top."""
        views = self.views()
        return views[-1] if views else None

    def wait_for_modal(self, callback_id: str | None = None) -> Json:
        """The modal on top, as soon as there is one (of that callback_id)."""

        def look() -> Json | None:
            view = self.modal()
            return view if view and callback_id in (None, view["callback_id"]) else None

        return eventually(look, what=f"a modal {callback_id or ''}") or {}

    def wait_for_home(self, wanted: Callable[[Json], bool] | None = None) -> Json:
        def look() -> Json | None:
            view = self.home()
            return view if view and (wanted is None or wanted(view)) else None

        return eventually(look, what="a Home") or {}

    def messages(self, channel: str | None = None, *, thread_ts: str | None = None) -> list[Json]:
        """What this person sees in a conversation, oldest first; without one, the app's DM."""
        where = {"as": self.id, "channel": channel or self.dm(), "limit": "200"}
        params = where | self._where()
        if thread_ts:
            params["thread_ts"] = thread_ts
        answer: Json = self.running.http.get("/_page/messages", params=params).json()
        if not answer["ok"]:
            raise NotAllowed(answer)
        found: list[Json] = answer["messages"]
        return found

    def wait_for_message(self, wanted: Callable[[Json], bool], channel: str | None = None) -> Json:
        place = channel or self.dm()

        def look() -> Json | None:
            return next((one for one in reversed(self.messages(place)) if wanted(one)), None)

        return eventually(look, what="a message") or {}

    def say(self, channel: str, text: str, **more: Any) -> Json:
        message: Json = self.act("say", channel=channel, text=text, **more)["message"]
        return message

    def upload(self, name: str, content: bytes, mimetype: str = "text/plain") -> Json:
        answer = self.running.http.post(
            "/_page/upload",
            params={"as": self.id, **self._where()},
            files={"file": (name, content, mimetype)},
            headers={"X-Sandbox": "page"},
        )
        file: Json = answer.json()["file"]
        return file

    def wait_for(self, look: Callable[[], T], *, within: float = PATIENCE) -> T:
        return eventually(look, within=within)


def container_of(place: Json) -> Json:
    if "ts" in place:
        return {"type": "message", "channel": place["channel"], "ts": place["ts"]}
    return {"type": "view", "view_id": place["id"]}


def block_with(place: Json, action_id: str) -> str:
    """The block_id of the first block that holds this action_id."""
    for block in place.get("blocks") or []:
        if action_id in _action_ids(block):
            return str(block["block_id"])
        for child in block.get("child_blocks") or []:
            if action_id in _action_ids(child):
                return str(child["block_id"])
    raise AssertionError(f"nothing to press with action_id {action_id}")


def _action_ids(block: Json) -> Iterator[str]:
    parts = [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]
    parts += block.get("actions") or []
    for part in parts:
        if isinstance(part, dict) and "action_id" in part:
            yield str(part["action_id"])
        if isinstance(part, dict) and part.get("type") == "card":
            yield from _action_ids(part)


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

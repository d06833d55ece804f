"""Somebody in front of the page, who acts the way the page does and sees what it shows."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from tests.kit.sandbox import RunningSandbox

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


@dataclass(frozen=True)
class PagePerson:
    """Someone in front of the page. Every act raises NotAllowed where the page would say no."""

    running: "RunningSandbox"
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

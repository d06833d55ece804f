"""One running sandbox with a real Bolt app beside it, and three people to act."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.neutral import WORKSPACE
from tests.kit.lines import hang_up
from tests.kit.sandbox import PagePerson, RunningSandbox, running_sandbox
from tests.sandbox.fidelity.bolt import Heard, new_app, until

Json = dict[str, Any]
CHANNEL = "C0GENERAL"


@dataclass(frozen=True)
class Stage:
    """The sandbox, an app without listeners yet, and who is there."""

    sandbox: RunningSandbox
    app: App

    @property
    def client(self) -> WebClient:
        return self.app.client

    @property
    def ann(self) -> PagePerson:
        return self.sandbox.person("U0ANN")

    @property
    def ben(self) -> PagePerson:
        return self.sandbox.person("U0BEN")

    @property
    def outside(self) -> PagePerson:
        """Someone of another organization."""
        return self.sandbox.person("U0IDA")

    def stack(self) -> list[str]:
        """The ids of Ann's open modals, root first."""
        return [view["id"] for view in self.ann.views()]

    def text(self, ts: str) -> str | None:
        """What everybody reads at this ts, or None where the message is gone."""
        found = [one["text"] for one in self.ben.messages(CHANNEL) if one["ts"] == ts]
        return str(found[0]) if found else None

    def texts(self) -> list[str]:
        return [one["text"] for one in self.ben.messages(CHANNEL)]


def workspace() -> Json:
    """The neutral workspace, with one more shortcut and without the right to react."""
    seed = copy.deepcopy(WORKSPACE)
    manifest = seed["app"]["manifest"]
    manifest["oauth_config"]["scopes"]["bot"].remove("reactions:write")
    again = {"name": "Again", "type": "global", "callback_id": "again", "description": "Again"}
    manifest["features"]["shortcuts"].append(again)
    return seed


@contextmanager
def staged(**settings: Any) -> Iterator[Stage]:
    """A stage of its own; settings are the sandbox's."""
    with running_sandbox(workspace(), **settings) as sandbox:
        yield Stage(sandbox, new_app(sandbox.base_url, sandbox.bot_token))


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def question(element: Json | None = None, block_id: str = "why", *, optional: bool = False) -> Json:
    """An input block; without an element, one that asks for a text under `why` and `text`."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": words("Why"),
        "optional": optional,
        "element": element or {"type": "plain_text_input", "action_id": "text"},
    }


def modal(*blocks: Json, title: str = "A form", **more: Any) -> Json:
    """A modal that can be sent."""
    return {
        "type": "modal",
        "title": words(title),
        "submit": words("Send"),
        "blocks": list(blocks),
        **more,
    }


@contextmanager
def connected(
    stage: Stage, *, times: int = 1, ping: float = 10.0
) -> Iterator[list[SocketModeHandler]]:
    """The stage's app with so many sockets open; all are closed at the end."""
    token = stage.sandbox.app_token
    handlers = [SocketModeHandler(stage.app, token, ping_interval=ping) for _ in range(times)]
    try:
        for handler in handlers:
            handler.connect()  # type: ignore[no-untyped-call]
        yield handlers
    finally:
        # The SDK's threads notice its own closing only after seconds of silence: wake them.
        for handler in handlers:
            handler.client.auto_reconnect_enabled = False
            handler.client.closed = True
            handler.client.enqueue_message("{}")
        stage.sandbox.misbehave(do="drop_sockets")
        # Closing while its reader closes too would stumble over a socket that is gone.
        until(lambda: not any(handler.client.is_connected() for handler in handlers))
        for handler in handlers:
            hang_up(handler)
        stage.app.listener_runner.listener_executor.shutdown(wait=True)


def opening(stage: Stage, view: Json, heard: Heard) -> None:
    """The global shortcut opens this view, and the test hears which it became."""
    stage.app.shortcut("start")(
        lambda ack, body, client: (
            ack(),
            heard(client.views_open(trigger_id=body["trigger_id"], view=view)["view"]),
        )
    )


def opened(stage: Stage, heard: Heard) -> Json:
    """Ann runs the shortcut; the modal she sees."""
    stage.ann.shortcut("start")
    view: Json = heard.next()
    return view


def said(text: str) -> Json:
    """The question of `question()` answered so, as the page sends it."""
    return {"why": {"text": {"value": text}}}

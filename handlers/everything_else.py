"""Whatever no listener knows: acknowledged, and answered with one sentence. Registered last."""

import re
from collections.abc import Callable, Collection
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from handlers import words
from handlers.errors import tell
from handlers.ids import Home
from handlers.notice import notice


def register(app: App, known: Collection[str]) -> None:
    """Ack presses with ids that `known` does not have: buttons of another version, and links.

    A listener that ends without an answer leaves it to the next one, so an id that somebody else
    knows is only acked here.
    """

    def press(
        ack: Callable[..., Any],
        body: dict[str, Any],
        client: WebClient,
        respond: Callable[..., Any],
    ) -> None:
        ack()
        pressed = body["actions"][0]["action_id"]
        if pressed not in known:
            tell(words.from_an_earlier_version(), body, client, respond)

    def send(ack: Callable[..., Any], view: dict[str, Any]) -> None:
        # A known form got here without an answer of its own: an ack would close what was typed.
        if view["callback_id"] not in known:
            ack(response_action="update", view=notice(words.from_an_earlier_version()))

    app.action(Home.LINK)(lambda ack: ack())
    app.action(re.compile(".*"))(press)
    app.view(re.compile(".*"))(send)
    app.options(re.compile(".*"))(lambda ack: ack(options=[]))
    app.shortcut(re.compile(".*"))(lambda ack: ack())
    app.event(re.compile(".*"))(lambda ack: ack())

"""A feature of the tests' own: messages of every method whose text is their key."""

from typing import Any

from slack_bolt import App

from handlers.feature import Feature
from program.delivery import Delivery, File, Method, Rendered
from services.deliveries import Message
from services.desk import Desk, Look

KINDS = {
    Method.POST: "chaos.note",
    Method.PUBLISH: "chaos.home",
    Method.UPLOAD: "chaos.sheet",
    Method.CHANNEL_POST: "chaos.news",
}
ANEW = ", shown anew"


def _wanted(_: Look, __: Delivery) -> bool:
    return True


def _content(_: Look, delivery: Delivery) -> str:
    return delivery.key + (ANEW if delivery.ts else "")


def _render(text: str) -> Rendered:
    section: dict[str, Any] = {"type": "section", "text": {"type": "plain_text", "text": text}}
    return Rendered(text, (section,), File(f"{text.replace(':', ' ')}.csv", text, b"a,b\n1,2\n"))


def _register(_: App, __: Desk) -> None:
    """It hears of nothing."""


FEATURE = Feature(
    name="chaos",
    register=_register,
    messages=tuple(Message(kind, _wanted, _content, _render) for kind in KINDS.values()),
)

"""What is said to Slack for one delivery, and how Slack is asked whether it was said already."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from program.delivery import Delivery, Method, Rendered
from program.outcome import Delivered
from scheduler.slack import HISTORY, PLACE, PUT, SHOW, Call, StrangeAnswer
from scheduler.trouble import CallFailed, CallTrouble

EVENT_TYPE = "baton_delivery"
"""Marks our messages in Slack; beside it stands the delivery's random reference, nothing else."""

_CLOCKS_MAY_DIFFER = timedelta(days=8)
"""How far the clock of an attempt may have been ahead of Slack's: a week, and some."""
_A_PAGE = 200
_MOST_PAGES = 10


class TooLongToTell(Exception):
    """Slack holds more messages since the attempt than the courier reads."""


class NotMine(Exception):
    """Raised by `begin`: the delivery is somebody else's by now, and nothing was sent."""


class NotBegun(Exception):
    """A step before the one that counts went wrong: certainly nothing was sent."""

    def __init__(self, cause: CallTrouble) -> None:
        super().__init__()
        self.cause = cause


def send(
    call: Call,
    delivery: Delivery,
    slack_user: str | None,
    shown: Rendered,
    begin: Callable[[], None],
) -> Delivered:
    """Send it, or show anew what was sent. Raises whatever the call raises.

    `begin` is called right before the call that counts. What goes wrong before it is NotBegun.
    """
    if delivery.ts is not None:
        return _update(call, delivery, shown)
    match delivery.method:
        case Method.PUBLISH:
            view = {"type": "home", "blocks": list(shown.blocks)}
            call("views.publish", {"user_id": slack_user, "view": view})
            return Delivered()
        case Method.UPLOAD:
            return _upload(call, slack_user, shown, begin)
        case Method.POST | Method.CHANNEL_POST:
            begin()
            channel = slack_user if delivery.method is Method.POST else delivery.channel
            answer = call("chat.postMessage", {"channel": channel, **_message(delivery, shown)})
            return _place(answer)


def find(call: Call, delivery: Delivery, slack_user: str) -> Delivered | None:
    """The message that carries the delivery's reference, if Slack has it since the first attempt.

    The newest messages are read whatever their age, since our clock may have been wrong then.
    Raises whatever the calls raise, and TooLongToTell when the conversation is too long to tell.
    """
    channel = _conversation(call, slack_user)
    asked: dict[str, Any] = {"channel": channel, "limit": _A_PAGE, "include_all_metadata": True}
    since = ((delivery.attempted_at or delivery.queued_at) - _CLOCKS_MAY_DIFFER).timestamp()
    for _ in range(_MOST_PAGES):
        answer = call(HISTORY, asked)
        messages = answer.get("messages") or ()
        for message in messages:
            if _reference_of(message) == delivery.reference:
                return Delivered(channel, str(message["ts"]))
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor or (messages and float(messages[-1]["ts"]) < since):
            return None
        asked["cursor"] = cursor
    raise TooLongToTell


def _message(delivery: Delivery, shown: Rendered) -> dict[str, Any]:
    return {
        "text": shown.text,
        "blocks": list(shown.blocks),
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"id": delivery.reference}},
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _update(call: Call, delivery: Delivery, shown: Rendered) -> Delivered:
    said = {"text": shown.text, "blocks": list(shown.blocks)}
    call("chat.update", {"channel": delivery.channel, "ts": delivery.ts, **said})
    return Delivered(delivery.channel, delivery.ts)


def _upload(
    call: Call, slack_user: str | None, shown: Rendered, begin: Callable[[], None]
) -> Delivered:
    """Three steps, of which only the last shows the file to anybody."""
    if shown.file is None:
        raise ValueError("an upload without a file")
    content = shown.file.content
    try:
        channel = _conversation(call, slack_user)
        place = call(PLACE, {"filename": shown.file.name, "length": len(content)})
        call(PUT, {"upload_url": place["upload_url"], "content": content})
        file = {"id": place["file_id"], "title": shown.file.title}
    except CallFailed as error:
        raise NotBegun(error) from None
    except LookupError:
        raise NotBegun(StrangeAnswer()) from None
    begin()
    call(SHOW, {"files": [file], "channel_id": channel, "initial_comment": shown.text})
    return Delivered()


def _place(answer: Mapping[str, Any]) -> Delivered:
    try:
        return Delivered(str(answer["channel"]), str(answer["ts"]))
    except LookupError:
        raise StrangeAnswer from None


def _conversation(call: Call, slack_user: str | None) -> str:
    answer = call("conversations.open", {"users": slack_user})
    try:
        return str(answer["channel"]["id"])
    except LookupError:
        raise StrangeAnswer from None


def _reference_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    reference = (metadata.get("event_payload") or {}).get("id")
    return str(reference) if reference else None

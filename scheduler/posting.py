"""What is said to Slack for one delivery, and how Slack is asked whether it was said already."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from program.delivery import Delivery, Method, Rendered
from program.outcome import Delivered
from scheduler.slack import UPLOAD, Call, StrangeAnswer

EVENT_TYPE = "baton_delivery"
"""Marks our messages in Slack; beside it stands the delivery's random reference, nothing else."""

_CLOCKS_MAY_DIFFER = timedelta(days=8)
"""How far the clock of an attempt may have been ahead of Slack's: a week, and some. Slack answers
the newest first, so a page is read in any case."""
_A_PAGE = 200
_MOST_PAGES = 10


class TooLongToTell(Exception):
    """Slack holds more messages since the attempt than the courier reads."""


ASKING = "conversations.history"
"""Stands for both methods by which Slack is asked, where their limits are remembered."""


def method_of(delivery: Delivery) -> str:
    """The Web API method that carries it."""
    if delivery.ts is not None:
        return "chat.update"
    match delivery.method:
        case Method.PUBLISH:
            return "views.publish"
        case Method.UPLOAD:
            return UPLOAD
        case Method.POST | Method.CHANNEL_POST:
            return "chat.postMessage"


def send(call: Call, delivery: Delivery, slack_user: str | None, shown: Rendered) -> Delivered:
    """Send it, or show anew what was sent. Raises whatever the call raises."""
    if delivery.ts is not None:
        return _update(call, delivery, shown)
    match delivery.method:
        case Method.PUBLISH:
            view = {"type": "home", "blocks": list(shown.blocks)}
            call("views.publish", {"user_id": slack_user, "view": view})
            return Delivered()
        case Method.UPLOAD:
            return _upload(call, slack_user, shown)
        case Method.POST | Method.CHANNEL_POST:
            channel = slack_user if delivery.method is Method.POST else delivery.channel
            answer = call("chat.postMessage", {"channel": channel, **_message(delivery, shown)})
            return _place(answer)


def find(call: Call, delivery: Delivery, slack_user: str) -> Delivered | None:
    """The message that carries the delivery's reference, if Slack has it since the first attempt.

    Raises whatever the calls raise, and TooLongToTell when the conversation is too long to tell.
    """
    channel = _conversation(call, slack_user)
    asked: dict[str, Any] = {
        "channel": channel,
        "limit": _A_PAGE,
        "include_all_metadata": True,
        "oldest": _ts(delivery.attempted_at or delivery.queued_at),
    }
    for _ in range(_MOST_PAGES):
        answer = call(ASKING, asked)
        for message in answer.get("messages", ()):
            if _reference_of(message) == delivery.reference:
                return Delivered(channel, str(message["ts"]))
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
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


def _upload(call: Call, slack_user: str | None, shown: Rendered) -> Delivered:
    if shown.file is None:
        raise ValueError("an upload without a file")
    channel = _conversation(call, slack_user)
    arguments = {
        "channel": channel,
        "filename": shown.file.name,
        "title": shown.file.title,
        "content": shown.file.content,
        "initial_comment": shown.text,
    }
    call(UPLOAD, arguments)
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


def _ts(moment: datetime) -> str:
    return f"{(moment - _CLOCKS_MAY_DIFFER).timestamp():.6f}"

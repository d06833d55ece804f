"""Another view in place of the one that was sent, also where it is too big for the answer."""

import json
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient

from handlers.feature import View
from handlers.notice import notice

MOST_IN_AN_ANSWER = 15_000
"""Bytes; Slack silently drops answers over Socket Mode from 20 KB on."""
ONE_MOMENT = "One moment."


def replace(ack: Callable[..., Any], client: WebClient, sent: dict[str, Any], view: View) -> None:
    """Answer a submission with its next view: at once, or by way of a small one."""
    if len(json.dumps(view)) <= MOST_IN_AN_ANSWER:
        ack(response_action="update", view=view)
        return
    ack(response_action="update", view=notice(ONE_MOMENT, title=view["title"]["text"]))
    client.views_update(view_id=sent["id"], view=view)

"""Views in place of views: answers too big for the answer itself, and views closed meanwhile."""

import json
import time
from collections.abc import Callable
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.feature import Opening, View
from handlers.notice import notice

MOST_IN_AN_ANSWER = 15_000
"""Bytes; Slack silently drops answers over Socket Mode from 20 KB on."""
ANSWER_ARRIVES = 0.7
"""Seconds. Answer and call travel apart: the small view must not come after the big one."""
ONE_MOMENT = (
    "One moment. If nothing follows, close this and open it again; what you sent before is kept."
)


WAITING_VIEW = "waiting_view"
"""The name, in Bolt's context, of the view that stands there while something takes long."""


def replace(ack: Callable[..., Any], client: WebClient, sent: dict[str, Any], view: View) -> None:
    """Answer a submission with its next view: at once, or by way of a small one."""
    if len(json.dumps(view)) <= MOST_IN_AN_ANSWER:
        ack(response_action="update", view=view)
        return
    ack(response_action="update", view=notice(ONE_MOMENT, title=view["title"]["text"]))
    time.sleep(ANSWER_ARRIVES)
    show_anew(client, sent["id"], view)


def meanwhile(
    ack: Callable[..., Any],
    context: BoltContext,
    client: WebClient,
    sent: dict[str, Any],
    do: Callable[[], View],
) -> None:
    """Answer a submission with a small view, do what takes longer, and show what came of it."""
    ack(response_action="update", view=notice(ONE_MOMENT, title=sent["title"]["text"]))
    context[WAITING_VIEW] = sent["id"]
    time.sleep(ANSWER_ARRIVES)
    show_anew(client, sent["id"], do())
    del context[WAITING_VIEW]


def opened_meanwhile(
    opening: Opening, title: str, make: Callable[[], View], *, beside: bool = False
) -> tuple[str, View]:
    """Open a small view at once, answer Slack, and put what takes longer in its place.

    Answers the id under which it stands, and what stands there now.
    """
    small = notice(ONE_MOMENT, title=title)
    view_id = opening.show_beside(small) if beside else opening.show(small)
    opening.answered(view_id)
    made = make()
    show_anew(opening.client, view_id, made)
    return view_id, made


def show_anew(client: WebClient, view_id: str, view: View) -> None:
    """Put a view in place of one that is open; nothing happens if it was closed meanwhile."""
    try:
        client.views_update(view_id=view_id, view=view)
    except SlackApiError as refused:
        if refused.response["error"] != "not_found":
            raise

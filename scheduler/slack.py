"""The one way the time door speaks to Slack: a method and its arguments in, the answer out."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient

Call = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""Calls a Web API method. Raises SlackApiError when Slack refuses, OSError when it is not heard."""

SECONDS_TO_ANSWER = 10
"""How long Slack may take over one call before its outcome counts as not known."""

_AS_FORM = frozenset({"conversations.open", "conversations.history"})
"""Methods that read, or are documented with form fields; everything else goes as JSON."""

UPLOAD = "files.upload"
"""Not one method but the three steps of an upload, which the SDK goes through in one call."""


class NoToken(Exception):
    """There is no token that is good in this workspace now: nothing can be said there."""


class StrangeAnswer(OSError):
    """Slack said yes, but not what it did: as good as no answer."""


def calls(client: WebClient) -> Call:
    """Speak with the client's token and address, but never twice: retries are the courier's affair.

    The SDK sends a request again after a dropped connection, which would post a message twice.
    """
    once = WebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=SECONDS_TO_ANSWER,
        ssl=client.ssl,
        proxy=client.proxy,
        headers=client.headers,
        retry_handlers=[],
    )

    def call(method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if method == UPLOAD:
            answer = once.files_upload_v2(**arguments)
        elif method in _AS_FORM:
            answer = once.api_call(method, params=dict(arguments))
        else:
            answer = once.api_call(method, json=dict(arguments))
        return answer.data if isinstance(answer.data, dict) else {}

    return call

"""The one way the time door speaks to Slack: a method and its arguments in, the answer out."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.request import BaseHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from slack_sdk import WebClient

Call = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""Calls a Web API method. Raises SlackApiError when Slack refuses, OSError when it is not heard."""

SECONDS_TO_ANSWER = 10
"""How long Slack may take over one call before its outcome counts as not known."""

HISTORY = "conversations.history"
_AS_FORM = frozenset({"conversations.open", HISTORY, "files.getUploadURLExternal"})
"""Methods that read, or are documented with form fields; everything else goes as JSON."""

PLACE = "files.getUploadURLExternal"
PUT = "files.put"
"""Not a method: the file itself, to the address that PLACE answered."""
SHOW = "files.completeUploadExternal"


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
        if method == PUT:
            return _put(once, arguments["upload_url"], arguments["content"])
        if method in _AS_FORM:
            answer = once.api_call(method, params=dict(arguments))
        else:
            answer = once.api_call(method, json=dict(arguments))
        return answer.data if isinstance(answer.data, dict) else {}

    return call


def _put(client: WebClient, address: str, content: bytes) -> Mapping[str, Any]:
    """Leave a file where Slack said. Raises HTTPError for every answer but 200."""
    handlers: list[BaseHandler] = [HTTPSHandler(context=client.ssl)]
    if client.proxy:
        handlers.append(ProxyHandler({"http": client.proxy, "https": client.proxy}))
    request = Request(address, data=content, method="POST")  # noqa: S310  Slack's own answer
    with build_opener(*handlers).open(request, timeout=SECONDS_TO_ANSWER) as answer:
        answer.read()
    return {}

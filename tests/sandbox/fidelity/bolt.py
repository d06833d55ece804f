"""The real Bolt and the real SDK, as an app would use them, pointed at a running sandbox."""

import time
from collections.abc import Callable
from queue import Empty, Queue
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler

PATIENCE = 20.0
"""Seconds a test waits for something that happens at once on a quiet machine."""


def web_client(base_url: str, token: str, *handlers: RetryHandler) -> WebClient:
    """The SDK's client, with only the retry handlers named here."""
    return WebClient(token, base_url=f"{base_url}/api/", retry_handlers=list(handlers))


def new_app(base_url: str, token: str) -> App:
    """A Bolt app without listeners yet."""
    return App(client=web_client(base_url, token))


class Heard:
    """What listeners were given, in order, for the test to take out again."""

    def __init__(self) -> None:
        self._queue: Queue[Any] = Queue()

    def __call__(self, what: Any) -> Any:
        self._queue.put(what)
        return what

    def next(self) -> Any:
        """The next thing heard; waits for it, and fails where nothing comes."""
        try:
            return self._queue.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError("the app heard nothing") from None

    def nothing(self) -> bool:
        """Whether nothing more was heard up to now."""
        return self._queue.empty()


def until(found: Callable[[], Any]) -> Any:
    """The first true thing `found` gives; fails after a generous while."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError("it never came about")

"""What pauses and requests for a new pairing show."""

from collections.abc import Callable
from typing import Any

from handlers.feature import View
from tests.handlers import test_pause_views

VIEWS: dict[str, Callable[[], View]] = {**test_pause_views.VIEWS}


def shown() -> list[Any]:
    """Messages in every state, and the parts of Home."""
    messages = [build().blocks for build in test_pause_views.MESSAGES.values()]
    return [*messages, *test_pause_views.HOME]

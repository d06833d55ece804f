"""What pauses and requests for a new pairing show."""

from collections.abc import Callable
from typing import Any

from handlers import blocks, ids
from handlers.feature import View
from tests.handlers import test_pause_views, test_request_views

VIEWS: dict[str, Callable[[], View]] = {**test_pause_views.VIEWS, **test_request_views.VIEWS}


def shown() -> list[Any]:
    """Messages in every state, and the parts of Home."""
    built = {**test_pause_views.MESSAGES, **test_request_views.MESSAGES}
    messages = [build().blocks for build in built.values()]
    list_button = blocks.actions(blocks.button("Requests", ids.Requests.LIST))
    return [*messages, *test_pause_views.HOME, *test_request_views.HOME, list_button]

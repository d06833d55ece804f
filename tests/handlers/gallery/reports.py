"""What digests show: to sponsors, to delegates, to the program team."""

from collections.abc import Callable
from typing import Any

from handlers.feature import View
from tests.handlers import test_report_views

VIEWS: dict[str, Callable[[], View]] = {**test_report_views.VIEWS}


def shown() -> list[Any]:
    """Messages in every state, and the parts of Home."""
    messages = [build().blocks for build in test_report_views.MESSAGES.values()]
    return [*messages, *test_report_views.HOME]

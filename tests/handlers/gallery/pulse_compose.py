"""What composing a pulse shows: forms, preview, one pulse, the list's rows, Home, messages."""

from collections.abc import Callable
from typing import Any

from handlers.feature import View
from tests.handlers import test_pulse_compose_views as built

VIEWS: dict[str, Callable[[], View]] = {**built.VIEWS}


def shown() -> list[Any]:
    """Messages in every state, rows and parts of Home, the ways to a new one."""
    messages = [build().blocks for build in built.NOT_OPENED.values()]
    return [*messages, built.TOP, built.ROWS, *built.HOME]

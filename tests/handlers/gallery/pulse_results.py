"""What came of a pulse, and what was heard in it."""

from collections.abc import Callable
from typing import Any

from handlers.feature import View
from handlers.pulse import result_lines
from tests.handlers import test_pulse_result_views

VIEWS: dict[str, Callable[[], View]] = test_pulse_result_views.VIEWS


def shown() -> list[Any]:
    """Messages in all states, parts of Home, lines of the list."""
    messages = [build().blocks for build in test_pulse_result_views.MESSAGES.values()]
    lines = result_lines.lines(test_pulse_result_views.RESULT)
    return [*messages, *test_pulse_result_views.HOME, *(result_lines.row(one) for one in lines)]

"""What people are told about the app itself."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.feature import View
from handlers.people import messages
from tests.handlers.test_frame_views import GIVEN

VIEWS: dict[str, Callable[[], View]] = {}


def shown() -> list[Any]:
    """What whoever installed the app is told, with and without a program manager."""
    some = [replace(GIVEN[0].person, slack_user=f"U{number:010}") for number in range(5)]
    return [messages.installed(who).blocks for who in ([], some[:1], some)]

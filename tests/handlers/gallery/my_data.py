"""What My data shows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from handlers.feature import View
from handlers.my_data import erase_messages, erase_views, erase_words, views, words
from program.erasure import Standing
from program.person import Person
from services.erasure import BeforeErasing, Running
from services.my_data import PartCounted
from services.my_data_parts import PARTS
from tests.kit.fullest import full

FULL = [PartCounted(one, 12_000, 12_000 if one.count_withheld else 0) for one in PARTS]
THINGS = Standing(
    "p1",
    goes=dict.fromkeys(erase_words.THINGS, 12_000),
    stays=dict.fromkeys(erase_words.KEPT, 12_000),
)
IN_THE_WAY = Standing("p1", running=("a", "b"), unstaffed=("<!channel> " * 6, "=1+1"))
OTHER = Person("p2", "U0PETRA", full(80))
RUNS = (Running("a", OTHER, None), Running("b", OTHER, date(2026, 12, 4)))
VIEWS: dict[str, Callable[[], View]] = {
    "my data": lambda: views.my_data(FULL, note=words.ON_ITS_WAY),
    "my data of somebody new": lambda: views.my_data([PartCounted(one, 0, 0) for one in PARTS]),
    "erase my data": lambda: erase_views.erase(BeforeErasing(THINGS, ())),
    "erase my data of somebody new": lambda: erase_views.erase(BeforeErasing(Standing("p1"), ())),
    "erase my data, not yet": lambda: erase_views.erase(BeforeErasing(IN_THE_WAY, RUNS)),
    "erase my data, under way": lambda: erase_views.erase(
        BeforeErasing(Standing("p1", begun=True), ())
    ),
}


def shown() -> list[Any]:
    """The last word; the file is no message with buttons."""
    return [list(erase_messages.MESSAGES[0].render(None).blocks)]

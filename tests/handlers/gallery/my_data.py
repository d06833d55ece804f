"""What My data shows."""

from collections.abc import Callable
from typing import Any

from handlers.feature import View
from handlers.my_data import views, words
from services.my_data import PartCounted
from services.my_data_parts import PARTS

FULL = [PartCounted(one, 12_000, 12_000 if one.count_withheld else 0) for one in PARTS]
VIEWS: dict[str, Callable[[], View]] = {
    "my data": lambda: views.my_data(FULL, note=words.ON_ITS_WAY),
    "my data of somebody new": lambda: views.my_data([PartCounted(one, 0, 0) for one in PARTS]),
}


def shown() -> list[Any]:
    """Nothing beside the view: the file is no message with buttons."""
    return []

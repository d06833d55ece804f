"""What is kept of somebody: one line for each part, and all of it as a file."""

from collections.abc import Sequence

from handlers import blocks
from handlers.feature import View
from handlers.ids import MyData, People
from handlers.my_data import words
from services.my_data import PartCounted


def my_data(parts: Sequence[PartCounted], *, note: str | None = None) -> View:
    """Every part with how much there is, who else sees it, and what is kept back."""
    return blocks.modal(
        MyData.VIEW,
        words.TITLE,
        [
            blocks.section(words.LEAD),
            blocks.actions(
                blocks.button(words.EXPORT, MyData.EXPORT, style="primary"),
                blocks.button(words.READERS, People.READERS),
                blocks.button(words.ERASE, MyData.ERASE, style="danger"),
            ),
            *([blocks.context(note)] if note else []),
            *(blocks.section(words.part(one)) for one in parts),
            blocks.context(words.FOOT),
        ],
    )

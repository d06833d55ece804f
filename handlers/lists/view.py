"""How a list looks: a filter, a field to search, a page of rows, the way to the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers import blocks, inputs
from handlers.feature import Block, View
from handlers.ids import Lists
from handlers.lists import words
from program.text import shortened

PAGE = 15
SEARCH = "words"
LONGEST_SEARCH = 60


@dataclass(frozen=True)
class Place:
    """Which page of which list, under which filter and searched words: travels in the view."""

    name: str
    shown: str = ""
    words: str = ""
    page: int = 0

    def ids(self) -> dict[str, str]:
        return {
            "list": self.name,
            "shown": self.shown,
            "words": shortened(self.words, LONGEST_SEARCH),
            "page": str(self.page),
        }

    @classmethod
    def read(cls, ids: Mapping[str, str]) -> "Place":
        """The place again; a page that is no number is the first."""
        page = ids.get("page", "")
        number = int(page) if page.isdecimal() and len(page) < 7 else 0
        return cls(ids.get("list", ""), ids.get("shown", ""), ids.get("words", ""), number)


@dataclass(frozen=True)
class Page:
    """Everything one page of a list shows."""

    title: str
    place: Place
    filters: Mapping[str, str]
    top: Sequence[Block]
    rows: Sequence[Sequence[Block]]
    total: int
    empty: Sequence[Block]
    note: str | None = None
    """What a press just did."""
    find: str | None = None


def listed(page: Page) -> View:
    """One page of a list, at most 15 rows."""
    place = page.place
    view = blocks.modal(
        Lists.VIEW,
        page.title,
        [
            *_filter(page),
            inputs.text_input(
                SEARCH,
                page.find or words.SEARCH,
                longest=LONGEST_SEARCH,
                initial=shortened(place.words, LONGEST_SEARCH),
                optional=True,
            ),
            *page.top,
            *([blocks.context(words.searched(place.words))] if place.words else []),
            *([blocks.context(page.note)] if page.note else []),
            *([block for row in page.rows for block in row] or page.empty),
            *_foot(place, page.total),
        ],
        submit=words.SEARCH_PRESS,
        ids=place.ids(),
    )
    return {**view, "close": {"type": "plain_text", "text": "Done"}}


def _filter(page: Page) -> list[Block]:
    if not page.filters:
        return []
    choices = blocks.labelled(page.filters)
    return [blocks.actions(blocks.menu(Lists.FILTER, choices, page.place.shown))]


def _foot(place: Place, total: int) -> list[Block]:
    first, last = place.page * PAGE + 1, min(total, (place.page + 1) * PAGE)
    buttons = []
    if place.page > 0:
        buttons.append(blocks.button(words.PREVIOUS, Lists.PREVIOUS))
    if last < total:
        buttons.append(blocks.button(words.NEXT, Lists.NEXT))
    if total:
        buttons.append(blocks.button(words.DOWNLOAD, Lists.DOWNLOAD))
    shown = [blocks.context(words.place(first, last, total))] if total else []
    return [*shown, *([blocks.actions(*buttons)] if buttons else [])]

"""What the library shows."""

from collections.abc import Callable
from typing import Any

from documents.shelf import Article, Audience, Kind, shelf
from handlers.feature import View
from handlers.lists.view import Page, Place, listed
from handlers.shelf import views, words

HOSTILE = "=1+1 <!channel> & <@U0PETRA> *x* \u202eeman\u202c "


def full(length: int) -> str:
    """As many characters as fit, the most expensive to escape first."""
    return (HOSTILE + "&" * length)[:length]


LONG_TEXT = "\n\n".join(
    [
        full(200),
        *(f"## {full(200)}\n\n{full(900)}" for _ in range(20)),
        *(f"- {full(2_000)}\n- [a page](https://example.com/{number})" for number in range(10)),
        full(14_000),
        "\n\n".join("word" for _ in range(200)),
    ]
)
OWN = Article("own" * 20, Kind.TIP, full(150), LONG_TEXT, 3, Audience.MENTOR, own=True)
SHIPPED = shelf()
TIPS = [one for one in SHIPPED if one.kind is Kind.TIP]


def row_page() -> View:
    """A page of the list at its fullest."""
    rows = [views.row(OWN) for _ in range(15)]
    place = Place("library.articles", "starters", full(60), 1)
    return listed(Page(words.LIST_TITLE, place, words.FILTERS, [], rows, 43, [], find=words.FIND))


VIEWS: dict[str, Callable[[], View]] = {
    "library: an article": lambda: views.read(SHIPPED[0], 0, SHIPPED[1]),
    "library: the middle of a long one": lambda: views.read(OWN, 2, TIPS[0]),
    "library: the end of a long one": lambda: views.read(OWN, 99, TIPS[0]),
    "library: list, full": row_page,
}


def shown() -> list[Any]:
    """The tip on Home, and what stands where nothing is found."""
    return [views.tip(OWN), views.tip(TIPS[0]), views.nothing("words"), views.nothing("")]

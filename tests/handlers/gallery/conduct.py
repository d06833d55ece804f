"""What is shown of the code of conduct and of conflicts, with the longest and hostile texts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from documents.shelf import Shelf
from handlers import articles, blocks
from handlers.conduct import code_views, messages, views, words
from handlers.feature import Block, View
from handlers.ids import Conduct
from handlers.lists.view import Page, Place, listed
from program.conduct import (
    CODE,
    DETAIL_LIMIT,
    Accepted,
    Conflict,
    ConflictCheck,
    ConflictKind,
    ConflictRead,
)
from program.person import Person
from services.conduct_messages import ToldConduct
from services.conflicts import ConflictListed

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HOSTILE = "=1+1 <!channel> & <@U0PETRA> *x* \u202eeman\u202c "


def full(length: int) -> str:
    """As many characters as fit, the most expensive to escape first."""
    return (HOSTILE + "&" * length)[:length]


AUTHOR = Person("a" * 26, "U0MIA", full(80), full(120))
OTHER = Person("o" * 26, "U0MARTIN", full(80), full(120))
CONFLICT = Conflict(
    id="c" * 26,
    author=AUTHOR.id,
    other=OTHER.id,
    kind=ConflictKind.REPORTING_LINE,
    since=date(2020, 2, 29),
    declared_at=NOW,
)
LISTED = ConflictListed(ConflictRead(CONFLICT, full(DETAIL_LIMIT)), AUTHOR, OTHER)
KINDS = [
    replace(LISTED, read=ConflictRead(replace(CONFLICT, kind=kind), "")) for kind in ConflictKind
]
ACCEPTED = Accepted(1, NOW, ConflictCheck.NONE)
ASKED = ToldConduct(1, True, None, False, "UTC", TODAY)
TOLD = [
    ASKED,
    replace(ASKED, accepted_another=True),
    replace(ASKED, in_force=False),
    replace(ASKED, accepted_at=NOW),
]


def text() -> list[Block]:
    """The code of conduct as it ships."""
    code = Shelf().article(CODE)
    assert code is not None
    return [block for page in articles.pages(code.text) for block in articles.shown(page)]


def longest() -> list[Block]:
    """A text of the program team's own, as long as it may be."""
    pages = articles.pages("\n\n".join(f"## {full(140)}\n\n{full(400)}" for _ in range(120)))
    return [block for page in pages for block in articles.shown(page)]


def conflict_page() -> View:
    """A page of the program managers' list at its fullest."""
    rows = [views.row(KINDS[n % len(KINDS)], TODAY) for n in range(15)]
    return listed(
        Page(words.CONFLICTS, Place("conduct.conflicts", "", full(60)), {}, [], rows, 43, [])
    )


VIEWS: dict[str, Callable[[], View]] = {
    "conduct: read and accept": lambda: code_views.read_and_accept(text(), 1),
    "conduct: read and accept, full": lambda: code_views.read_and_accept(longest(), 999_999),
    "conduct: accepted before": lambda: code_views.accepted_before(text(), ACCEPTED, "UTC", TODAY),
    "conduct: conflict question": lambda: code_views.conflict_check(1),
    "conduct: accepted": lambda: code_views.accepted(1),
    "conduct: disclose": lambda: views.disclose([], account="U0MARTIN", accepts=1),
    "conduct: disclose another": lambda: views.disclose(KINDS * 5),
    "conduct: in force": lambda: views.in_force(OTHER, in_a_pairing=True),
    "conduct: one conflict": lambda: views.read(LISTED, "UTC", TODAY),
    "conduct: conflicts, full": conflict_page,
}


def shown() -> list[Any]:
    """The message in every state, the part of Home, the way to the list."""
    return [
        *(messages.ask(one).blocks for one in TOLD),
        code_views.start_well(),
        views.none_declared(),
        views.row(LISTED, TODAY),
        blocks.actions(blocks.button(words.CONFLICTS, Conduct.CONFLICTS)),
    ]

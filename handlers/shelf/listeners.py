"""What Slack calls when somebody reads."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from documents.shelf import Article, Audience, Kind
from handlers.feature import Block, Opening, View, unpack
from handlers.ids import Library
from handlers.replacing import show_anew
from handlers.shelf import views
from program.pairing import Pairing
from services import pairings, shelf
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]

SHOWN: Mapping[str, frozenset[Kind]] = {
    "all": frozenset(Kind),
    "guides": frozenset({Kind.GUIDE, Kind.CONDUCT, Kind.AGREEMENT}),
    "agendas": frozenset({Kind.AGENDA}),
    "tips": frozenset({Kind.TIP}),
    "starters": frozenset({Kind.STARTER}),
}


def register(app: App, desk: Desk) -> None:
    """Listen to the turning of pages."""

    def turn(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        with desk.open_look(context["caller"]) as look:
            view = _view(look, unpack(body["actions"][0].get("value")))
        show_anew(client, body["view"]["id"], view)
        ack()

    for pressed in (Library.PREVIOUS, Library.NEXT, Library.ANOTHER):
        app.action(pressed)(turn)


def open_article(desk: Desk, opening: Opening) -> None:
    """One article, by the slug that the button carries."""
    with desk.open_look(opening.caller) as look:
        view = _view(look, opening.ids)
    opening.show(view)


def rows(look: Look, shown: str, words: str) -> Sequence[Article]:
    """What a filter and searched words leave."""
    kinds = SHOWN.get(shown, SHOWN["all"])
    return [one for one in shelf.found(look, words) if one.kind in kinds]


def for_mentees(look: Look) -> list[Block]:
    """A tip on one's own tab, while one has a mentor."""
    return _tip(look, Audience.MENTEE, lambda one: one.mentee)


def for_mentors(look: Look) -> list[Block]:
    """A tip on the mentor's tab, while one has a mentee."""
    return _tip(look, Audience.MENTOR, lambda one: one.mentor)


def _view(look: Look, ids: Mapping[str, str]) -> View:
    slug, page = ids.get("article", ""), ids.get("page", "")
    article = shelf.read(look, slug)
    number = int(page) if page.isdecimal() and len(page) < 4 else 0
    return views.read(article, number, shelf.following(look, slug))


def _tip(look: Look, audience: Audience, one_of: Callable[[Pairing], str]) -> list[Block]:
    if not any(one_of(one) == look.actor.person_id for one in pairings.mine(look)):
        return []
    tip = shelf.tip_of_the_week(look, audience)
    return views.tip(tip) if tip else []

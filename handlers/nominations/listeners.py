"""What Slack calls when a nominee follows a nomination, adds to it or withdraws it."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Nominations
from handlers.nominations import views
from handlers.replacing import replace
from handlers.state import ids_of, text
from program.hours import local_day
from services import nominations
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to what is added and to a withdrawal."""
    listen = NomineeListeners(desk)
    app.view(Nominations.ADD_VIEW)(listen.add)
    app.action(Nominations.WITHDRAW)(listen.withdraw)


class NomineeListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep what was added, and show the nomination with it."""
        nomination_id = ids_of(view).get("nomination", "")
        with self._desk.open_work(context["caller"]) as work:
            nominations.add_evidence(work, nomination_id, text(view, "text"))
            shown = mine_view(work, nomination_id)
        if view.get("previous_view_id"):
            ack()
            client.views_update(view_id=view["previous_view_id"], view=shown)
        else:
            replace(ack, client, view, shown)

    def withdraw(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Take it back, from wherever the button stood."""
        nomination_id = unpack(body["actions"][0].get("value")).get("nomination", "")
        with self._desk.open_work(context["caller"]) as work:
            nominations.withdraw(work, nomination_id)
            shown = mine_view(work, nomination_id)
        ack()
        if body.get("view", {}).get("type") == "modal":
            client.views_update(view_id=body["view"]["id"], view=shown)


def open_mine(desk: Desk, opening: Opening) -> None:
    """One's own nomination."""
    with desk.open_look(opening.caller) as look:
        view = mine_view(look, opening.ids.get("nomination", ""))
    opening.show(view)


def open_add(desk: Desk, opening: Opening) -> None:
    """A text to add, with the question it answers if one is open."""
    with desk.open_look(opening.caller) as look:
        standing, question = nominations.before_adding(look, opening.ids.get("nomination", ""))
    opening.show(views.add(standing, question))


def open_status(desk: Desk, opening: Opening) -> None:
    """Where one's own nominations stand."""
    with desk.open_look(opening.caller) as look:
        standings = nominations.standings(look)
        zone = look.actor.zone
        view = views.status(standings, zone, local_day(look.now, zone))
    opening.show(view)


def mine_view(look: Look, nomination_id: str) -> View:
    """One's own nomination, as its reader may see it."""
    zone = look.actor.zone
    return views.mine(nominations.mine(look, nomination_id), zone, local_day(look.now, zone))

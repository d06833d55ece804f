"""What Slack calls when one of the two suggests another kind, and when the other answers."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, unpack
from handlers.ids import Pairings
from handlers.pairings import kind_views, pair_listeners
from handlers.replacing import replace, show_anew
from handlers.state import chosen, ids_of
from program.hours import local_day
from program.pairing import Pairing
from services import pairing_kinds
from services.desk import Desk, Work

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the form and both answers."""
    listen = KindListeners(desk)
    app.view(Pairings.KIND_VIEW)(listen.suggest)
    app.action(Pairings.KIND_AGREE)(listen.agree)
    app.action(Pairings.KIND_KEEP)(listen.keep)


class KindListeners:
    """Each reads what was pressed, calls one service, leaves the transaction, and then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def suggest(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Ask the other of the two."""
        pairing_id = ids_of(view).get("pairing", "")
        with self._desk.open_work(context["caller"]) as work:
            form = pairing_kinds.ask(work, pairing_id, chosen(view, "kind"))
            today = local_day(work.now, work.actor.zone)
        replace(ack, client, view, kind_views.suggested(form, today))

    def agree(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Yes: the kind changes at once."""
        self._answer(pairing_kinds.agree, ack, body, context, client)

    def keep(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """It stays as it is."""
        self._answer(pairing_kinds.keep, ack, body, context, client)

    def _answer(
        self,
        act: Callable[[Work, str], Pairing],
        ack: Ack,
        body: Body,
        context: BoltContext,
        client: WebClient,
    ) -> None:
        asked = unpack(body["actions"][0].get("value")).get("kind_ask", "")
        pressed_in = body.get("view") or {}
        with self._desk.open_work(context["caller"]) as work:
            pairing = act(work, asked)
            shown = pair_listeners.overview_view(work, pairing.id)
        ack()
        if pressed_in.get("type") == "modal":
            show_anew(client, pressed_in["id"], shown)


def open_kind(desk: Desk, opening: Opening) -> None:
    """The form of another kind, for one of the two."""
    with desk.open_look(opening.caller) as look:
        form = pairing_kinds.kind_form(look, opening.ids.get("pairing", ""))
        today = local_day(look.now, look.actor.zone)
    opening.show(kind_views.choose(form, today))

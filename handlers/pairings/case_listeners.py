"""What Slack calls when the program team opens a pairing, withdraws it or settles a mark."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Pairings
from handlers.pairings import case_views
from handlers.replacing import show_anew
from services import pairing_cases, pairing_looks, pairing_proposals
from services.desk import Desk, Look, Work

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both presses."""
    listen = CaseListeners(desk)
    app.action(Pairings.WITHDRAW)(listen.withdraw)
    app.action(Pairings.SETTLE)(listen.settle)


class CaseListeners:
    """Each calls one service, leaves the transaction, and shows the pairing as it stands now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def withdraw(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Take a proposal back before the mentee hears of it."""
        self._do(pairing_proposals.withdraw, ack, body, context, client)

    def settle(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Let a marked pairing go on."""
        self._do(pairing_looks.settle, ack, body, context, client)

    def _do(
        self,
        act: Callable[[Work, str], object],
        ack: Ack,
        body: Body,
        context: BoltContext,
        client: WebClient,
    ) -> None:
        pairing_id = unpack(body["actions"][0].get("value")).get("pairing", "")
        with self._desk.open_work(context["caller"]) as work:
            act(work, pairing_id)
            shown = case_view(work, pairing_id)
        ack()
        show_anew(client, body["view"]["id"], shown)


def open_case(desk: Desk, opening: Opening) -> None:
    """One pairing, for the program team."""
    with desk.open_look(opening.caller) as look:
        view = case_view(look, opening.ids.get("pairing", ""))
    opening.show(view)


def case_view(look: Look, pairing_id: str) -> View:
    """One pairing as it stands now."""
    return case_views.case(pairing_cases.case(look, pairing_id), look.actor.zone)

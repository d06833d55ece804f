"""What Slack calls when a request is opened, talked about first, settled or handed over."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Requests
from handlers.replacing import show_anew
from handlers.requests import case_views, forms
from handlers.state import chosen, ids_of
from program.hours import local_day
from services import pauses, people, request_cases
from services.desk import Desk, Look
from services.request_cases import Case

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to what whoever answers a request presses and sends."""
    listen = CaseListeners(desk)
    app.action(Requests.TALK)(listen.talk)
    app.view(Requests.CLOSE_VIEW)(listen.close)
    app.view(Requests.HAND_OVER_VIEW)(listen.hand_over)


class CaseListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def talk(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Talk first, from the message or the case."""
        request_id = unpack(body["actions"][0].get("value")).get("request", "")
        with self._desk.open_work(context["caller"]) as work:
            view = _view(work, request_cases.talk_first(work, request_id))
        ack()
        if body.get("view", {}).get("type") == "modal":
            show_anew(client, body["view"]["id"], view)

    def close(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Settle it; the case behind says so."""
        with self._desk.open_work(context["caller"]) as work:
            request = request_cases.settle(work, forms.answer(view))
            shown = _view(work, request_cases.read(work, request.id))
        ack()
        _freshen(client, view, shown)

    def hand_over(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Give it to somebody else; the case behind says whose it is."""
        to = chosen(view, "to") or ""
        with self._desk.open_work(context["caller"]) as work:
            request = request_cases.hand_over(work, ids_of(view).get("request", ""), to)
            shown = _view(work, request_cases.read(work, request.id))
        ack()
        _freshen(client, view, shown)


def open_case(desk: Desk, opening: Opening) -> None:
    """One request; that it was opened is noted."""
    with desk.open_work(opening.caller) as work:
        view = _view(work, request_cases.open_case(work, opening.ids.get("request", "")))
    opening.show(view)


def open_close(desk: Desk, opening: Opening) -> None:
    """The form that settles it."""
    with desk.open_look(opening.caller) as look:
        view = case_views.close(request_cases.before_answer(look, opening.ids.get("request", "")))
    opening.show(view)


def open_hand_over(desk: Desk, opening: Opening) -> None:
    """To whom it can be given."""
    request_id = opening.ids.get("request", "")
    with desk.open_look(opening.caller) as look:
        view = case_views.hand_over(request_id, request_cases.others(look, request_id))
    opening.show(view)


def open_rests(desk: Desk, opening: Opening) -> None:
    """Who paused a pairing, until when and why."""
    with desk.open_look(opening.caller) as look:
        pairing, found = pauses.why(look, opening.ids.get("pairing", ""))
        known = people.named(look, [pairing.mentor, pairing.mentee])
        view = case_views.rests(pairing, found, known, local_day(look.now, look.actor.zone))
    opening.show(view)


def _view(look: Look, read: Case) -> View:
    zone = look.actor.zone
    return case_views.case(read, zone, local_day(look.now, zone))


def _freshen(client: WebClient, sent: Body, shown: View) -> None:
    """The case behind the form, if the form was opened from it."""
    if sent.get("previous_view_id"):
        show_anew(client, sent["previous_view_id"], shown)

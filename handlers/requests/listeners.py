"""What Slack calls when somebody asks for a new pairing, follows it or takes it back."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Requests
from handlers.replacing import replace, show_anew
from handlers.requests import forms, views
from handlers.state import ids_of
from program.hours import local_day
from program.person import Person
from services import people, requests
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both steps, to the way back, and to a withdrawal."""
    listen = AskerListeners(desk)
    app.view(Requests.REPAIR_VIEW)(listen.first_step)
    app.view(Requests.REPAIR_MORE_VIEW)(listen.second_step)
    app.action(Requests.REPAIR_BACK)(listen.back)
    app.action(Requests.WITHDRAW)(listen.withdraw)


class AskerListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def first_step(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep it; the second step takes its place."""
        pairing_id = ids_of(view).get("pairing", "")
        with self._desk.open_work(context["caller"]) as work:
            begun = requests.keep_first(work, pairing_id, forms.first_step(view))
            before = begun.before
            known = people.named(work, [*before.wishes, *before.avoid] if before else [])
        replace(ack, client, view, views.second_step(begun, known))

    def second_step(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Ask, with the first step that was kept."""
        wishes, avoid = forms.accounts(view)
        for account in (*wishes, *avoid):
            self._desk.meet(context["caller"], account)
        with self._desk.open_work(context["caller"]) as work:
            asked = forms.second_step(
                view,
                [people.by_slack_user(work, one, field="wishes").id for one in wishes],
                [people.by_slack_user(work, one, field="avoid").id for one in avoid],
            )
            seen = requests.ask_for_another(work, ids_of(view).get("pairing", ""), asked)
            known = _named(work, [seen.owner, seen.other])
            shown = views.received(seen, known, local_day(work.now, work.actor.zone))
        ack(response_action="update", view=shown)

    def back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step again, as it was left."""
        with self._desk.open_look(context["caller"]) as look:
            view = _form(look, ids_of(body["view"]).get("pairing", ""))
        show_anew(client, body["view"]["id"], view)
        ack()

    def withdraw(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Take it back, from wherever the button stood."""
        request_id = unpack(body["actions"][0].get("value")).get("request", "")
        with self._desk.open_work(context["caller"]) as work:
            requests.withdraw(work, request_id)
            shown = _mine(work, request_id)
        ack()
        if body.get("view", {}).get("type") == "modal":
            show_anew(client, body["view"]["id"], shown)


def open_repair(desk: Desk, opening: Opening) -> None:
    """The form; with several pairings, first the choice."""
    with desk.open_look(opening.caller) as look:
        pairing_id = opening.ids.get("pairing", "")
        choice = () if pairing_id else requests.choice(look)
        if len(choice) > 1:
            me = look.me
            view = views.choose(choice, me, _named(look, [one.other(me) for one in choice]))
        else:
            view = _form(look, pairing_id or choice[0].id)
    opening.show(view)


def open_mine(desk: Desk, opening: Opening) -> None:
    """Where one's own request stands."""
    with desk.open_look(opening.caller) as look:
        view = _mine(look, opening.ids.get("request", ""))
    opening.show(view)


def _form(look: Look, pairing_id: str) -> View:
    zone = look.actor.zone
    return views.first_step(requests.start(look, pairing_id), zone, local_day(look.now, zone))


def _mine(look: Look, request_id: str) -> View:
    read = requests.read_mine(look, request_id)
    known = _named(look, [read.seen.owner, read.seen.other, *(one.by for one in read.steps)])
    zone = look.actor.zone
    return views.mine(read, known, zone, local_day(look.now, zone))


def _named(look: Look, ids: Iterable[str | None]) -> Mapping[str, Person]:
    return people.named(look, [one for one in ids if one])

"""What Slack calls while somebody decides on several nominations at once."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import state
from handlers.feature import Ids, Opening, View
from handlers.ids import Nominations
from handlers.nominations import bulk_views, forms, lists
from handlers.replacing import meanwhile, replace, show_anew
from handlers.state import ids_of
from program.nomination_forms import Decision
from program.nomination_steps import Step
from program.person import Person
from services import nomination_bulk
from services.desk import Caller, Desk, Look
from services.nomination_bulk import Done, Result, Several
from services.nomination_queue import QueueLine, Shown

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the form, the way back, and the decision itself."""
    listen = BulkListeners(desk)
    app.view(Nominations.BULK_VIEW)(listen.preview)
    app.view(Nominations.BULK_PREVIEW_VIEW)(listen.apply)
    app.action(Nominations.BULK_BACK)(listen.back)


class BulkListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep what was entered, and show who will read what."""
        place = forms.place_ids(ids_of(view))
        with self._desk.open_work(context["caller"]) as work:
            seen = nomination_bulk.preview(work, _several(work, view))
        replace(ack, client, view, bulk_views.preview(seen, place))

    def back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The form again, as it was filled in."""
        place = forms.place_ids(ids_of(body["view"]))
        with self._desk.open_look(context["caller"]) as look:
            filled = nomination_bulk.entered(look)
            view = bulk_views.form(_choices(look, place), place, filled=filled)
        show_anew(client, body["view"]["id"], view)
        ack()

    def apply(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Decide one by one, each in a unit of work of its own; then say what became of each."""
        caller = context["caller"]
        with self._desk.open_look(caller) as look:
            decisions = nomination_bulk.decisions(look)

        def decided() -> View:
            done = [self._one(caller, decision) for decision in decisions]
            with self._desk.open_work(caller) as work:
                nomination_bulk.finish(work)
            people = {kind: tuple(who for what, who in done if what is kind) for kind in Done}
            return bulk_views.result(Result(people[Done.DECIDED], people[Done.CHANGED]))

        meanwhile(ack, context, client, view, decided)
        self._freshen(client, view, caller)

    def _one(self, caller: Caller, decision: Decision) -> tuple[Done, Person]:
        with self._desk.open_work(caller) as work:
            return nomination_bulk.decide_one(work, decision)

    def _freshen(self, client: WebClient, view: Body, caller: Caller) -> None:
        """The list behind says how things stand now."""
        root = view.get("root_view_id")
        with self._desk.open_look(caller) as look:
            queue = lists.shown_anew(look, ids_of(view))
        if queue is not None and root not in (None, view["id"]):
            show_anew(client, root, queue)


def open_bulk(desk: Desk, opening: Opening) -> None:
    """The form, for the part of the list it was opened from."""
    place = forms.place_ids(ids_of(opening.pressed_in or {}))
    with desk.open_look(opening.caller) as look:
        view = bulk_views.form(_choices(look, place), place)
    opening.show(view)


def _several(look: Look, view: Body) -> Several:
    """What was entered; the box for all stands for everything the list held."""
    step = state.chosen(view, "decision")
    chosen = state.several(view, "chosen")
    if "yes" in state.several(view, "all"):
        chosen = tuple(one.standing.id for one in _choices(look, forms.place_ids(ids_of(view))))
    return Several(
        chosen=chosen,
        step=Step(step) if step in set(Step) else None,
        reason=state.text(view, "reason"),
        remark=state.text(view, "remark"),
    )


def _choices(look: Look, place: Ids) -> tuple[QueueLine, ...]:
    shown = place.get("shown", "")
    part = Shown(shown) if shown in set(Shown) else Shown.WAITING
    return nomination_bulk.choices(look, part, place.get("words", ""))

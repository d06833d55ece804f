"""What Slack calls when a pairing is closed or ended, and when that is taken back."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.blocks import options
from handlers.feature import Opening, View, unpack
from handlers.ids import Pairings
from handlers.pairings import case_listeners, end_views, forms, pair_listeners, views
from handlers.replacing import replace, show_anew
from handlers.state import chosen, ids_of
from program.refusal import Refusal
from services import pairing_cases, pairing_ends
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the choice, both steps, the way back and the search."""
    listen = EndListeners(desk)
    app.view(Pairings.END_CHOOSE_VIEW)(listen.choose)
    app.view(Pairings.END_VIEW)(listen.prepare)
    app.view(Pairings.END_TOLD_VIEW)(listen.end)
    app.action(Pairings.REOPEN)(listen.reopen)
    app.options(Pairings.RUNNING)(listen.running)


class EndListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def choose(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Which pairing; then the form."""
        pairing_id = chosen(view, "pairing")
        if pairing_id is None:
            raise Refusal("pairings.choose_pairing", field="pairing")
        with self._desk.open_look(context["caller"]) as look:
            before = pairing_ends.before_end(look, pairing_id)
        replace(ack, client, view, end_views.end(before))

    def prepare(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """The first step: check it, and show who is told what."""
        form = forms.end(view)
        with self._desk.open_work(context["caller"]) as work:
            before = pairing_ends.prepare(work, form)
        replace(ack, client, view, end_views.told(before, form))

    def end(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """The second: set the last day."""
        pairing_id = ids_of(view).get("pairing", "")
        with self._desk.open_work(context["caller"]) as work:
            pairing = pairing_ends.end_prepared(work, pairing_id)
            before = pairing_ends.before_end(work, pairing_id)
        last_day = pairing.ended_on or before.today
        replace(ack, client, view, end_views.closing(before, last_day))

    def reopen(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Let it go on, and show the pairing as it stands now."""
        pairing_id = unpack(body["actions"][0].get("value")).get("pairing", "")
        pressed_in = body.get("view") or {}
        with self._desk.open_work(context["caller"]) as work:
            pairing_ends.reopen(work, pairing_id)
            shown = _shown(work, pairing_id, as_case=forms.is_case(pressed_in))
        ack()
        if pressed_in.get("type") == "modal":
            show_anew(client, pressed_in["id"], shown)

    def running(self, ack: Ack, payload: Body, context: BoltContext) -> None:
        """Pairings that run, by what was typed of one of the two names."""
        with self._desk.open_look(context["caller"]) as look:
            found = pairing_cases.running_found(look, payload["value"])
        choices = [views.pair_choice(one.pairing, one.mentor, one.mentee) for one in found]
        ack(options=[one.to_dict() for one in options(choices).values()])


def open_end(desk: Desk, opening: Opening) -> None:
    """The form for the pairing a button or two mentions name; else which one it is."""
    with desk.open_look(opening.caller) as look:
        pairing_id = opening.ids.get("pairing") or _named(look, opening.words)
        before = pairing_ends.before_end(look, pairing_id) if pairing_id else None
        if before is None:
            pairing_cases.require_team(look)
    opening.show(end_views.choose() if before is None else end_views.end(before))


def _named(look: Look, typed: str) -> str | None:
    """The one running pairing of the people mentioned."""
    wanted = set(forms.mentioned(typed))
    if not wanted:
        return None
    found = [
        one.pairing.id
        for one in pairing_cases.running_found(look)
        if wanted <= {one.mentor.slack_user, one.mentee.slack_user}
    ]
    return found[0] if len(found) == 1 else None


def _shown(look: Look, pairing_id: str, *, as_case: bool) -> View:
    if as_case:
        return case_listeners.case_view(look, pairing_id)
    return pair_listeners.overview_view(look, pairing_id)

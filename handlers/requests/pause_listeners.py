"""What Slack calls when somebody pauses, changes the date or resumes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import state
from handlers.feature import Opening, View, unpack
from handlers.ids import Requests, Shortcut
from handlers.requests import pause_views
from program.hours import local_day
from program.typed_day import read_day
from services import pauses, people
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the forms of a pause, to the answers to its coming end, and to the shortcut."""
    listen = PauseListeners(desk)
    app.view(Requests.PAUSE_VIEW)(listen.pause)
    app.view(Requests.RESUME_VIEW)(listen.resume)
    app.action(Requests.PAUSE_FINE)(listen.fine)
    app.action(Requests.PAUSE_LONGER)(listen.longer)
    app.shortcut(Shortcut.PAUSE)(listen.shortcut)


class PauseListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def pause(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Let it rest; what the other reads is shown."""
        what = state.chosen(view, "what") or state.ids_of(view).get("pairing", "")
        until, reason = state.day(view, "until"), state.text(view, "reason")
        with self._desk.open_work(context["caller"]) as work:
            if what == pause_views.ALL:
                done = pauses.pause_all(work, until, reason)
            else:
                done = (pauses.pause(work, what, until, reason),)
            others = [one.pairing.other(work.me) for one in done]
            known, today = people.named(work, others), _today(work)
            shown = pause_views.paused(done, work.me, known, today)
        ack(response_action="update", view=shown)

    def resume(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """End one's own pause, of one pairing or of all."""
        what = state.chosen(view, "what") or state.ids_of(view).get("pairing", "")
        with self._desk.open_work(context["caller"]) as work:
            chosen = pauses.resting_ids(work) if what == pause_views.ALL else (what,)
            done = [pauses.resume(work, one) for one in chosen]
            known = people.named(work, [one.other(work.me) for one in done])
            shown = pause_views.resumed(done, work.me, known, _today(work))
        ack(response_action="update", view=shown)

    def fine(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """Its coming end is fine; the message says so."""
        ids = unpack(body["actions"][0].get("value"))
        with self._desk.open_work(context["caller"]) as work:
            pauses.let_it_end(work, ids.get("pause", ""))
        ack()

    def longer(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """Two more weeks; the message says until when."""
        ids = unpack(body["actions"][0].get("value"))
        seen = ids.get("until", "")
        with self._desk.open_work(context["caller"]) as work:
            pauses.lengthen(work, ids.get("pause", ""), read_day(seen, _today(work)))
        ack()

    def shortcut(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The form, from anywhere in Slack."""
        open_pause(self._desk, Opening(context["caller"], client, body["trigger_id"]))
        ack()


def open_pause(desk: Desk, opening: Opening) -> None:
    """The form, with the day that was typed filled in."""
    with desk.open_look(opening.caller) as look:
        start = pauses.start(look, opening.ids.get("pairing"))
        known = people.named(look, [one.other(look.me) for one in start.pairings])
        until = read_day(opening.words, _today(look))
        asked = "" if until else opening.words
        view = pause_views.pause(
            start, look.me, known, _today(look), until=until, asked=asked.strip()[:40]
        )
    opening.show(view)


def open_resume(desk: Desk, opening: Opening) -> None:
    """The question, for what of one's own rests."""
    with desk.open_look(opening.caller) as look:
        view = _resume_view(look, opening.ids.get("pairing"))
    opening.show(view)


def _resume_view(look: Look, pairing_id: str | None) -> View:
    resting = pauses.to_resume(look, pairing_id)
    known = people.named(look, [one.pairing.other(look.me) for one in resting])
    return pause_views.resume(resting, look.me, known, _today(look))


def _today(look: Look) -> date:
    return local_day(look.now, look.actor.zone)

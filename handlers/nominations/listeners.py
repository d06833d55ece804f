"""What Slack calls when a nominee follows a nomination, adds to it or withdraws it."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import blocks
from handlers.feature import Ids, Opening, View, unpack
from handlers.ids import Nominations
from handlers.nominations import forms, status_views, views, voice_read_views, voice_views
from handlers.nominations import voice_words as others
from handlers.replacing import replace, show_anew
from handlers.state import ids_of, text
from program.hours import local_day
from services import nomination_followed, nomination_review, nomination_self, nominations, requests
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
        ids = ids_of(view)
        with self._desk.open_work(context["caller"]) as work:
            nominations.add_evidence(work, ids.get("nomination", ""), text(view, "text"))
            shown = mine_view(work, ids.get("nomination", ""), forms.behind(ids))
            status = status_view(work)
        if view.get("previous_view_id"):
            ack()
            show_anew(client, view["previous_view_id"], shown)
        else:
            replace(ack, client, view, shown)
        _freshen(client, view, status)

    def withdraw(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Take it back, from wherever the button stood."""
        nomination_id = unpack(body["actions"][0].get("value")).get("nomination", "")
        with self._desk.open_work(context["caller"]) as work:
            nominations.withdraw(work, nomination_id)
            pressed_in = body.get("view", {})
            shown = mine_view(work, nomination_id, forms.behind(ids_of(pressed_in)))
            status = status_view(work)
        ack()
        if pressed_in.get("type") == "modal":
            show_anew(client, pressed_in["id"], shown)
            _freshen(client, pressed_in, status)


def open_mine(desk: Desk, opening: Opening) -> None:
    """One's own nomination."""
    with desk.open_look(opening.caller) as look:
        behind = forms.behind_of(opening.pressed_in)
        view = mine_view(look, opening.ids.get("nomination", ""), behind)
    opening.show(view)


def open_voice(desk: Desk, opening: Opening) -> None:
    """What one of those said who put somebody forward: for the nominee or the program team."""
    nomination_id, by = opening.ids.get("nomination", ""), opening.ids.get("person", "")
    with desk.open_look(opening.caller) as look:
        zone = look.actor.zone
        read = nomination_review.voice(look, nomination_id, by)
        view = voice_read_views.voice(read, zone, local_day(look.now, zone))
    opening.show(view)


def open_add(desk: Desk, opening: Opening) -> None:
    """A text to add, with the question it answers if one is open."""
    with desk.open_look(opening.caller) as look:
        standing, question = nominations.before_adding(look, opening.ids.get("nomination", ""))
    opening.show(views.add(standing, question, forms.behind(ids_of(opening.pressed_in or {}))))


def open_status(desk: Desk, opening: Opening) -> None:
    """Where one's own nominations stand."""
    with desk.open_look(opening.caller) as look:
        view = status_view(look)
    opening.show(view)


def status_view(look: Look) -> View:
    """The list of one's own nominations."""
    zone = look.actor.zone
    today = local_day(look.now, zone)
    own = nominations.standings(look)
    followed = nomination_followed.followed(look)
    asked = [one for one in requests.mine(look) if one.is_open]
    if not own and not followed and not asked:
        return views.nothing_stands(may_begin=bool(nomination_self.open_to_me(look)))
    rows = [voice_views.followed_row(one, zone, today) for one in followed[: views.MOST_LISTED]]
    head = [blocks.header(others.THOSE)] if rows else []
    return views.status(
        own, zone, today, [*head, *rows, *status_views.asked_for(asked, zone, today)]
    )


def mine_view(look: Look, nomination_id: str, behind: Ids | None = None) -> View:
    """One's own nomination, as its reader may see it."""
    zone = look.actor.zone
    today = local_day(look.now, zone)
    read = nominations.mine(look, nomination_id)
    voices, people = nominations.voices_for_me(look, nomination_id)
    said = voice_read_views.voice_rows(voices, people, zone, today)
    return views.mine(read, zone, today, behind, said)


def _freshen(client: WebClient, above: Body, status: View) -> None:
    """The list behind a nomination says what the nomination says."""
    if forms.behind(ids_of(above)):
        show_anew(client, above["root_view_id"], status)

"""What Slack calls when a mentor says not this time, sets their places, or leaves the roster."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Mentors
from handlers.mentors import forms, roster_words, views, words
from handlers.notice import notice
from handlers.replacing import show_anew
from program.hours import local_day
from program.mentor import MentorState
from program.refusal import Refusal
from services import mentors
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the answer to an invitation, to *My places*, and to leaving."""
    listen = PlaceListeners(desk)
    app.action(Mentors.DECLINE)(listen.decline)
    app.view(Mentors.PLACES_VIEW)(listen.set)
    app.action(Mentors.LEAVE)(listen.leave)


class PlaceListeners:
    """Each reads the press, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def decline(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """Not this time; the message says so from now on."""
        with self._desk.open_work(context["caller"]) as work:
            mentors.decline(work, _mentor_in(body))
        ack()

    def set(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Places, hours and standing by."""
        mentor_id, wanted = forms.capacity(view)
        with self._desk.open_work(context["caller"]) as work:
            mentors.set_capacity(work, mentor_id, wanted)
        ack()

    def leave(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Off the roster: oneself, or by a program manager."""
        with self._desk.open_work(context["caller"]) as work:
            left = mentors.leave(work, _mentor_in(body))
            own = left.person_id == work.actor.person_id
        said = words.LEFT if own else roster_words.TAKEN_OFF
        show_anew(client, body["view"]["id"], notice(said))
        ack()


def open_places(desk: Desk, opening: Opening) -> None:
    """*My places*; with several rosters and none named, the choice."""
    with desk.open_look(opening.caller) as look:
        view = _places(look, opening.ids.get("mentor"))
    opening.show(view)


def _places(look: Look, wanted: str | None) -> View:
    if wanted is not None:
        return views.places(mentors.places_of(look, wanted), local_day(look.now, look.actor.zone))
    mine = [one for one in mentors.my_places(look) if one.mentor.state is MentorState.ON_ROSTER]
    if not mine:
        raise Refusal("mentors.not_on_roster")
    if len(mine) > 1:
        return views.choose_places(mine)
    return views.places(mine[0], local_day(look.now, look.actor.zone))


def _mentor_in(body: Body) -> str:
    return unpack(body["actions"][0].get("value")).get("mentor", "")

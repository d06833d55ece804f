"""What Slack calls when a mentor who is asked answers."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Pairings
from handlers.pairings import forms, mentor_views, message_words
from handlers.replacing import replace, show_anew
from handlers.state import ids_of
from program.hours import local_day
from program.pairing import DeclineReason
from services import pairing_answers, pairing_messages, people
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to yes, no, the places and the way back."""
    listen = MentorListeners(desk)
    app.action(Pairings.ACCEPT)(listen.accept)
    app.action(Pairings.TAKE_BACK)(listen.take_back)
    app.action(Pairings.FURTHER)(listen.set_further)
    app.view(Pairings.PICTURE_VIEW)(listen.accept_in_picture)
    app.view(Pairings.DECLINE_VIEW)(listen.decline)


class MentorListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def accept(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """Yes, where the question stands; the message shows it."""
        with self._desk.open_work(context["caller"]) as work:
            pairing_answers.accept(work, _pressed(body))
        ack()

    def accept_in_picture(
        self, ack: Ack, view: Body, context: BoltContext, client: WebClient
    ) -> None:
        """Yes, after reading all of it."""
        pairing_id = ids_of(view).get("pairing", "")
        with self._desk.open_work(context["caller"]) as work:
            pairing_answers.accept(work, pairing_id)
            shown = picture_view(work, pairing_id)
        replace(ack, client, view, shown)

    def take_back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The question is open again, wherever the button stood."""
        with self._desk.open_work(context["caller"]) as work:
            pairing_answers.take_back(work, _pressed(body))
            shown = picture_view(work, _pressed(body))
        ack()
        pressed_in = body.get("view") or {}
        if pressed_in.get("type") == "modal":
            show_anew(client, pressed_in["id"], shown)

    def set_further(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """How many more after this one, set as soon as it is chosen."""
        chosen = unpack(body["actions"][0]["selected_option"]["value"])
        number = chosen.get("further", "")
        further = int(number) if number.isdecimal() and len(number) < 3 else 0
        with self._desk.open_work(context["caller"]) as work:
            pairing_answers.set_further(work, chosen.get("pairing", ""), further)
        ack()

    def decline(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """No, with its reason."""
        with self._desk.open_work(context["caller"]) as work:
            pairing = pairing_answers.decline(work, forms.decline(view))
            mentee = people.named(work, [pairing.mentee])[pairing.mentee]
        is_conflict = forms.decline(view).reason == DeclineReason.CONFLICT
        said_no = mentor_views.declined(mentee, is_conflict=is_conflict)
        if view.get("previous_view_id"):
            ack()
            show_anew(client, view["previous_view_id"], said_no)
        else:
            replace(ack, client, view, said_no)


def open_picture(desk: Desk, opening: Opening) -> None:
    """Everything a mentor reads before a yes or a no."""
    with desk.open_look(opening.caller) as look:
        view = picture_view(look, opening.ids.get("pairing", ""))
    opening.show(view)


def open_decline(desk: Desk, opening: Opening) -> None:
    """The form of a no; once it is answered, what became of it."""
    with desk.open_look(opening.caller) as look:
        before = pairing_answers.before_decline(look, opening.ids.get("pairing", ""))
    opening.show(mentor_views.decline(before.pairing, before.mentee, before.places))


def picture_view(look: Look, pairing_id: str) -> View:
    """The whole picture, with what became of the question."""
    shown = pairing_answers.picture(look, pairing_id)
    told = pairing_messages.told_of(look, shown.pairing)
    today = local_day(look.now, look.actor.zone)
    return mentor_views.picture(shown, today, became=message_words.became_of_it(told))


def _pressed(body: Body) -> str:
    return unpack(body["actions"][0].get("value")).get("pairing", "")

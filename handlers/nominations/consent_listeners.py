"""What Slack calls when a nominee answers, and when their manager gives a view."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, unpack
from handlers.ids import Nominations
from handlers.nominations import consent_views as views
from handlers.nominations import voice_forms as forms
from handlers.nominations import voice_words as words
from handlers.nominations.listeners import mine_view
from handlers.notice import notice
from handlers.replacing import replace, show_anew
from handlers.state import ids_of, several
from program.hours import local_day
from services import nomination_consent, nomination_views
from services.desk import Desk

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to yes and no, and to a manager's view."""
    listen = ConsentListeners(desk)
    app.action(Nominations.YES)(listen.say_yes)
    app.action(Nominations.NO)(listen.say_no)
    app.view(Nominations.CONSENT_VIEW)(listen.agree)
    app.view(Nominations.VIEW_VIEW)(listen.give_view)
    app.action(Nominations.VIEW_CONFLICT)(listen.conflict)


class ConsentListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def say_yes(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Yes, from a message, Home or one's own nomination."""
        with self._desk.open_work(context["caller"]) as work:
            nomination_consent.say_yes(work, _nomination(body))
            shown = mine_view(work, _nomination(body))
        ack()
        if body.get("view", {}).get("type") == "modal":
            show_anew(client, body["view"]["id"], shown)

    def say_no(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """No, from wherever the button stood."""
        with self._desk.open_work(context["caller"]) as work:
            nomination_consent.say_no(work, _nomination(body))
        ack()
        if body.get("view", {}).get("type") == "modal":
            said = notice(words.SAID_NO, title=words.CONSENT_TITLE)
            show_anew(client, body["view"]["id"], said)

    def agree(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Yes, after reading it; perhaps with leave to ask the manager."""
        nomination_id = ids_of(view).get("nomination", "")
        may_ask = "yes" in several(view, "manager")
        with self._desk.open_work(context["caller"]) as work:
            nomination_consent.say_yes(work, nomination_id, may_ask_manager=may_ask)
            shown = mine_view(work, nomination_id)
        replace(ack, client, view, shown)

    def give_view(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Keep four ratings of a colleague."""
        nomination_id = ids_of(view).get("nomination", "")
        with self._desk.open_work(context["caller"]) as work:
            nomination_views.give(work, nomination_id, *forms.ratings(view))
        ack(response_action="update", view=views.thanks())

    def conflict(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """A conflict of interest, and nothing else."""
        with self._desk.open_work(context["caller"]) as work:
            nomination_views.declare_conflict(work, _nomination(body))
        ack()


def open_consent(desk: Desk, opening: Opening) -> None:
    """Who would put one forward, and what they said."""
    with desk.open_look(opening.caller) as look:
        asked = nomination_consent.question(look, opening.ids.get("nomination", ""))
        zone = look.actor.zone
        view = views.question(asked, zone, local_day(look.now, zone))
    opening.show(view)


def open_view(desk: Desk, opening: Opening) -> None:
    """The form of a manager's view."""
    with desk.open_look(opening.caller) as look:
        asked = nomination_views.before_giving(look, opening.ids.get("nomination", ""))
        view = views.give_view(asked, local_day(look.now, look.actor.zone))
    opening.show(view)


def _nomination(body: Body) -> str:
    return unpack(body["actions"][0].get("value")).get("nomination", "")

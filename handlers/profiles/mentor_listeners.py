"""What Slack calls while a mentor writes what goes beyond their offer: two steps."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.ids import Profiles
from handlers.profiles import forms, mentor_views, views
from handlers.replacing import replace, show_anew
from services import profile_mentor
from services.desk import Desk

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both steps and to the way back."""
    listen = MentorListeners(desk)
    app.view(Profiles.MENTOR_VIEW)(listen.first_step)
    app.view(Profiles.OPENS_VIEW)(listen.second_step)
    app.action(Profiles.OPENS_BACK)(listen.back)


class MentorListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def first_step(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """How strong in each; the second step takes its place."""
        with self._desk.open_work(context["caller"]) as work:
            begun = profile_mentor.keep_levels(work, forms.cohort_of(view), forms.levels(view))
        replace(ack, client, view, mentor_views.second_step(begun))

    def second_step(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Kept, with the first step."""
        with self._desk.open_work(context["caller"]) as work:
            mine = profile_mentor.send(work, forms.opens(view))
        ack(response_action="update", view=views.kept(mine))

    def back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step again; what stands in the second is kept."""
        with self._desk.open_work(context["caller"]) as work:
            begun = profile_mentor.keep_rest(work, forms.opens(body["view"]))
        show_anew(client, body["view"]["id"], mentor_views.first_step(begun))
        ack()

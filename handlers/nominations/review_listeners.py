"""What Slack calls when a program manager looks through the queue, reviews and decides."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Nominations
from handlers.nominations import forms, lists, review_views
from handlers.replacing import show_anew
from handlers.state import ids_of
from program.hours import local_day
from services import nomination_correction, nomination_deciding, nomination_review
from services.desk import Desk, Work

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to a decision, and to one that is taken back."""
    listen = ReviewListeners(desk)
    app.view(Nominations.DECIDE_VIEW)(listen.decide)
    app.action(Nominations.TAKE_BACK)(listen.take_back)


class ReviewListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def decide(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Decide; the review says so, and the list behind it shows the next."""
        ids = ids_of(view)
        with self._desk.open_work(context["caller"]) as work:
            standing = nomination_deciding.decide(work, forms.decision(view))
            queue = lists.shown_anew(work, ids)
        ack()
        behind, root = view.get("previous_view_id"), view.get("root_view_id")
        if behind:
            show_anew(client, behind, review_views.decided(standing))
        if queue is not None and root not in (None, behind, view["id"]):
            show_anew(client, root, queue)

    def take_back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Take a decision back that nobody was told of; the review shows what it was before."""
        ids = unpack(body["actions"][0].get("value"))
        with self._desk.open_work(context["caller"]) as work:
            nomination_correction.take_back(work, ids.get("nomination", ""))
            view = review_view(work, ids.get("nomination", ""), forms.place_ids(ids))
        ack()
        show_anew(client, body["view"]["id"], view)


def open_review(desk: Desk, opening: Opening) -> None:
    """One nomination; that it was opened is noted."""
    behind = ids_of(opening.pressed_in or {})
    place = forms.place_ids(behind)
    with desk.open_work(opening.caller) as work:
        view = review_view(work, opening.ids.get("nomination", ""), place)
    opening.show(view)


def review_view(work: Work, nomination_id: str, place: dict[str, str]) -> View:
    """One nomination, opened for its reader."""
    zone = work.actor.zone
    review = nomination_review.open_review(work, nomination_id)
    return review_views.review(review, zone, local_day(work.now, zone), place)


def open_decide(desk: Desk, opening: Opening) -> None:
    """The form of a decision."""
    place = forms.place_ids(opening.ids)
    with desk.open_look(opening.caller) as look:
        review = nomination_review.before_decision(
            look,
            opening.ids.get("nomination", ""),
            correcting=opening.ids.get("correcting") == "yes",
        )
    opening.show(review_views.decide(review, place))

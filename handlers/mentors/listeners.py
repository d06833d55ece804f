"""What Slack calls while somebody offers to mentor: two steps, a draft in between."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Mentors
from handlers.mentors import forms, views
from handlers.replacing import replace, show_anew
from program.hours import local_day
from program.mentor import MentorState
from services import mentor_offers, mentors
from services.desk import Desk, Look
from services.mentor_offers import Start

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both steps and to what leads from one to the other."""
    listen = OfferListeners(desk)
    app.view(Mentors.OFFER_VIEW)(listen.first_step)
    app.view(Mentors.OFFER_MORE_VIEW)(listen.second_step)
    app.action(Mentors.COHORT)(listen.choose_cohort)
    app.action(Mentors.RESUME)(listen.resume)
    app.action(Mentors.BACK)(listen.back)


class OfferListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def first_step(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep the first step; the second takes its place."""
        with self._desk.open_work(context["caller"]) as work:
            cohort, draft = mentor_offers.keep_first_step(work, forms.first_step(view))
        replace(ack, client, view, views.second_step(cohort, draft))

    def second_step(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """On the roster, with the first step that was kept."""
        with self._desk.open_work(context["caller"]) as work:
            mine = mentor_offers.offer(work, forms.second_step(view))
        ack(response_action="update", view=views.received(mine))

    def choose_cohort(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step for the cohort that was chosen."""
        cohort_id = unpack(body["actions"][0].get("value")).get("cohort")
        with self._desk.open_look(context["caller"]) as look:
            view = _begin(look, cohort_id)
        show_anew(client, body["view"]["id"], view)
        ack()

    def resume(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """Where somebody stopped: the second step, as it was left."""
        with self._desk.open_look(context["caller"]) as look:
            cohort, draft = mentor_offers.resume(look)
        show_anew(client, body["view"]["id"], views.second_step(cohort, draft))
        ack()

    def back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step again; what stands in the second is kept."""
        with self._desk.open_work(context["caller"]) as work:
            cohort, draft = mentor_offers.keep_second_step(work, forms.second_step(body["view"]))
            today = local_day(work.now, work.actor.zone)
        show_anew(client, body["view"]["id"], views.first_step(cohort, today, filled=draft))
        ack()


def open_offer(desk: Desk, opening: Opening) -> None:
    """The form, filled in with what was offered before."""
    with desk.open_look(opening.caller) as look:
        view = _begin(look, opening.ids.get("cohort"))
    opening.show(view)


def _begin(look: Look, wanted: str | None) -> View:
    """The first step for the one cohort there is, was named or invites; else the choice."""
    begun = mentor_offers.start(look)
    today = local_day(look.now, look.actor.zone)
    named = [one for one in begun.cohorts if one.id == wanted]
    invited = [one for one in begun.cohorts if one.id in _inviting(begun)]
    choice = named or (invited if len(invited) == 1 else list(begun.cohorts))
    if len(choice) > 1:
        return views.choose_cohort(choice, today)
    cohort = choice[0]
    draft = begun.draft
    return views.first_step(
        cohort,
        today,
        filled=mentor_offers.my_offer(look, cohort.id),
        offer_draft=draft is not None and draft.cohort_id == cohort.id,
        line=_line(look, begun, cohort.id),
    )


def _inviting(begun: Start) -> dict[str, str]:
    """The open invitations: the mentor's id by that of the cohort."""
    return {one.cohort_id: one.id for one in begun.mine if one.state is MentorState.INVITED}


def _line(look: Look, begun: Start, cohort_id: str) -> str:
    mentor_id = _inviting(begun).get(cohort_id)
    return mentors.invitation(look, mentor_id).line if mentor_id else ""

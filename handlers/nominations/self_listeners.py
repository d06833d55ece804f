"""What Slack calls while somebody puts themselves forward: two steps, a draft in between."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Opening, View, unpack
from handlers.ids import Nominations
from handlers.nominations import forms, views
from handlers.nominations.listeners import mine_view
from handlers.replacing import replace, show_anew
from program.hours import local_day
from services import nomination_self
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to both steps and to what leads from one to the other."""
    listen = SelfListeners(desk)
    app.view(Nominations.SELF_VIEW)(listen.first_step)
    app.view(Nominations.SELF_EVIDENCE_VIEW)(listen.second_step)
    app.action(Nominations.SELF_COHORT)(listen.choose_cohort)
    app.action(Nominations.SELF_RESUME)(listen.resume)
    app.action(Nominations.SELF_BACK)(listen.back)


class SelfListeners:
    """Each reads the form, calls one service, leaves the transaction, and only then answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def first_step(self, ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        """Keep the first step; the second takes its place."""
        with self._desk.open_work(context["caller"]) as work:
            cohort, draft = nomination_self.keep_first_step(work, forms.first_step(view))
        replace(ack, client, view, views.second_step(cohort, draft.evidence))

    def second_step(self, ack: Ack, view: Body, context: BoltContext) -> None:
        """Put forward, with the first step that was kept."""
        cohort_id, evidence = forms.second_step(view)
        with self._desk.open_work(context["caller"]) as work:
            standing = nomination_self.apply(work, cohort_id, evidence)
        ack(response_action="update", view=views.received(standing))

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
            cohort, draft = nomination_self.resume(look)
        view = views.second_step(cohort, draft.evidence)
        show_anew(client, body["view"]["id"], view)
        ack()

    def back(self, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        """The first step again; what stands in the second is kept."""
        cohort_id, evidence = forms.second_step(body["view"])
        with self._desk.open_work(context["caller"]) as work:
            cohort, draft = nomination_self.keep_evidence(work, cohort_id, evidence)
            today = local_day(work.now, work.actor.zone)
        view = views.first_step(cohort, today, filled=draft)
        show_anew(client, body["view"]["id"], view)
        ack()


def open_self(desk: Desk, opening: Opening) -> None:
    """The form; or the nomination there is, where no cohort is left to be nominated for."""
    with desk.open_look(opening.caller) as look:
        view = _begin(look, opening.ids.get("cohort"))
    opening.show(view)


def _begin(look: Look, wanted: str | None) -> View:
    """The first step for the one cohort there is or that was named, else the choice."""
    begun = nomination_self.start(look)
    today = local_day(look.now, look.actor.zone)
    named = [one for one in begun.cohorts if one.id == wanted] or list(begun.cohorts)
    if not named:
        return mine_view(look, begun.standings[0].id)
    if len(named) > 1:
        return views.choose_cohort(named, today)
    draft = begun.draft
    return views.first_step(
        named[0], today, offer_draft=draft is not None and draft.cohort_id == named[0].id
    )

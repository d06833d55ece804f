"""What Slack calls when a sponsor answers what is asked, or sets when the digest comes."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers import state
from handlers.feature import Opening, View, unpack
from handlers.ids import Reports
from handlers.replacing import show_anew
from handlers.reports import views
from program.hours import local_day
from program.report import DEFAULT_HOUR, AskState, Wish
from services import governance, people, reports
from services.desk import Desk, Look

Ack = Callable[..., Any]
Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the answers and to the settings."""

    def answered(state_of: AskState) -> Callable[..., None]:
        def listen(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
            ids = unpack(body["actions"][0].get("value"))
            with desk.open_work(context["caller"]) as work:
                reports.answer(work, ids.get("ask", ""), state_of, ids.get("digest", ""))
                shown = digest_view(work)
            ack()
            if body.get("view", {}).get("type") == "modal":
                show_anew(client, body["view"]["id"], shown)

        return listen

    def choose(ack: Ack, view: Body, context: BoltContext) -> None:
        delegate = state.account(view, "delegate")
        if delegate is not None:
            desk.meet(context["caller"], delegate)
        with desk.open_work(context["caller"]) as work:
            reports.choose(work, _wish(work, view, delegate))
        ack()

    app.action(Reports.DONE)(answered(AskState.DONE))
    app.action(Reports.NOT_NOW)(answered(AskState.NOT_NOW))
    app.view(Reports.CHOOSE_VIEW)(choose)


def open_digest(desk: Desk, opening: Opening) -> None:
    """The latest figures: a sponsor's own, a delegate's, or the preview for the program team."""
    with desk.open_look(opening.caller) as look:
        view = digest_view(look)
    opening.show(view)


def open_choose(desk: Desk, opening: Opening) -> None:
    """When one's digest comes."""
    with desk.open_look(opening.caller) as look:
        view = views.choose(reports.settings(look))
    opening.show(view)


def digest_view(look: Look) -> View:
    """What this reader may see of it."""
    sponsor = reports.is_sponsor(look)
    if sponsor:
        found = reports.for_sponsor(look)
    else:
        found = reports.latest_of_delegate(look) or reports.preview(look)
    zone = look.actor.zone
    return views.digest(
        found,
        governance.program_managers(look, found[0].cohort.program.id if found else None),
        zone,
        local_day(look.now, zone),
        may_answer=sponsor,
        may_choose=sponsor,
    )


def _wish(look: Look, view: Body, delegate: str | None) -> Wish:
    weekday, hour = state.chosen(view, "weekday") or "", state.chosen(view, "hour") or ""
    person = people.by_slack_user(look, delegate, field="delegate") if delegate else None
    return Wish(
        weekday=int(weekday) if weekday.isdecimal() else 0,
        hour=int(hour) if hour.isdecimal() else DEFAULT_HOUR,
        delegate=person.id if person else None,
        only_delegate=person is not None and state.chosen(view, "how") == "instead",
    )

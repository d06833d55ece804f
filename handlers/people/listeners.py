"""People come, change and write: kept in step with Slack, answered when they type."""

from typing import Any

from slack_bolt import App, BoltContext

from handlers.people import leaving
from handlers.people.accounts import slack_person
from services import pairing_looks, people, roster_ties, rosters
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Listen to accounts that come and change, to typed words, and to the app coming and going."""

    def changed(event: dict[str, Any], context: BoltContext) -> None:
        workspace = desk.workspace_of(context["caller"])
        found = slack_person(
            event["user"],
            team=workspace.team_id,
            enterprise=workspace.enterprise_id,
            event_ts=event.get("event_ts"),
        )
        with desk.open_work_in(workspace.id) as work:
            people.keep(work, [found])
            tied = roster_ties.tie_by_address(work, [found.slack_user])
            pairing_looks.look_again(work, rosters.concerned_by(work, tied))

    def typed(event: dict[str, Any], context: BoltContext) -> None:
        if event.get("bot_id") or event.get("channel_type") != "im":
            return
        with desk.open_work(context["caller"]) as work:
            people.answer_typed(work, message=event["ts"])

    app.event("team_join")(changed)
    app.event("user_change")(changed)
    app.event({"type": "message", "subtype": None})(typed)
    leaving.register(app, desk)

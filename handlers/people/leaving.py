"""The app is taken out, its tokens are taken back, or an organization opens or closes teams."""

from typing import Any

from slack_bolt import App, BoltContext

from services import people
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Listen to the app leaving, in either order and as often as Slack says it."""

    def taken_out(event: dict[str, Any], context: BoltContext) -> None:
        if event["type"] == "app_uninstalled" or event.get("tokens", {}).get("bot"):
            desk.leave(_whose_app(context))

    def teams_changed(event: dict[str, Any], context: BoltContext) -> None:
        workspace = desk.served(_whose_app(context))
        if workspace is None:
            return
        with desk.open_work_in(workspace.id) as work:
            people.look_at_everyone(work, because=f"{event['type']}:{event['event_ts']}")

    app.event("app_uninstalled")(taken_out)
    app.event("tokens_revoked")(taken_out)
    app.event("team_access_granted")(teams_changed)
    app.event("team_access_revoked")(teams_changed)


def _whose_app(context: BoltContext) -> str:
    """The workspace whose installation an event is about, and no other of its organization.

    An organization that installed the app as a whole is named by its own id.
    """
    if context.is_enterprise_install or context.team_id is None:
        return context.enterprise_id or ""
    return context.team_id

"""Who calls: the only global middleware. It reads the request and asks nobody."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import BoltContext

from services.desk import Caller


def identify(body: dict[str, Any], context: BoltContext, next: Callable[[], None]) -> None:
    """Put the Caller into the context where the request comes from somebody."""
    caller = caller_of(body, context)
    if caller is not None:
        context["caller"] = caller
    next()


def caller_of(body: Mapping[str, Any], context: BoltContext) -> Caller | None:
    """The caller as Slack names them; None for requests that nobody made."""
    slack_user = context.actor_user_id or context.user_id
    # An app that a whole organization installed may be called without any team.
    team = context.team_id or context.enterprise_id
    if team is None or slack_user is None:
        return None
    return Caller(
        team=team,
        slack_user=slack_user,
        enterprise=context.enterprise_id,
        home_team=_home_team(body, context),
    )


def _home_team(body: Mapping[str, Any], context: BoltContext) -> str | None:
    """The caller's own workspace where Slack tells it apart from ours.

    Inside one Enterprise organisation people press from sibling workspaces; there the team id says
    nothing, and whether somebody is a stranger is asked of users.info.
    """
    user = body.get("user")
    event = body.get("event", {})
    home = user.get("team_id") if isinstance(user, dict) else event.get("user_team")
    if context.enterprise_id is not None and not str(home).startswith("E"):
        return None
    return home if isinstance(home, str) else None

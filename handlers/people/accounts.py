"""An account as Slack's API and events describe it, read into our own record."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from program.person import SlackPerson

SLACKBOT = "USLACKBOT"
_SLACK_TIME = re.compile(r"\d{1,12}\.\d{1,6}")
_THE_YEAR_2286 = 10_000_000_000


def slack_person(
    user: Mapping[str, Any],
    *,
    team: str,
    enterprise: str | None,
    event_ts: str | None = None,
) -> SlackPerson:
    """Read one `user` object of users.list, users.info, team_join or user_change.

    `event_ts` is that of the event that told of it; none where Slack was asked.

    Somebody is from elsewhere when Slack calls them a stranger, or when neither their workspace
    nor their organisation is ours.
    """
    profile = user.get("profile") or {}
    return SlackPerson(
        slack_user=user["id"],
        team_id=user.get("team_id") or team,
        real_name=profile.get("real_name") or user.get("real_name") or user.get("name") or "",
        display_name=profile.get("display_name") or "",
        title=profile.get("title") or "",
        zone=_zone(user.get("tz")),
        email=profile.get("email") or None,
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_outsider=_is_from_elsewhere(user, team, enterprise),
        is_bot=bool(user.get("is_bot")) or user["id"] == SLACKBOT,
        deactivated=bool(user.get("deleted")),
        as_of=_as_of(user.get("updated"), event_ts),
    )


def _as_of(updated: Any, event_ts: str | None) -> datetime | None:
    """When the account changed, which Slack tells in whole seconds.

    Within one second the later event is the later change; whoever asked Slack in that second may
    have asked before any of them.
    """
    if not isinstance(updated, int | float) or not 0 < updated < _THE_YEAR_2286:
        return None
    within = 0.0
    if event_ts is not None and _SLACK_TIME.fullmatch(event_ts):
        within = min(max(float(event_ts) - updated, 0.0) / 100, 0.998)
    return datetime.fromtimestamp(int(updated) + within, UTC)


def _is_from_elsewhere(user: Mapping[str, Any], team: str, enterprise: str | None) -> bool:
    if user.get("is_stranger"):
        return True
    home = user.get("team_id") or team
    organisation = (user.get("enterprise_user") or {}).get("enterprise_id")
    ours = home == team or (enterprise is not None and enterprise in (organisation, home))
    return not ours


def _zone(name: str | None) -> str:
    """A zone this machine knows, or UTC: Slack's list and the zone database differ at the edges."""
    try:
        return ZoneInfo(name or "UTC").key
    except (LookupError, OSError, ValueError):
        return "UTC"

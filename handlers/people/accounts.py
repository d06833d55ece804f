"""An account as Slack's API and events describe it, read into our own record."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from program.person import SlackPerson

SLACKBOT = "USLACKBOT"


def slack_person(user: Mapping[str, Any], *, team: str, enterprise: str | None) -> SlackPerson:
    """Read one `user` object of users.list, users.info, team_join or user_change.

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
    )


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

"""What Slack answers to a code or a refresh token, read into our own records."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from store.installations import Installation, Tokens
from store.serving import Newcomer


class Unreadable(Exception):
    """Slack said yes, but not to what a bot needs: no bot token, or no workspace."""


def tokens(answer: Mapping[str, Any], now: datetime) -> Tokens:
    """The tokens of an answer. Raises Unreadable where there is no bot token in it."""
    if not answer.get("access_token") or answer.get("token_type", "bot") != "bot":
        raise Unreadable
    seconds = answer.get("expires_in")
    expires_at = now + timedelta(seconds=int(seconds)) if seconds else None
    return Tokens(str(answer["access_token"]), answer.get("refresh_token"), expires_at)


def newcomer(answer: Mapping[str, Any]) -> Newcomer:
    """The workspace, or the organization where it was installed for all of it."""
    enterprise = answer.get("enterprise") or {}
    where = enterprise if answer.get("is_enterprise_install") else answer.get("team") or {}
    if not where.get("id"):
        raise Unreadable
    return Newcomer(
        team_id=where["id"],
        enterprise_id=enterprise.get("id"),
        name=where.get("name") or where["id"],
        app_id=answer.get("app_id"),
        bot_user_id=answer.get("bot_user_id"),
    )


def installation(answer: Mapping[str, Any], now: datetime) -> Installation:
    """The installation. Raises Unreadable."""
    granted = str(answer.get("scope") or "")
    return Installation(
        tokens=tokens(answer, now),
        scopes=tuple(one for one in granted.split(",") if one),
        is_org_wide=bool(answer.get("is_enterprise_install")),
        installed_by=(answer.get("authed_user") or {}).get("id"),
        installed_at=now,
    )

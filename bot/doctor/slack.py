"""Slack: tokens that work, scopes as the manifest asks for them, and a clock that agrees."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from bot.connections import client_for
from bot.doctor.check import Check, fine, look, skipped, trouble
from bot.doctor.spans import span
from bot.explain import UNREACHED, slack_words
from bot.manifest import SCOPES
from bot.settings import Settings
from program.clock import Clock

SIGNATURES_LAST = timedelta(minutes=5)
"""Slack signs for five minutes; a clock further off than that refuses everything."""
NOTICEABLE = timedelta(seconds=30)


def slack(settings: Settings, clock: Clock, *, http: bool) -> list[Check]:
    """Ask Slack with the tokens of the settings. Nothing is changed there."""
    with _quietly():
        ask = _clock_alone if settings.installs_by_link else _bot
        return [*_stand_in(settings), *ask(settings, clock), *([] if http else [_app(settings)])]


@contextmanager
def _quietly() -> Iterator[None]:
    """What the library would log is what the checks say."""
    library = logging.getLogger("slack_sdk")
    before = library.level
    library.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        library.setLevel(before)


def _stand_in(settings: Settings) -> list[Check]:
    if settings.speaks_to_slack:
        return []
    where = f"Baton speaks to {settings.slack_api_url} and not to Slack."
    return [look("slack", where, "Remove SLACK_API_URL to speak to Slack itself.")]


def _bot(settings: Settings, clock: Clock) -> list[Check]:
    rest = ("scopes", "clock")
    if not settings.bot_token:
        return [skipped(name, "SLACK_BOT_TOKEN is not set") for name in ("bot token", *rest)]
    try:
        answer = client_for(settings).auth_test()
    except SlackApiError as refused:
        first = trouble("bot token", *slack_words(str(refused.response.get("error", ""))))
        return [first, *(skipped(name, "the bot token does not work") for name in rest)]
    except (OSError, HTTPException):
        first = trouble("bot token", *UNREACHED)
        return [first, *(skipped(name, "Slack cannot be reached") for name in rest)]
    headers = {name.lower(): _first(value) for name, value in (answer.headers or {}).items()}
    where = f"The bot token works in {answer.get('team') or 'the workspace'}."
    return [fine("bot token", where), _scopes(headers), _skew(headers, clock())]


def _clock_alone(settings: Settings, clock: Clock) -> list[Check]:
    """Where each workspace has a token of its own: anyone may ask Slack what time it is."""
    try:
        headers = client_for(settings).api_test().headers
    except SlackApiError as refused:
        headers = getattr(refused.response, "headers", {})
    except (OSError, HTTPException):
        return [trouble("clock", *UNREACHED)]
    return [_skew({name.lower(): _first(it) for name, it in (headers or {}).items()}, clock())]


def _first(value: object) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value)


def _scopes(headers: Mapping[str, str]) -> Check:
    if "x-oauth-scopes" not in headers:
        do = "Compare OAuth & Permissions on the app's page with docs/slack-app.md."
        return look("scopes", "Slack did not say which scopes the app was granted.", do)
    granted = {scope.strip() for scope in headers["x-oauth-scopes"].split(",") if scope.strip()}
    lacks, spare = sorted(set(SCOPES) - granted), sorted(granted - set(SCOPES))
    if lacks:
        do = "Put manifest.yml in under App Manifest on the app's page, and install it again."
        return trouble("scopes", f"The app was not granted {', '.join(lacks)}.", do)
    if spare:
        do = "Take them away under OAuth & Permissions: Baton does not use them."
        return look("scopes", f"The app was granted more than it needs: {', '.join(spare)}.", do)
    return fine("scopes", f"All {len(SCOPES)} scopes of the manifest are granted, and no other.")


def _skew(headers: Mapping[str, str], now: datetime) -> Check:
    try:
        theirs = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return look("clock", "Slack did not say what time it is.", "Check this machine's clock.")
    off = abs(now - theirs)
    if off > SIGNATURES_LAST:
        do = "Set this machine's clock by the network (NTP)."
        return trouble("clock", f"This machine's clock is {span(off)} off Slack's.", do)
    if off > NOTICEABLE:
        do = "Set this machine's clock by the network (NTP)."
        return look("clock", f"This machine's clock is {span(off)} off Slack's.", do)
    return fine("clock", "This machine's clock agrees with Slack's.")


def _app(settings: Settings) -> Check:
    if not settings.app_token:
        return skipped("app token", "SLACK_APP_TOKEN is not set")
    try:
        client_for(settings).apps_connections_open(app_token=settings.app_token)
    except SlackApiError as refused:
        code = str(refused.response.get("error", ""))
        if code == "missing_scope":
            do = "Make a new app-level token with the scope connections:write."
            return trouble("app token", "The app-level token may not open connections.", do)
        return trouble("app token", *slack_words(code))
    except (OSError, HTTPException):
        return trouble("app token", *UNREACHED)
    return fine("app token", "The app-level token opens connections.")

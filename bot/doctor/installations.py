"""The workspaces that installed by a link: whether the token kept for each is good and enough."""

from collections.abc import Callable, Iterator
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.doctor.check import Check, fine, look, trouble
from bot.explain import UNREACHED, slack_words
from bot.manifest import SCOPES
from bot.settings import Settings
from program.clock import Clock
from store.installations import Installation, Tokens, current
from store.store import Store

NAME = "installations"
MOST_ASKED = 20
"""Slack is asked about so many at most: the doctor answers within a minute."""
AGAIN = "Install Baton there again, by the link."
RENEWED = f"A running bot renews it by itself. If it does not within the hour: {AGAIN}"
_EXPIRED = {"invalid_auth", "token_expired"}
_NO_LONGER = {*_EXPIRED, "account_inactive", "missing_scope", "token_revoked"}


def installations(
    store: Store, settings: Settings, clock: Clock, make: Callable[[Settings], WebClient]
) -> list[Check]:
    """One line for each installation that needs something, one for all that are well."""
    if not settings.installs_by_link:
        return []
    found: list[Check] = []
    well = 0
    served = store.workspaces()
    for number, workspace in enumerate(served):
        with store.look(workspace.id) as session:
            installed = current(session)
        client = make(settings) if number < MOST_ASKED else None
        checks = list(_of_one(workspace.name, installed, clock, client))
        well += not checks
        found += checks
    if not served:
        do = f"Open {settings.baton_public_url}/slack/install in a browser."
        return [look(NAME, "No workspace has installed Baton yet.", do)]
    return [*found, fine(NAME, f"{well} of {len(served)} installations are well.")]


def _of_one(
    name: str, installed: Installation | None, clock: Clock, client: WebClient | None
) -> Iterator[Check]:
    if installed is None:
        yield trouble(NAME, f"{name}: there is no token for it.", AGAIN)
        return
    lacks = sorted(set(SCOPES) - set(installed.scopes))
    if lacks:
        yield trouble(NAME, f"{name}: the app was not granted {', '.join(lacks)}.", AGAIN)
    tokens = installed.tokens
    if tokens.expires_at is not None and tokens.expires_at <= clock():
        if tokens.refresh is None:
            yield trouble(NAME, f"{name}: its token expired and cannot be renewed.", AGAIN)
        else:
            yield look(NAME, f"{name}: its token expired and is to be renewed.", RENEWED)
        return
    if client is not None:
        yield from _asked(name, client, tokens)


def _asked(name: str, client: WebClient, tokens: Tokens) -> Iterator[Check]:
    client.token = tokens.bot
    try:
        client.auth_test()
    except SlackApiError as refused:
        code = str(refused.response.get("error", ""))
        what, do = slack_words(code)
        if code in _EXPIRED and tokens.refresh is not None:
            yield look(NAME, f"{name}: its token expired before its time.", RENEWED)
        else:
            yield trouble(NAME, f"{name}: {what}", AGAIN if code in _NO_LONGER else do)
    except (OSError, HTTPException):
        yield trouble(NAME, f"{name}: {UNREACHED[0]}", UNREACHED[1])

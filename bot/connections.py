"""The line to Slack: clients, Bolt without surprises from the environment, one drained socket."""

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from slack_bolt import App, BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.emptied import is_empty
from bot.references import CarryingExecutor, ReferredApp
from bot.settings import Settings

THREADS = 32
"""Listeners at once: Bolt's own five would let bursts wait past Slack's three seconds."""
SECONDS_TO_ANSWER = 10

_NOT_OURS = (
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_SIGNING_SECRET",
    "SLACK_VERIFICATION_TOKEN",
)
"""Bolt reads these by itself and becomes another kind of app; settings alone decide here."""
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")

Authorize = Callable[[str | None, str | None], AuthorizeResult | None]
"""By organization and workspace, whose request it is; None: we are not installed there."""
Outlasting = Callable[[WebClient, str | None, str | None], WebClient]
"""From the client of a request to one that renews its token, by organization and workspace."""

quiet = logging.getLogger("baton.bolt")
# Below ERROR Bolt logs whole bodies: what people typed, and tokens in URLs.
quiet.setLevel(logging.ERROR)
quiet.addFilter(lambda record: not is_empty(record))  # Bolt's own loggers take it over


def client_for(settings: Settings) -> WebClient:
    """A Web API client that speaks to Slack or to whatever stands in for it."""
    _speak_directly(settings.slack_api_url)
    return WebClient(
        token=settings.bot_token, base_url=settings.slack_api_url, timeout=SECONDS_TO_ANSWER
    )


def bolt(client: WebClient, authorize: Authorize) -> App:
    """A Bolt app that asks Slack nothing per request, whatever the environment holds.

    Requests come over Socket Mode, which Slack authenticates itself: there is no signature.
    """
    bare = WebClient(base_url=client.base_url, timeout=client.timeout)

    def asked(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        # Bolt hands arguments over by the names it reads here; a method's `self` would confuse it.
        return authorize(enterprise_id, team_id)

    with _without(_NOT_OURS):
        return ReferredApp(
            name="baton",
            logger=quiet,
            client=bare,
            authorize=asked,  # type: ignore[arg-type]  # None is how Bolt is told: not installed
            request_verification_enabled=False,
            ssl_check_enabled=False,
            token_verification_enabled=False,
            attaching_conversation_kwargs_enabled=False,
            listener_executor=CarryingExecutor(THREADS, thread_name_prefix="listener"),
        )


def speak_on(app: App, outlasting: Outlasting) -> None:
    """Hand listeners clients that outlast the token which Bolt gave them."""

    def hand_over(context: BoltContext, next: Callable[[], None]) -> None:
        context["client"] = outlasting(context.client, context.enterprise_id, context.team_id)
        next()

    app.use(hand_over)


def app_id_in(app_token: str) -> str | None:
    """The app's id, which stands in every app-level token (`xapp-1-A012…-…`)."""
    found = re.match(r"xapp-\d+-(A[A-Z0-9]+)-", app_token)
    return found[1] if found else None


def _speak_directly(address: str) -> None:
    """Slack's SDK knows proxies and no exceptions from them: a stand-in on this machine is one.

    This process then speaks to nobody else, so the proxies go from its environment.
    """
    host = urlsplit(address).hostname or ""
    if _is_this_machine(host) or proxy_bypass(host):
        for name in _PROXIES:
            os.environ.pop(name, None)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    taken = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(taken)

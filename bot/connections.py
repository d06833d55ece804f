"""The line to Slack: clients, Bolt without surprises from the environment, one drained socket."""

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from socket import SHUT_RDWR
from time import monotonic, time
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.door import DoorState
from bot.line_watch import LineWatch
from bot.references import CarryingExecutor, ReferredApp, request_kind
from bot.settings import Settings

THREADS = 32
"""Listeners at once: Bolt's own five would let bursts wait past Slack's three seconds."""
SECONDS_TO_ANSWER = 10
A_MOMENT = 0.02
PATIENCE = 5.0
"""Seconds for envelopes in hand when we stop; Slack itself waits three for an answer."""

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

_quiet = logging.getLogger("baton.bolt")
# Below ERROR Bolt logs whole bodies: what people typed, and tokens in URLs.
_quiet.setLevel(logging.ERROR)


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
            logger=_quiet,
            client=bare,
            authorize=asked,  # type: ignore[arg-type]  # None is how Bolt is told: not installed
            request_verification_enabled=False,
            ssl_check_enabled=False,
            token_verification_enabled=False,
            attaching_conversation_kwargs_enabled=False,
            listener_executor=CarryingExecutor(THREADS, thread_name_prefix="listener"),
        )


def app_id_in(app_token: str) -> str | None:
    """The app's id, which stands in every app-level token (`xapp-1-A012…-…`)."""
    found = re.match(r"xapp-\d+-(A[A-Z0-9]+)-", app_token)
    return found[1] if found else None


class Line(SocketModeHandler):
    """One Socket Mode connection that can be hung up without cutting off an answer."""

    def __init__(
        self, app: App, settings: Settings, answered: Callable[[str, float], None]
    ) -> None:
        super().__init__(
            app,
            settings.app_token,
            logger=_quiet,
            web_client=WebClient(base_url=settings.slack_api_url, timeout=SECONDS_TO_ANSWER),
            concurrency=THREADS,
        )
        self._answered = answered
        self._state = threading.Condition()
        self._in_hand = 0
        self._hanging_up = False
        self._watch = LineWatch(self.client)

    def connect(self) -> None:
        """Connect, and from then on connect anew as soon as the line is cut."""
        super().connect()  # type: ignore[no-untyped-call]  # Bolt leaves it bare
        self._watch.start()

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Answer an envelope; once we hang up it stays unanswered, so that Slack sends it again."""
        with self._state:
            if self._hanging_up:
                return
            self._in_hand += 1
        began = monotonic()
        try:
            super().handle(client, req)
            self._answered(request_kind(req.payload), monotonic() - began)
        finally:
            with self._state:
                self._in_hand -= 1
                self._state.notify_all()

    def state(self) -> DoorState:
        """Connected, and for how long no ping of ours was answered."""
        session = self.client.current_session
        heard = session.last_ping_pong_time if session is not None else None
        return DoorState("socket", self.client.is_connected(), heard and time() - heard)

    def hang_up(self, patience: float = PATIENCE) -> None:
        """Take nothing new, let what is in hand be answered, then close."""
        until = monotonic() + patience
        self._watch.stop()
        with self._state:
            self._hanging_up = True
            while self._in_hand and (left := until - monotonic()) > 0:
                self._state.wait(left)
        self._stop_listening(monotonic() + patience)
        self.close()  # type: ignore[no-untyped-call]  # Bolt leaves it bare

    def _stop_listening(self, until: float) -> None:
        """End the thread that waits for the next envelope; closing would wait seconds for it.

        It is told again and again: one that has only just begun to listen takes back the SDK's
        own word to end, and closing would then wait for it for ever.
        """
        client = self.client
        client.auto_reconnect_enabled = False
        session = client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(SHUT_RDWR)
        listening = client.current_session_runner
        listening.event.set()
        while listening.is_alive() and monotonic() < until:
            client.current_session_state.terminated = True
            listening.thread.join(A_MOMENT)


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

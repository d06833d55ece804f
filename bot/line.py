"""One Socket Mode connection, from its hello to its end: answers what comes, and can be drained."""

import json
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from socket import SHUT_RDWR
from time import monotonic, time

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.connections import SECONDS_TO_ANSWER, THREADS, quiet
from bot.dead_ends import has_bytes, has_ended
from bot.references import request_kind
from bot.settings import Settings
from handlers.untraced import leaves_no_trace

HELLO_SECONDS = 10.0
PING_SECONDS = 5.0
SILENT_PINGS = 3
"""After so many pings without an answer the other end is gone, whatever the socket says."""
PATIENCE = 8.0
"""Seconds in which to find a moment with nothing in hand; Slack itself waits three."""
SECONDS_TO_CLOSE = 3.0
A_MOMENT = 0.02

_log = logging.getLogger(__name__)


class NotLetIn(OSError):
    """The connection did not come about; `reason` is Slack's word for it, or ours."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Line:
    """Answers every envelope on the very connection it came by. It never connects anew."""

    def __init__(
        self,
        app: App,
        settings: Settings,
        answered: Callable[[str, float], None],
        ping_seconds: float = PING_SECONDS,
    ) -> None:
        self._app = app
        self._answered = answered
        self._silent_seconds = SILENT_PINGS * ping_seconds
        self.client = _Connection(settings, self._heard, ping_seconds)
        self._state = threading.Condition()
        self._in_hand = 0
        self._hanging_up = False
        self._said_hello = threading.Event()
        self._told_to_leave: str | None = None
        self._connected_at = 0.0

    def connect(self) -> None:
        """Connect; returns after Slack's hello. Raises SlackApiError, URLError or NotLetIn."""
        try:
            self.client.connect()
            if not self.client.is_connected():
                raise NotLetIn("unreachable")
            self._connected_at = time()
            if not self._said_hello.wait(HELLO_SECONDS):
                raise NotLetIn("no_hello")
            if self._told_to_leave:
                raise NotLetIn(self._told_to_leave)
        except BaseException:
            self.hang_up(patience=0)
            raise

    @property
    def quiet_for(self) -> float:
        """Seconds since the last ping of ours that was answered, or since it was connected."""
        session = self.client.current_session
        heard = session.last_ping_pong_time if session is not None else None
        return max(time() - max(heard or 0.0, self._connected_at), 0.0)

    def trouble(self) -> str | None:
        """Why another connection has to take its place; None while it is well."""
        if self._told_to_leave:
            return self._told_to_leave
        session = self.client.current_session
        line = session.sock if session is not None else None
        if line is None or has_ended(line):
            return "ended"
        return "silent" if self.quiet_for > self._silent_seconds else None

    def hang_up(self, patience: float = PATIENCE) -> None:
        """Answer what has come and close in the first moment with nothing in hand.

        Slack cannot be asked to send nothing more, so what comes meanwhile is answered as well.
        Only when no such moment comes, what is newest stays unanswered: Slack sends events again.
        """
        until = monotonic() + patience
        with self._state:
            while (self._in_hand or self._is_being_told()) and (left := until - monotonic()) > 0:
                self._state.wait(min(left, A_MOMENT))
            self._hanging_up = True
            while self._in_hand and (left := until + patience / 2 - monotonic()) > 0:
                self._state.wait(left)
        self._stop_listening(monotonic() + SECONDS_TO_CLOSE)
        self.client.close()

    def _heard(self, text: str) -> None:
        frame = json.loads(text)
        if frame.get("type") == "disconnect":
            self._told_to_leave = str(frame.get("reason") or "unnamed")
        if frame.get("type") in {"hello", "disconnect"}:
            self._said_hello.set()
            return
        request = SocketModeRequest.from_dict(frame)
        with self._state:
            if request is None or self._hanging_up:
                return
            self._in_hand += 1
        self.client.message_workers.submit(self._answer, request)

    def _answer(self, request: SocketModeRequest) -> None:
        began, is_traced = monotonic(), not leaves_no_trace(request.payload)
        try:
            made = run_bolt_app(self._app, request)
            send_response(self.client, request, made, time())
            if made.status == 200 and is_traced:
                self._answered(request_kind(request.payload), monotonic() - began)
        except (SlackClientError, OSError) as trouble:
            if is_traced:
                _log.warning("an answer could not be sent: %s", type(trouble).__name__)
        finally:
            with self._state:
                self._in_hand -= 1
                self._state.notify_all()

    def _is_being_told(self) -> bool:
        """Whether something has come that nobody has read yet."""
        session = self.client.current_session
        line = session.sock if session is not None else None
        return line is not None and has_bytes(line)

    def _stop_listening(self, until: float) -> None:
        """End the thread that waits for the next envelope; closing would wait seconds for it.

        It is told again and again: one that has only just begun to listen takes back the SDK's
        own word to end, and closing would then wait for it for ever.
        """
        client = self.client
        session = client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(SHUT_RDWR)
        listening = client.current_session_runner
        listening.event.set()
        while listening.is_alive() and monotonic() < until:
            client.current_session_state.terminated = True
            listening.thread.join(A_MOMENT)


class _Connection(SocketModeClient):
    """The SDK's connection without its own ideas of when to connect anew.

    It would close the old one before what came by it is answered, and come back at once after
    every refusal.
    """

    def __init__(
        self, settings: Settings, heard: Callable[[str], None], ping_seconds: float
    ) -> None:
        self._heard = heard
        super().__init__(
            settings.app_token,
            logger=quiet,
            web_client=WebClient(base_url=settings.slack_api_url, timeout=SECONDS_TO_ANSWER),
            auto_reconnect_enabled=False,
            ping_interval=ping_seconds,
            concurrency=THREADS,
        )

    def enqueue_message(self, message: str) -> None:
        """A frame came in. The thread that reads hands it on at once."""
        self._heard(message)

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Never: who keeps the line does."""

"""Apps at the other end of the wire: websocket and HTTP listeners that remember and answer."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.kit.sandbox import RunningSandbox, eventually

Json = dict[str, Any]
Answer = Callable[[Json], Any]
SILENT = object()


def nothing(_envelope: Json) -> None:
    """An ack without a payload."""


class SocketApp:
    """One socket of an app. `answer` gives the ack's payload, None for a bare ack, or SILENT."""

    def __init__(self, box: RunningSandbox, answer: Answer = nothing, query: str = "") -> None:
        self.answer = answer
        self.frames: list[Json] = []
        self._sockets: list[ClientConnection] = []
        opened = box.api("apps.connections.open", box.app_token)
        self._url = opened["url"] + query
        self.closed = threading.Event()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        eventually(lambda: self.frames, what="hello")

    @property
    def socket(self) -> ClientConnection:
        return self._sockets[0]

    @property
    def envelopes(self) -> list[Json]:
        return [one for one in self.frames if "envelope_id" in one]

    def payloads(self, kind: str) -> list[Json]:
        """Payloads by envelope type, or by the type an interaction or event says itself."""
        return [
            one["payload"]
            for one in list(self.envelopes)
            if kind in (one["type"], one["payload"].get("type"), _event(one).get("type"))
        ]

    def wait_for(self, kind: str, count: int = 1) -> Json:
        """The payload that makes `count` of this kind."""
        found = eventually(lambda: self.payloads(kind)[count - 1 :], what=kind)
        return found[0]

    def send(self, frame: Json) -> None:
        self.socket.send(json.dumps(frame))

    def close(self) -> None:
        self.socket.close()
        self._thread.join()

    def _listen(self) -> None:
        with suppress(ConnectionClosed), connect(self._url, proxy=None) as socket:
            self._sockets.append(socket)
            for text in socket:
                frame = json.loads(text)
                self.frames.append(frame)
                if "envelope_id" in frame:
                    self._ack(frame)
        self.closed.set()

    def _ack(self, envelope: Json) -> None:
        said = self.answer(envelope)
        if said is not SILENT:
            ack: Json = {"envelope_id": envelope["envelope_id"]}
            self.send(ack if said is None else ack | {"payload": said})


def _event(envelope: Json) -> Json:
    event: Json = envelope["payload"].get("event") or {}
    return event


class HttpApp:
    """An app behind a URL; `answer` gives (status, headers, body) for what was posted."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answer: Callable[[Json], tuple[int, dict[str, str], str]] = _well
        app = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                app.requests.append((headers, body))
                status, more, text = app.answer(decoded(body))
                self.send_response(status)
                for name, value in more.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/slack/events"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _well(payload: Json) -> tuple[int, dict[str, str], str]:
    if payload.get("type") == "url_verification":
        return (
            200,
            {"Content-Type": "application/json"},
            json.dumps({"challenge": payload["challenge"]}),
        )
    return 200, {}, ""


def decoded(body: str) -> Json:
    """What was posted, whichever of Slack's three ways it came."""
    if body.startswith("{"):
        found: Json = json.loads(body)
        return found
    fields = {name: values[0] for name, values in parse_qs(body).items()}
    return json.loads(fields["payload"]) if "payload" in fields else fields


def is_signed(headers: dict[str, str], body: str, secret: str) -> bool:
    base = f"v0:{headers['x-slack-request-timestamp']}:{body}".encode()
    wanted = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, headers["x-slack-signature"])

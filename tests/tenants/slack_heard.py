"""A Slack that says yes to everything and remembers every word it was told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote_plus

from tests.kit.loopback import served

_YES = json.dumps(
    {
        "ok": True,
        "view": {"id": "V0", "hash": "h", "type": "modal", "blocks": []},
        "channel": "D0",
        "file": {"name": "people.csv"},
        "ts": "1.1",
        "messages": [],
        "user": {"id": "U0NOBODY"},
    }
).encode()


@dataclass
class Heard:
    """Everything that was said, one text per request."""

    url: str = ""
    said: list[str] = field(default_factory=list)


@contextmanager
def slack_heard() -> Iterator[Heard]:
    """Listens on loopback until the block ends."""
    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            token = self.headers.get("authorization", "")
            heard.said.append(f"{self.path} {token} {unquote_plus(body.decode())}")
            self.send_response_only(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(_YES)))
            self.end_headers()
            self.wfile.write(_YES)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with served(Handler) as where:
        heard.url = f"http://{where}/"
        yield heard

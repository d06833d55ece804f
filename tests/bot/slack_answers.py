"""A stand-in that answers Slack's Web API with what a test wants to hear."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

from bot.manifest import SCOPES
from tests.kit.loopback import served


@dataclass
class Answers:
    """What is answered, by method; `scopes` None leaves the header out."""

    url: str = ""
    scopes: str | None = ",".join(SCOPES)
    called: list[str] = field(default_factory=list)
    """The methods that were called, in their order."""
    date: datetime = field(default_factory=lambda: datetime.now(UTC))
    methods: dict[str, Mapping[str, Any]] = field(
        default_factory=lambda: {
            "auth.test": {"ok": True, "team": "Practice", "team_id": "T1"},
            "apps.connections.open": {"ok": True, "url": "wss://127.0.0.1/link/?ticket=1"},
        }
    )


@contextmanager
def slack_answers() -> Iterator[Answers]:
    """Answers on loopback until the block ends."""
    answers = Answers()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            answers.called.append(self.path.rsplit("/", 1)[1])
            answer = answers.methods.get(self.path.rsplit("/", 1)[1], {"ok": False})
            self.send_response_only(200)
            self.send_header("Date", format_datetime(answers.date, usegmt=True))
            self.send_header("Content-Type", "application/json")
            if answers.scopes is not None:
                self.send_header("X-OAuth-Scopes", answers.scopes)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with served(Handler) as where:
        answers.url = f"http://{where}/api/"
        yield answers

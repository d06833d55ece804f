"""All that could be listening while people answer: every level, every handler, both ways in."""

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
from prometheus_client import generate_latest
from starlette.applications import Starlette

from bot.house import House
from bot.web.server import WebServer
from bot.web.slack import PATH, slack_routes
from tests.attacks.door import Door
from tests.bot.logged import Logged, logged
from tests.kit import cast

SIGNING = "8f742231b10e8888abcd99yyyzzz85a5"


@dataclass
class Heard:
    """What was written meanwhile."""

    ours: Logged
    others: list[str] = field(default_factory=list)
    """By somebody else's handler at the root, with whole exceptions."""

    @property
    def lines(self) -> list[str]:
        return [*self.ours.text().splitlines(), *self.others]


class _Others(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


@contextmanager
def all_ears(*, but: tuple[str, ...] = ("\0",)) -> Iterator[Heard]:
    """Every logger there is at DEBUG, into our log and into somebody else's.

    `but` are those of the other side, where it is in this process too.
    """
    with logged("debug") as ours:
        heard = Heard(ours)
        others = _Others(heard.others)
        logging.getLogger().addHandler(others)
        names = [one for one in logging.root.manager.loggerDict if not one.startswith(but)]
        before = {name: logging.getLogger(name).level for name in names}
        for name in before:
            logging.getLogger(name).setLevel(logging.DEBUG)
        try:
            yield heard
        finally:
            for name, level in before.items():
                logging.getLogger(name).setLevel(level)
            logging.getLogger().removeHandler(others)


def figures_of(house: House) -> list[str]:
    """What the metrics tell of requests; the others change without anybody asking for anything."""
    lines = generate_latest(house.vitals.registry).decode().splitlines()
    return [one for one in lines if one.startswith(("baton_answer", "baton_late"))]


class SignedDoor(Door):
    """The same door in HTTP mode: each payload is signed and posted, as Slack does."""

    @contextmanager
    def served(self) -> Iterator[None]:
        """The web server, as long as it is open."""
        routes = slack_routes(self.house.app, SIGNING, self.house.vitals.answered)
        server = WebServer(Starlette(routes=list(routes)), "127.0.0.1:0")
        server.connect()
        self._http = httpx.Client(base_url=server.address, timeout=30, trust_env=False)
        try:
            yield
        finally:
            self._http.close()
            server.hang_up()

    def _send(self, slack_user: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        body = {
            **payload,
            "team": {"id": cast.TEAM, "domain": "baton"},
            "user": {"id": slack_user, "team_id": cast.TEAM},
            "trigger_id": "1.2.3",
        }
        raw = urlencode({"payload": json.dumps(body)}).encode()
        stamp = str(int(time.time()))
        right = hmac.new(SIGNING.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={right.hexdigest()}",
        }
        answer = self._http.post(PATH, content=raw, headers=headers)
        assert answer.status_code == 200
        return dict(answer.json()) if answer.content else {}

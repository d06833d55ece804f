"""What several benchmarks stand on: a sandbox and a bot, each a process of its own, and people."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import manifest
from bot.practice.ports import free_port

TEAM = "T0BENCH"
APP = "A0BENCH"
MANAGER = "U0BENCHPM"
PATIENCE = 60.0
SLACK_WAITS = 3.0
"""Seconds Slack waits for an answer to a submission."""


def people(count: int) -> list[dict[str, Any]]:
    """A program manager and `count` colleagues, as the sandbox seeds them."""
    manager = _person(MANAGER, "Pat Morgan", "pat@bench.example")
    return [manager, *(_person(member(number), f"Member {number}", "") for number in range(count))]


def member(number: int) -> str:
    """The Slack id of the colleague with that number."""
    return f"U0BENCH{number:05d}"


def _person(slack_user: str, name: str, email: str) -> dict[str, Any]:
    address = email or f"{slack_user.lower()}@bench.example"
    return {"id": slack_user, "real_name": name, "email": address, "tz": "Europe/London"}


@dataclass(frozen=True)
class Slack:
    """A sandbox in a process of its own, with one app installed."""

    address: str
    tokens: Mapping[str, str]

    def control(self, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """One request to its control surface."""
        return call(f"{self.address}/_control/{path}", body, who="control")

    def connections(self) -> int:
        """How many sockets are open to the app."""
        return len(self.control("state")["connections"])

    def settings(self, home: Path) -> dict[str, str]:
        """The environment of a bot that is to run against it."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SLACK_", "BATON_"))
        }
        return kept | {
            "SLACK_API_URL": f"{self.address}/api/",
            "SLACK_BOT_TOKEN": self.tokens["bot_token"],
            "SLACK_APP_TOKEN": self.tokens["app_token"],
            "BATON_HOME": str(home),
            "BATON_PROGRAM_MANAGERS": "pat@bench.example",
            "BATON_LOG_LEVEL": "error",
            "BATON_HEALTH": "off",
        }


def call(url: str, body: Mapping[str, Any] | None = None, *, who: str) -> dict[str, Any]:
    """One JSON request to the sandbox, as its page or as its host."""
    request = urllib.request.Request(  # noqa: S310 - always loopback
        url,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "X-Sandbox": who},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return dict(json.load(answer))


@contextmanager
def slack(member_count: int = 0) -> Iterator[Slack]:
    """A running sandbox with its people and our app, rates out of the way."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port(8700)
        address = f"http://127.0.0.1:{port}"
        seed = {
            "team": {"id": TEAM, "name": "Bench", "domain": "bench"},
            "people": people(member_count),
            "app": {"id": APP, "manifest": manifest.build()},
        }
        planted = Path(folder) / "workspace.json"
        planted.write_text(json.dumps(seed))
        where = ["--port", str(port), "--file", f"{folder}/workspace.db", "--seed", str(planted)]
        with process(["sandbox", *where, "--no-rates"], dict(os.environ)) as running:
            wait_until(lambda: _answers(f"{address}/_control/clock"), running)
            yield Slack(address, call(f"{address}/_control/seed", seed, who="control"))


@contextmanager
def process(
    arguments: list[str], environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process of ours, stopped at the end."""
    running = subprocess.Popen(
        [sys.executable, "-m", *arguments], env=dict(environment), stdout=subprocess.DEVNULL
    )
    try:
        yield running
    finally:
        running.terminate()
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def wait_until(done: Any, running: subprocess.Popen[bytes], pause: float = 0.01) -> None:
    """Poll until `done()`; an end of the process or a minute without it is an error."""
    until = time.monotonic() + PATIENCE
    while not done():
        if running.poll() is not None:
            raise RuntimeError(f"the process ended with {running.returncode}")
        if time.monotonic() > until:
            raise RuntimeError("it did not happen within a minute")
        time.sleep(pause)


def _answers(url: str) -> bool:
    try:
        call(url, who="control")
    except OSError:
        return False
    return True

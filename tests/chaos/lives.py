"""The host's side of the nursery: begins lives of the bot, kills, freezes and thaws them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tests.chaos.orders import Order
from tests.chaos.steps import names_in
from tests.chaos.victim import CONNECTED
from tests.kit.sandbox import eventually

PROJECT = Path(__file__).parents[2]
PATIENCE = 60.0


@dataclass
class Nursery:
    """Speaks with the process of nursery.py."""

    process: "subprocess.Popen[str]"
    numbers: Iterator[int] = field(default_factory=count)

    def ask(self, **wish: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        number = next(self.numbers)
        self.process.stdin.write(json.dumps({"number": number, **wish}) + "\n")
        self.process.stdin.flush()
        while line := self.process.stdout.readline():
            found: dict[str, Any] = json.loads(line)
            if found["number"] == number:  # not an answer that a test did not wait for
                return found
        raise AssertionError("the nursery is gone")

    def begin(self, order: Order) -> "Life":
        """A life of the bot, from now on."""
        return Life(self, order, int(self.ask(do="begin", order=asdict(order))["pid"]))


@dataclass
class Life:
    """One process of the bot."""

    nursery: Nursery
    order: Order
    pid: int
    over: bool = field(default=False, init=False)

    def end(self) -> str:
        """Wait for its end or its standing still: `ended`, `killed` or `frozen`."""
        found = self.nursery.ask(do="wait", pid=self.pid)
        self.over = found["how"] != "frozen"
        assert found.get("code", 0) == 0, self.errors()
        return str(found["how"])

    def steps(self) -> list[str]:
        """The steps it reached."""
        return names_in(Path(self.order.log))

    def errors(self) -> str:
        """What it wrote to stderr."""
        with suppress(FileNotFoundError):
            return Path(f"{self.order.log}.errors").read_text()
        return ""

    def wait_until_connected(self) -> "Life":
        """Until it hears Slack. Raises AssertionError with its last words when it died before."""

        def look() -> bool:
            assert self.is_alive(), f"died before it was connected: {self.errors()}"
            return CONNECTED in self.steps()

        eventually(look, within=PATIENCE, what="a connected bot")
        return self

    def kill(self) -> None:
        """At once, wherever it is."""
        self.send(signal.SIGKILL)
        self.end()

    def end_at_once(self) -> None:
        """As `kill`, but it may have ended by itself, in whatever way."""
        self.send(signal.SIGKILL)
        self.nursery.ask(do="wait", pid=self.pid)
        self.over = True

    def is_alive(self) -> bool:
        """Whether it is still there, be it frozen."""
        return _is_alive(self.pid)

    def send(self, number: signal.Signals) -> None:
        """A signal, if it is still there."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery for as long as it is needed; its children end with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.chaos.nursery"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Nursery(process)
    finally:
        process.communicate()

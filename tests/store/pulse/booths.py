"""Voters and closers as real processes: begun, killed, and asked what they had said until then."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from tests.kit.pulse import SECRET, OpenPulse
from tests.kit.sandbox import eventually
from tests.store.pulse.booth import READY

PROJECT = Path(__file__).parents[3]
PATIENCE = 60.0


@dataclass(frozen=True)
class Child:
    """One process."""

    booths: "Booths"
    pid: int
    log: Path

    def said(self) -> list[str]:
        """What it had done, and had told somebody, by now."""
        lines = self.log.read_text().splitlines(keepends=True) if self.log.exists() else []
        return [one.strip() for one in lines if one.endswith("\n") and one.strip() != READY]

    def wait_until_ready(self) -> "Child":
        """Until its database is open."""
        found = eventually(self._is_ready, within=PATIENCE, what="a voter")
        assert found
        return self

    def kill(self) -> None:
        """At once, wherever it is."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.booths.ask(do="wait", pid=self.pid)

    def ends(self) -> str:
        """How it ended by itself: `killed` where it ended so itself, else `done`."""
        found = self.booths.ask(do="wait", pid=self.pid)
        assert found["killed"] or not found["code"]
        return "killed" if found["killed"] else "done"

    def _is_ready(self) -> bool:
        return self.log.exists() and READY in self.log.read_text()


@dataclass
class Booths:
    """The host's side: where processes are begun."""

    process: "subprocess.Popen[str]"
    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def ask(self, **order: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def voter(self, pulse: OpenPulse, people: Sequence[str]) -> Child:
        """Somebody through whom these people answer, one after the other."""
        more = {"people": list(people), "digest": pulse.survey.digest}
        return self._begin("vote", pulse, pulse.store.clock(), more)

    def closer(self, pulse: OpenPulse, point: str) -> Child:
        """Somebody who closes a survey whose time has come, and dies at that point."""
        return self._begin("close", pulse, pulse.survey.closes_at, {"point": point})

    def _begin(self, do: str, pulse: OpenPulse, now: datetime, more: dict[str, Any]) -> Child:
        log = self.folder / f"child-{next(self.numbers)}"
        url = pulse.store.engines.work.url.render_as_string(hide_password=False)
        found = self.ask(
            do=do,
            url=url,
            keys=str(pulse.store.keys.folder),
            vault=str(pulse.store.vault.folder),
            secret=SECRET.hex(),
            now=now.isoformat(),
            workspace=pulse.workspace_id,
            survey=pulse.survey.id,
            log=str(log),
            **more,
        )
        return Child(self, int(found["pid"]), log)


@contextmanager
def open_booths(folder: Path) -> Iterator[Booths]:
    """Booths for as long as they are needed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.pulse.booth"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Booths(process, folder)
    finally:
        process.communicate()

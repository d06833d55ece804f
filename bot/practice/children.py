"""The two processes of a practice workspace: started, watched, started again, stopped cleanly."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import IO

STOP_SECONDS = 15


class Child:
    """One process of ours; what it prints is handed on line by line."""

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str],
        on_line: Callable[[str], None],
    ) -> None:
        self.name = name
        self._arguments = list(arguments)
        self._environment = dict(environment)
        self._on_line = on_line
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it in a session of its own, so that a Ctrl-C at the terminal reaches us first."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", *self._arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        out = self._process.stdout
        if out is not None:
            threading.Thread(target=self._hand_on, args=(out,), daemon=True).start()

    def _hand_on(self, out: IO[str]) -> None:
        for line in out:
            self._on_line(line.rstrip("\n"))

    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return None if self._process is None else self._process.poll()

    def stop(self) -> None:
        """Ask it to end; what does not within some seconds is killed (nothing is lost by that)."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


REAL_SETTINGS = ("SLACK_", "BATON_")


def bare_environment() -> dict[str, str]:
    """The environment without a real token or setting: practice meets no real workspace."""
    return {name: value for name, value in os.environ.items() if not name.startswith(REAL_SETTINGS)}

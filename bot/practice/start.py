"""`baton practice`: starts the sandbox and the bot, shows progress, and stops both cleanly."""

import fcntl
import json
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bot.practice import pulse_secret, roster
from bot.practice.children import Child, bare_environment
from bot.practice.control import Control, ControlTrouble
from bot.practice.ports import free_port
from bot.practice.story import OPENS_AT
from bot.practice.winter import FOUNDED_AT
from bot.practice.workspace import TITLE, host_words, workspace_seed
from bot.stopping import asked_to_stop

READY_SECONDS = 60
OURS = (
    "data",
    "keys",
    "pulse-keys",
    pulse_secret.FILE_NAME,
    "workspace.db",
    "workspace.db-wal",
    "workspace.db-shm",
    "workspace.json",
    roster.FILE_NAME,
)
"""What practice keeps in its folder: all that `--reset` removes, and nothing else."""
Say = Callable[[str], None]


class PracticeTrouble(Exception):
    """Practice could not start. The text is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    home: Path
    port: int
    reset: bool = False
    empty: bool = False


class Practice:
    """One practice workspace on this machine."""

    def __init__(self, wanted: Wanted, say: Say, asked: threading.Event | None = None) -> None:
        """`asked`, once set, ends `start` and `watch`."""
        self._wanted = wanted
        self._say = say
        self._asked = asked or threading.Event()
        self._ready = threading.Event()
        self._children: list[Child] = []
        self._claim: IO[str] | None = None
        self.address = ""

    def start(self) -> None:
        """Start both processes and wait until the bot is connected and the story is told.

        Raises PracticeTrouble when one of them does not come up.
        """
        self._claim_home()
        self.address = f"http://127.0.0.1:{self._port()}"
        tokens = self._start_sandbox()
        control = Control(self.address)
        control.wait_until_it_answers(READY_SECONDS)
        # On a workspace that has begun, an earlier moment changes nothing.
        begin = OPENS_AT if self._wanted.empty else FOUNDED_AT
        control.set_clock(begin.timestamp())
        control.host(host_words(empty=self._wanted.empty))
        self._wait_for(self._start_bot(tokens))

    def watch(self) -> int:
        """Keep both running until asked to stop; a process that ends is started again."""
        while not self._asked.wait(0.5):
            for child in self._children:
                code = child.ended()
                if code is not None:
                    self._say(f"The {child.name} ended ({code}). Starting it again.")
                    child.start()
        return 0

    def stop(self) -> None:
        """Stop the bot first, so that what it is sending still finds its workspace."""
        if self._children:
            self._say("Stopping …")
        for child in reversed(self._children):
            child.stop()
        if self._claim is not None:
            self._claim.close()

    def _claim_home(self) -> None:
        """One practice a folder; `--reset` empties it, but never under one that runs."""
        home = self._wanted.home
        try:
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as none:
            raise PracticeTrouble(
                f"No folder can be made at {home}: {none.strerror}. Give another --home."
            ) from None
        self._claim = (home / "running").open("w", encoding="utf-8")
        try:
            fcntl.flock(self._claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PracticeTrouble(
                f"A practice workspace runs in {home} already. Stop it, or give another --home."
            ) from None
        if self._wanted.reset:
            for name in OURS:
                shutil.rmtree(home / name, ignore_errors=True)
                (home / name).unlink(missing_ok=True)

    def _port(self) -> int:
        try:
            port = free_port(self._wanted.port)
        except OSError as none_free:
            raise PracticeTrouble(f"There is {none_free}. Name another with --port.") from None
        if port != self._wanted.port:
            self._say(f"Port {self._wanted.port} is busy; using {port}.")
        return port

    def _start_sandbox(self) -> dict[str, Any]:
        """Start the workspace; answers the tokens it prints."""
        home = self._wanted.home
        (home / roster.FILE_NAME).write_bytes(roster.file())
        seed = home / "workspace.json"
        seed.write_text(json.dumps(workspace_seed()), encoding="utf-8")
        port = self.address.rsplit(":", 1)[1]
        arguments = ["sandbox", "--port", port, "--file", str(home / "workspace.db")]
        told: list[str] = []
        sandbox = Child(
            "workspace",
            [*arguments, "--seed", str(seed), "--print-json", "--no-rates"],
            environment=bare_environment(),
            on_line=told.append,
        )
        sandbox.start()
        self._children.append(sandbox)
        until = time.monotonic() + READY_SECONDS
        while not told and time.monotonic() < until and sandbox.ended() is None:
            time.sleep(0.02)
        if not told:
            raise PracticeTrouble("The practice workspace did not start on this machine.")
        return dict(json.loads(told[0]))

    def _start_bot(self, tokens: dict[str, Any]) -> Child:
        environment = bare_environment() | {
            "SLACK_BOT_TOKEN": tokens["bot_token"],
            "SLACK_APP_TOKEN": tokens["app_token"],
            "SLACK_API_URL": f"{self.address}/api/",
            "BATON_HOME": str(self._wanted.home),
            "BATON_PULSE_SECRET": pulse_secret.kept_in(self._wanted.home),
        }
        arguments = ["bot.practice.bot_process", self.address]
        if self._wanted.empty:
            arguments.append("--empty")
        bot = Child("bot", arguments, environment=environment, on_line=self._heard)
        bot.start()
        self._children.append(bot)
        return bot

    def _wait_for(self, bot: Child) -> None:
        """The story is told with progress, so it may take its time; an end of the bot may not."""
        while not self._ready.wait(0.1) and not self._asked.is_set():
            if bot.ended() is not None:
                raise PracticeTrouble("The bot did not come up. What it printed above says why.")

    def _heard(self, line: str) -> None:
        try:
            told = json.loads(line)
        except ValueError:
            self._say(line)
            return
        if told.get("ready"):
            self._ready.set()
        elif told.get("progress"):
            self._say(told["progress"])


def practice(wanted: Wanted, say: Say) -> int:
    """Run a practice workspace until Ctrl-C; answers the exit code."""
    with asked_to_stop() as asked:
        session = Practice(wanted, say, asked)
        try:
            say("Starting the practice workspace …")
            session.start()
            if not asked.is_set():
                say(f"\n  Ready: {session.address}\n\n  {TITLE} Ctrl-C stops it.")
            return session.watch()
        except (PracticeTrouble, ControlTrouble) as trouble:
            say(str(trouble))
            return 1
        finally:
            session.stop()
            if asked.is_set():
                say("Stopped. The next start finds all as it is now.")

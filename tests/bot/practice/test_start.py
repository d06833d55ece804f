"""`baton practice` as a person meets it: started, moved on, stopped, started again."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.practice import people, roster, seed, winter_pairs
from bot.practice.ports import free_port
from bot.practice.story import STORIES
from bot.practice.tour import APP_ID
from tests.kit.sandbox import eventually

HELEN = people.PROGRAM_MANAGER.slack_user
READY = "  Ready: "


class Terminal:
    """One `baton practice` in a process of its own, and the lines it printed."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        command = [sys.executable, "-m", "bot", "practice", "--home", str(home), *arguments]
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | environment,
        )

    def until_ready(self) -> str:
        """Read until the address is printed; answers it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if line.startswith(READY):
                return line.removeprefix(READY).strip()
        raise AssertionError("\n".join(self.lines))

    def interrupt(self) -> int:
        """Ctrl-C; answers the exit code."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=60)
        self.lines += rest.splitlines()
        return self.process.returncode


@contextmanager
def terminal(home: Path, *arguments: str, **environment: str) -> Iterator[Terminal]:
    started = Terminal(home, "--port", str(free_port(18600)), *arguments, **environment)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.process.terminate()
            started.process.communicate(timeout=60)


def act(address: str, who: str, what: str, **wish: Any) -> dict[str, Any]:
    body = {"as": who, "act": what, **wish}
    answer = httpx.post(f"{address}/_page/act", json=body, headers={"X-Sandbox": "page"})
    found: dict[str, Any] = answer.json()
    assert found["ok"], found
    return found


def boot(address: str, who: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{address}/_page/boot", params={"as": who}).json()
    return found


def home_of(address: str, who: str) -> str:
    """All of somebody's Home as text, once the bot has published it."""

    def look() -> Any:
        return act(address, who, "open_home", app=APP_ID)["view"]

    return json.dumps(eventually(look, what="a Home"))


def messages(address: str, who: str) -> list[str]:
    channel = act(address, who, "open_messages", app=APP_ID)["channel"]
    found = httpx.get(f"{address}/_page/messages", params={"as": who, "channel": channel}).json()
    return [message["text"] for message in found["messages"]]


EVERY_STATE = (
    "Active *6*",
    "Resting *1*",
    "Ready to start *1*",
    "Mentor asked *2*",
    "Waiting for a mentor *2*",
    "Silent mentor",
    "New pairing asked for",
    "In review *3*",
    "About 30 % have answered",
    "17 answers, closed Wed 25 Feb.",
)
"""What the program manager's Home says of the cohort that runs, and of the next one."""


def bot_of(address: str) -> int | None:
    """The process id of the bot behind that address."""
    found = subprocess.run(
        ["pgrep", "-f", f"bot_process {address}"], capture_output=True, text=True, check=False
    )
    return int(found.stdout.split()[0]) if found.stdout else None


def test_a_first_start_tells_the_story_and_a_second_one_finds_it(tmp_path: Path) -> None:
    home = tmp_path / "practice"
    with terminal(home, SLACK_BOT_TOKEN="xoxb-real", SLACK_API_URL="http://127.0.0.1:9/") as first:
        address = first.until_ready()
        acts = len(seed.acts())
        assert sum(f" of {acts}: " in line for line in first.lines) == acts
        assert len(boot(address, HELEN)["people"]) >= 59
        helens = home_of(address, HELEN)
        assert all(figure in helens for figure in EVERY_STATE)
        told = messages(address, people.BY_NAME["Daniel Ashworth"].slack_user)
        assert any(text.startswith("You are in") for text in told)
        before = boot(address, HELEN)["clock"]["now"]
        act(address, HELEN, "clock", button="next_morning")
        eventually(
            lambda: boot(address, HELEN)["clock"]["now"] - before > 23 * 3600, what="a morning"
        )
        assert first.interrupt() == 0
        assert first.lines[-2:] == [
            "Stopping …",
            "Stopped. The next start finds all as it is now.",
        ]
        assert not any("Traceback" in line for line in first.lines)
    with terminal(home) as second:
        address = second.until_ready()
        assert not any(f" of {acts}: " in line for line in second.lines)
        assert boot(address, HELEN)["clock"]["now"] - before > 23 * 3600
        assert "Active *6*" in home_of(address, HELEN)
        again = Terminal(home, "--reset")
        said, _ = again.process.communicate(timeout=60)
        assert again.process.returncode == 1
        assert "runs in" in said
        assert second.interrupt() == 0


def test_an_empty_start_has_people_and_no_program(tmp_path: Path) -> None:
    with terminal(tmp_path / "practice", "--empty") as started:
        address = started.until_ready()
        assert "nominations wait" not in home_of(address, HELEN)
        assert boot(address, HELEN)["host"]["tour"][0]["id"] == "start-here"
        act(
            address, HELEN, "command", channel="C0P0001", command="/mentoring-admin", text="program"
        )
        assert boot(address, HELEN)["views"][-1]["callback_id"] == "cohorts.form"


def test_a_killed_bot_is_started_again(tmp_path: Path) -> None:
    with terminal(tmp_path / "practice", "--empty") as started:
        address = started.until_ready()
        killed = bot_of(address)
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        eventually(lambda: bot_of(address) not in (None, killed), within=60, what="a new bot")
        eventually(lambda: boot(address, HELEN)["apps"][0]["online"], within=60, what="its line")
        act(address, HELEN, "command", channel="C0P0001", command="/mentoring", text="")
        assert boot(address, HELEN)["views"]


def test_a_busy_port_is_said_and_another_one_taken(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        started = Terminal(tmp_path / "practice", "--empty", "--port", str(port))
        address = started.until_ready()
        assert f"Port {port} is busy; using" in "\n".join(started.lines)
        assert not address.endswith(f":{port}")
        assert started.interrupt() == 0


def test_the_roster_of_the_company_is_whole_and_the_same_every_time() -> None:
    entries = roster.entries()
    ids = {one.employee_id for one in entries}

    assert len(entries) == len(ids) == 60
    assert {one.manager_id for one in entries} - ids == {""}
    assert [one.name for one in entries if not one.manager_id] == ["Ingrid Halvorsen"]
    assert entries == roster.entries()


def test_nobody_in_the_story_mentors_their_own_line() -> None:
    above = {one.employee_id: one.manager_id for one in roster.entries()}
    ids = {one.name: one.employee_id for one in roster.entries()}
    for mentee, mentor in winter_pairs.ASKED:
        line = [above[ids[mentee]], above.get(above[ids[mentee]], "")]
        assert ids[mentor] not in line, mentee


@pytest.mark.parametrize("one", STORIES, ids=lambda one: one.nominee)
def test_everyone_in_the_story_works_at_the_company(one: Any) -> None:
    assert people.BY_NAME[one.nominee].group == people.POTENTIALS
    if one.answer is not None:
        assert people.BY_NAME[one.answer.by].group == people.PROGRAM_TEAM


def test_no_two_people_share_a_name_or_an_account() -> None:
    assert len(people.BY_NAME) == len(people.COLLEAGUES_ALL)
    assert len({one.slack_user for one in people.COLLEAGUES_ALL}) == len(people.COLLEAGUES_ALL)
    assert len({one.email for one in people.COLLEAGUES_ALL}) == len(people.COLLEAGUES_ALL)

"""What an operator gets wrong with folders, addresses and ports: a sentence and an exit code."""

import socket
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from datetime import timedelta
from pathlib import Path

import pytest

from bot import clock
from bot.doctor.spans import span
from bot.opening import open_store
from bot.settings import load
from tests.bot.commands import baton
from tests.bot.processes import BATON, PATIENCE, PROJECT, slack_with_tokens


@pytest.fixture
def taken() -> Iterator[str]:
    """An address at which another program listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("name", ["BATON_HOME", "BATON_KEYS"])
@pytest.mark.parametrize("place", ["/proc/nope", "file/below"])
def test_a_place_where_no_folder_can_be_made_is_a_wrong_setting(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, place: str
) -> None:
    (folder / "file").touch()
    monkeypatch.setenv(name, place)
    refused = baton("migrate")
    assert refused.exit_code == 2, refused.output
    assert f"{name} names {place}, and no folder can be made there." in refused.stderr
    assert "Give a folder" in refused.stderr
    assert "Traceback" not in refused.output


def test_run_says_the_same_of_a_home_that_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    with slack_with_tokens(monkeypatch):
        monkeypatch.setenv("BATON_HOME", "/proc/nope")
        refused = subprocess.run([*BATON, "run"], capture_output=True, text=True, check=False)
    assert (refused.returncode, "BATON_HOME names /proc/nope" in refused.stderr) == (2, True)
    assert "Traceback" not in refused.stderr


def test_a_practice_where_no_folder_can_be_made_is_told_in_a_sentence() -> None:
    refused = baton("practice", "--home", "/proc/nope")
    assert refused.exit_code == 1
    assert "No folder can be made at /proc/nope" in refused.output


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("postgresql://baton:hidden-word@127.0.0.1:1/baton", "host: 127.0.0.1:1"),
        ("postgresql://baton:half@hidden-word@127.0.0.1:1/baton", "host: 127.0.0.1:1"),
        ("postgresql:///baton?host=/nowhere&password=hidden-word", "host: /nowhere"),
    ],
)
def test_a_target_that_does_not_answer_is_named_and_not_the_setting(target: str, host: str) -> None:
    open_store(load(), clock.now).close()
    refused = baton("store", "copy", "--to", target)
    assert refused.exit_code == 1
    assert "The database that --to names does not answer" in refused.stderr
    assert host in refused.stderr
    assert "BATON_DATABASE_URL" not in refused.output
    assert "hidden-word" not in refused.output


def test_an_address_whose_port_is_no_number_is_no_address() -> None:
    open_store(load(), clock.now).close()
    refused = baton("store", "copy", "--to", "postgresql://baton:a@b:hidden-word@host/baton")
    assert (refused.exit_code, "not a database address" in refused.stderr) == (1, True)
    assert "hidden-word" not in refused.output


def test_a_copy_makes_no_folder_of_its_own(folder: Path) -> None:
    open_store(load(), clock.now).close()
    refused = baton("store", "copy", "--to", f"sqlite:///{folder}/nowhere/baton.db")
    assert (refused.exit_code, f"folder: {folder}/nowhere" in refused.stderr) == (1, True)
    assert not (folder / "nowhere").exists()


@pytest.mark.parametrize("setting", ["BATON_LISTEN", "BATON_HEALTH"])
def test_a_taken_port_is_tried_again_by_systemd(
    monkeypatch: pytest.MonkeyPatch, taken: str, setting: str
) -> None:
    service = ConfigParser(interpolation=None, strict=False)
    service.optionxform = str  # type: ignore[assignment,method-assign]
    service.read(PROJECT / "docs" / "baton.service")
    with slack_with_tokens(monkeypatch) as slack:
        monkeypatch.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
        monkeypatch.setenv(setting, taken)
        stopped = subprocess.run(
            [*BATON, "run", "--http"],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    assert stopped.returncode == 1, stopped.stderr
    assert setting in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert service["Service"]["RestartPreventExitStatus"] == "2"


@pytest.mark.parametrize(
    ("length", "says"),
    [
        (timedelta(minutes=7560), "5 days"),
        (timedelta(seconds=21_695_190), "251 days"),
        (timedelta(hours=3, minutes=59), "3 hours"),
        (timedelta(hours=1, minutes=40), "100 minutes"),
        (timedelta(seconds=119), "119 seconds"),
        (timedelta(seconds=1.5), "1 second"),
    ],
)
def test_a_stretch_of_time_is_said_in_the_unit_that_reads_best(
    length: timedelta, says: str
) -> None:
    assert span(length) == says

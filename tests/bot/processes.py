"""`baton run` in processes of its own, against a sandbox in this one."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.kit.house import workspace_seed
from tests.kit.sandbox import RunningSandbox, running_sandbox

PROJECT = Path(__file__).parents[2]
BATON = [sys.executable, "-m", "bot"]
PATIENCE = 60
LINES = 2
"""Connections that one process opens unless it is told otherwise."""


@contextmanager
def slack_with_tokens(
    monkeypatch: pytest.MonkeyPatch, **sandbox_settings: Any
) -> Iterator[RunningSandbox]:
    """A workspace to connect to, with its tokens in the environment."""
    with running_sandbox(workspace_seed(), **sandbox_settings) as sandbox:
        monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", sandbox.bot_token)
        monkeypatch.setenv("SLACK_APP_TOKEN", sandbox.app_token)
        monkeypatch.setenv("PYTHONPATH", str(PROJECT))
        monkeypatch.setenv("BATON_HEALTH", "off")  # many bots at once on one machine
        yield sandbox


def connections(slack: RunningSandbox) -> set[str]:
    return {one["id"] for one in slack.state()["connections"]}


_LOGS: dict[int, Path] = {}


def begun(*more: str) -> "subprocess.Popen[str]":
    """`baton run`, just started. Its log goes to a file: a pipe that nobody reads fills up."""
    handle, name = tempfile.mkstemp(suffix=".log")
    with os.fdopen(handle, "w") as log:
        process = subprocess.Popen([*BATON, "run", *more], stderr=log, text=True)
    _LOGS[process.pid] = Path(name)
    return process


def logged(process: "subprocess.Popen[str]") -> str:
    """What it has logged."""
    return _LOGS[process.pid].read_text("utf-8")


@contextmanager
def running(slack: RunningSandbox) -> Iterator[subprocess.Popen[str]]:
    """`baton run`, connected."""
    before = connections(slack)
    process = begun()
    try:
        slack.wait_for(
            lambda: len(connections(slack) - before) >= LINES or process.poll() is not None,
            within=PATIENCE,
        )
        if process.poll() is not None:
            raise AssertionError(logged(process))
        yield process
    finally:
        process.kill()
        process.wait()


def stopped(process: subprocess.Popen[str]) -> list[dict[str, object]]:
    """Ask it to stop; what it logged."""
    process.terminate()
    process.wait(PATIENCE)
    assert process.returncode == 0, logged(process)
    return [json.loads(line) for line in logged(process).splitlines()]

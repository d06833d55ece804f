"""The bot as a process of its own: it starts, stops when asked, and survives being killed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import app
from tests.kit import cast
from tests.kit.entering import typed
from tests.kit.house import workspace_seed
from tests.kit.sandbox import RunningSandbox, running_sandbox

PROJECT = Path(__file__).parents[2]
BATON = [sys.executable, "-m", "bot"]
PATIENCE = 60


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningSandbox]:
    """A workspace to connect to, with its tokens in the environment."""
    with running_sandbox(workspace_seed()) as sandbox:
        monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", sandbox.bot_token)
        monkeypatch.setenv("SLACK_APP_TOKEN", sandbox.app_token)
        monkeypatch.setenv("PYTHONPATH", str(PROJECT))
        yield sandbox


def connections(slack: RunningSandbox) -> set[str]:
    return {one["id"] for one in slack.state()["connections"]}


@contextmanager
def running(slack: RunningSandbox) -> Iterator[subprocess.Popen[str]]:
    """`baton run`, connected."""
    before = connections(slack)
    process = subprocess.Popen([*BATON, "run"], stderr=subprocess.PIPE, text=True)
    try:
        slack.wait_for(
            lambda: connections(slack) - before or process.poll() is not None, within=PATIENCE
        )
        assert process.poll() is None, process.communicate()[1]
        yield process
    finally:
        process.kill()
        process.communicate()


def baton(*words: str) -> Result:
    """A command in this process: only what is tried here pays for a start of its own."""
    return CliRunner().invoke(app, list(words))


def stopped(process: subprocess.Popen[str]) -> list[dict[str, object]]:
    """Ask it to stop; what it logged."""
    process.terminate()
    _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, log
    return [json.loads(line) for line in log.splitlines()]


def test_a_first_start_a_code_a_stop_and_a_second_start(slack: RunningSandbox) -> None:
    with running(slack) as process:
        report = json.loads(baton("doctor", "--json").stdout)
        assert report["well"], report
        newcomer = slack.person(cast.MENTEE.slack_user)
        newcomer.command("/mentoring-admin", "claim")
        form = newcomer.wait_for_modal()
        assert newcomer.submit(form, typed(code=report["code"]))["result"] != "errors"
        log = stopped(process)
    assert log[-1]["event"] == "Stopped."
    whole = json.dumps(log)
    for secret in (slack.bot_token, slack.app_token, report["code"], "@"):
        assert secret not in whole
    with running(slack) as process:
        assert json.loads(baton("doctor", "--json").stdout)["code"] is None
        assert not any("New keys" in str(line["event"]) for line in stopped(process))


def test_killed_outright_it_leaves_a_database_that_opens(slack: RunningSandbox) -> None:
    with running(slack) as process:
        slack.person(cast.MENTEE.slack_user).open_home()
        process.kill()
        process.wait()
    with running(slack) as process:
        assert baton("audit", "verify").exit_code == 0
        stopped(process)


@pytest.mark.parametrize(
    ("name", "value"), [("SLACK_BOT_TOKEN", "xoxb-another"), ("SLACK_APP_TOKEN", "xapp-another")]
)
def test_a_token_slack_does_not_know_is_a_sentence(
    slack: RunningSandbox, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    done = subprocess.run([*BATON, "run"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Slack does not know this token: {name}." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_sandbox_alone_prints_what_an_app_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [*BATON, "sandbox", "--port", "0", "--json"]
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            told = json.loads(process.stdout.readline() if process.stdout else "")
            for name in ("SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
                monkeypatch.setenv(name, told[name])
            assert json.loads(baton("doctor", "--json").stdout)["well"]
        finally:
            process.terminate()
            assert process.wait(PATIENCE) == 0

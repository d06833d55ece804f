"""The bot as a process of its own: it starts, stops when asked, and survives being killed."""

import json
import subprocess

import pytest

from tests.bot.commands import baton
from tests.bot.processes import BATON, PATIENCE, PROJECT, running, stopped
from tests.kit import cast
from tests.kit.entering import typed
from tests.kit.sandbox import RunningSandbox


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

"""`baton run --http` as a process: what it needs is named at once, Slack calls it, it drains."""

import subprocess
from contextlib import ExitStack

import pytest

from bot.practice.ports import free_port
from bot.web.slack import PATH
from tests.bot.balancer import Balancer
from tests.bot.crowd import Crowd
from tests.bot.processes import BATON, PATIENCE, begun, logged, slack_with_tokens, stopped

FIRST_PORT = 18_300


def test_what_it_cannot_do_without_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with slack_with_tokens(monkeypatch):
        monkeypatch.delenv("SLACK_BOT_TOKEN")
        command = [*BATON, "run", "--http"]
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        assert f"{name} is not set" in refused.stderr


def test_slack_calls_it_and_it_ends_cleanly(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port(FIRST_PORT)
    with slack_with_tokens(monkeypatch) as slack:
        monkeypatch.delenv("SLACK_APP_TOKEN")
        monkeypatch.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
        monkeypatch.setenv("BATON_LISTEN", f"127.0.0.1:{port}")
        process = begun("--http")
        try:
            slack.wait_for(
                lambda: "Baton is connected" in logged(process) or process.poll() is not None,
                within=PATIENCE,
                what="a start",
            )
            slack.change_app("deliver_by_http", url=f"http://127.0.0.1:{port}{PATH}")
            with Crowd(slack).busy() as crowd:
                crowd.wait_for_more()
            crowd.wait_until_answered()
            assert crowd.refused == []
            assert crowd.answered() == crowd.said
            assert stopped(process)[-1]["event"] == "Stopped."
        finally:
            process.kill()
            process.wait()


def test_behind_a_balancer_one_takes_the_place_of_another_without_a_gap(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = [(free_port(FIRST_PORT + 10 * n), free_port(FIRST_PORT + 10 * n + 5)) for n in (1, 2)]
    balancer = Balancer(ports)
    with slack_with_tokens(monkeypatch) as slack, ExitStack() as ending, balancer.running():
        monkeypatch.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
        processes = []
        for port, health in ports:
            monkeypatch.setenv("BATON_LISTEN", f"127.0.0.1:{port}")
            monkeypatch.setenv("BATON_HEALTH", f"127.0.0.1:{health}")
            processes.append(begun("--http"))
            ending.callback(processes[-1].wait)
            ending.callback(processes[-1].kill)
            if len(processes) == 1:
                slack.wait_for(lambda: len(balancer.ready) == 1, within=PATIENCE, what="the first")
                slack.change_app("deliver_by_http", url=balancer.address + PATH)
                crowd = ending.enter_context(Crowd(slack).busy())
        slack.wait_for(lambda: len(balancer.ready) == 2, within=PATIENCE, what="both")
        crowd.wait_for_more()
        assert stopped(processes[0])[-1]["event"] == "Stopped."
        crowd.wait_for_more()
        assert all(balancer.served[port] > 0 for port, _ in ports)
        crowd.stop()
        crowd.wait_until_answered()
        assert crowd.refused == []
        assert crowd.answered() == crowd.said
        stopped(processes[1])

"""Slack's speed limits in real time."""

import pytest

from scheduler.pace import Pace
from tests.scheduler.house import Stopwatch


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def pace(stopwatch: Stopwatch) -> Pace:
    return Pace(stopwatch, stopwatch.sleep)


def test_a_conversation_gets_one_message_a_second(pace: Pace, stopwatch: Stopwatch) -> None:
    start = stopwatch.now
    for _ in range(4):
        pace.wait("T1", "U1")

    assert stopwatch.now - start == pytest.approx(3.0)


def test_a_workspace_gets_five_calls_a_second(pace: Pace, stopwatch: Stopwatch) -> None:
    start = stopwatch.now
    for n in range(51):
        pace.wait("T1", f"U{n}")

    assert stopwatch.now - start == pytest.approx(10.0)


def test_workspaces_do_not_slow_each_other(pace: Pace, stopwatch: Stopwatch) -> None:
    for n in range(20):
        pace.wait(f"T{n}", "U1")

    assert stopwatch.slept == []


def test_a_pause_runs_out(pace: Pace, stopwatch: Stopwatch) -> None:
    pace.pause("T1", 30)

    assert pace.paused_for("T1") == pytest.approx(30.0)
    assert pace.paused_for("T2") == 0
    stopwatch.sleep(31)
    assert pace.paused_for("T1") == 0


def test_a_pause_of_one_method_leaves_the_others_alone(pace: Pace) -> None:
    pace.pause("T1", 30, "views.publish")

    assert pace.paused_for("T1", "views.publish") == pytest.approx(30.0)
    assert pace.paused_for("T1", "chat.postMessage") == 0
    assert pace.paused_for("T1") == 0
    assert pace.longest_pause() == pytest.approx(30.0)

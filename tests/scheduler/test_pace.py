"""Slack's speed limits in real time, as one process keeps them."""

from datetime import timedelta

import pytest

from program.speed import Lane
from scheduler.pace import Pace
from tests.scheduler.house import Stopwatch


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def pace(stopwatch: Stopwatch) -> Pace:
    return Pace(stopwatch, stopwatch.sleep, 5.0)


def test_a_moment_is_waited_for(pace: Pace, stopwatch: Stopwatch) -> None:
    assert pace.wait_until(pace.now() + timedelta(seconds=2.5))
    assert stopwatch.slept == [pytest.approx(2.5)]


def test_a_moment_that_has_passed_or_is_none_is_not_waited_for(
    pace: Pace, stopwatch: Stopwatch
) -> None:
    assert pace.wait_until(pace.now() - timedelta(seconds=1))
    assert pace.wait_until(None)
    assert stopwatch.slept == []


def test_whoever_is_woken_early_is_told(stopwatch: Stopwatch) -> None:
    woken = Pace(stopwatch, lambda _: None, 5.0)

    assert not woken.wait_until(woken.now() + timedelta(seconds=1))


def test_a_rest_runs_out(pace: Pace, stopwatch: Stopwatch) -> None:
    pace.rest("T1", 30)

    assert pace.rests_for("T1") == pytest.approx(30.0)
    assert pace.rests_for("T2") == 0
    stopwatch.sleep(31)
    assert pace.rests_for("T1") == 0


def test_a_rest_of_one_lane_leaves_the_others_alone(pace: Pace) -> None:
    pace.rest("T1", 30, Lane.PUBLISH)

    assert pace.rests_for("T1", Lane.PUBLISH) == pytest.approx(30.0)
    assert pace.rests_for("T1", Lane.POST) == 0
    assert pace.rests_for("T1") == 0
    assert pace.longest_rest() == pytest.approx(30.0)


def test_a_workspace_that_is_installed_anew_rests_no_longer(pace: Pace) -> None:
    pace.rest("T1", 600)
    pace.rest("T2", 600)

    pace.wake("T1")

    assert pace.rests_for("T1") == 0
    assert pace.rests_for("T2") == pytest.approx(600)


def test_the_ceiling_of_messages_is_the_operators_and_the_others_are_slacks(pace: Pace) -> None:
    assert pace.ceilings[Lane.POST] == 5.0
    assert pace.ceilings[Lane.UPDATE] == pytest.approx(50 / 60)

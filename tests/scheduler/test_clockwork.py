"""Planning, delivering and working until it is quiet, and knowing when it will not be any more."""

from datetime import UTC, datetime, timedelta

import pytest

from program.delivery import DeliveryClass, DeliveryState
from program.task import Task
from scheduler.clockwork import NeverQuietError, Settled
from scheduler.planner import Plan, Planner
from services.desk import Desk, Look, Work
from services.tasks import Progress, TaskKind
from tests.kit.slack import refusal
from tests.scheduler.house import TimeHouse


class Weekly:
    """A rhythm: one steady message to the mentee each week, kept by the key of its date."""

    def __init__(self, house: TimeHouse) -> None:
        self._house = house
        self.look_again_at = house.clock.now

    def plan(self) -> Plan:
        return Plan("weekly", self._next_due, self._run)

    def _next_due(self, _: Look) -> datetime | None:
        return self.look_again_at

    def _run(self, work: Work) -> None:
        key = f"weekly {work.now.date()}"
        work.send("test.note", to=self._house.mentee, about={}, cls=DeliveryClass.STEADY, key=key)
        self.look_again_at = work.now + timedelta(days=7)


def test_everything_due_is_done_until_it_is_quiet(house: TimeHouse) -> None:
    def run(desk: Desk, task: Task, _: Progress) -> None:
        with desk.open_work_in(task.workspace_id) as work:
            work.send(
                "test.note", to=house.mentee, about={}, cls=DeliveryClass.REPLY, key="your sheet"
            )

    house.enqueue("export")
    clockwork = house.clockwork([Weekly(house).plan()], [TaskKind("test.work", run)])

    assert clockwork.settle() == Settled(plans=1, deliveries=2, tasks=1)
    assert house.slack.texts == ["weekly 2026-11-23", "your sheet"]
    assert clockwork.settle() == Settled()


def test_stepping_from_one_due_moment_to_the_next_misses_nothing(house: TimeHouse) -> None:
    clockwork = house.clockwork([Weekly(house).plan()])
    end = house.clock.now + timedelta(weeks=3)
    while (due := clockwork.next_due()) is not None and due <= end:
        house.clock.set(max(due, house.clock.now))
        clockwork.settle()

    assert house.slack.texts == [
        "weekly 2026-11-23",
        "weekly 2026-11-30",
        "weekly 2026-12-07",
        "weekly 2026-12-14",
    ]


def test_planning_twice_changes_nothing(house: TimeHouse) -> None:
    weekly = Weekly(house)
    planner = Planner(house.desk, [weekly.plan()])
    planner.plan()
    weekly.look_again_at = house.clock.now
    planner.plan()

    house.courier().deliver_due()

    assert house.slack.texts == ["weekly 2026-11-23"]


def test_a_plan_that_raises_does_not_stop_the_others(house: TimeHouse) -> None:
    def run(_: Work) -> None:
        raise ValueError("broken")

    broken = Plan("broken", lambda look: look.now, run)
    clockwork = house.clockwork([broken, Weekly(house).plan()])

    assert clockwork.settle() == Settled(plans=1, deliveries=1)


def test_what_is_held_for_the_morning_is_what_comes_next(house: TimeHouse) -> None:
    house.clock.move(hours=12)
    house.queue("owed", DeliveryClass.OWED)
    clockwork = house.clockwork()

    clockwork.settle()

    assert house.state("owed") == (DeliveryState.HELD, "outside_hours")
    assert clockwork.next_due() == datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_with_nothing_queued_nothing_is_due(house: TimeHouse) -> None:
    assert house.clockwork().next_due() is None


def test_a_pause_slack_asks_for_is_waited_out(house: TimeHouse) -> None:
    house.queue("one")
    house.slack.break_before("chat.postMessage", refusal("ratelimited", status=429, retry_after=7))

    house.clockwork().settle()

    assert house.slack.texts == ["one"]
    assert 7.0 in house.stopwatch.slept


def test_a_workspace_that_shut_us_out_keeps_nobody_waiting(house: TimeHouse) -> None:
    house.queue("one")
    house.slack.break_before("chat.postMessage", refusal("token_revoked"))
    clockwork = house.clockwork()

    clockwork.settle()
    clockwork.settle()

    assert house.stopwatch.slept == []
    assert clockwork.next_due() is not None, "it is not lost"


def test_a_plan_that_never_moves_on_is_found_out(house: TimeHouse) -> None:
    restless = Plan("restless", lambda look: look.now, lambda _: None)

    with pytest.raises(NeverQuietError):
        house.clockwork([restless]).settle()

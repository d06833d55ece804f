"""Late: the bot was down, the clock was wrong, or the hour came twice."""

from datetime import UTC, datetime, timedelta

import pytest

from program.delivery import DeliveryClass, DeliveryState
from program.task import Task, TaskState
from services import carrying
from services.desk import Desk
from services.tasks import Progress, TaskKind
from tests.kit.slack import Killed, refusal
from tests.scheduler.house import TimeHouse
from tests.scheduler.test_exactly_once import PAST_THE_LEASE, POST

A_WEEK = timedelta(days=7)


def test_after_hours_of_being_down_what_is_owed_waits_for_the_next_proper_hour(
    house: TimeHouse,
) -> None:
    house.queue("owed", DeliveryClass.OWED)
    house.clock.set(datetime(2026, 11, 23, 22, tzinfo=UTC))
    house.courier().deliver_due()
    assert house.state("owed") == (DeliveryState.HELD, "outside_hours")

    house.clock.set(datetime(2026, 11, 24, 9, tzinfo=UTC))
    house.courier().deliver_due()
    assert house.slack.texts == ["owed"]


def test_after_a_week_of_being_down_nobody_is_flooded_and_what_is_stale_is_dropped(
    house: TimeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for number in range(4):
        house.queue(f"steady {number}", DeliveryClass.STEADY)
    house.queue("stale", DeliveryClass.LIGHT, expires_at=house.clock.now + timedelta(days=2))
    house.clock.move(A_WEEK)
    house.courier().deliver_due()

    assert house.slack.texts == ["steady 0", "steady 1"], "two a day"
    assert house.state("stale") == (DeliveryState.DROPPED, "moment_passed")
    assert ("A delivery is no longer needed", "moment_passed") in [
        (line.getMessage(), getattr(line, "reason", "")) for line in caplog.records
    ]


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/London", "2026-10-23 20:00", "2026-10-26 09:00"),
        ("Europe/London", "2027-03-26 20:00", "2027-03-29 08:00"),
        ("America/New_York", "2026-10-30 23:00", "2026-11-02 14:00"),
        ("America/New_York", "2027-03-12 23:00", "2027-03-15 13:00"),
    ],
)
def test_over_a_change_of_the_clocks_a_message_comes_once_at_nine(
    house: TimeHouse, zone: str, before: str, after: str
) -> None:
    there = house.person("U0THERE", zone=zone)
    house.clock.set(datetime.fromisoformat(f"{before}Z"))
    house.queue("owed", DeliveryClass.OWED, to=there)
    house.clock.set(datetime.fromisoformat(f"{before}Z"))
    nine = datetime.fromisoformat(f"{after}Z")
    courier = house.courier()
    while house.clock.now < nine + timedelta(hours=3):
        courier.deliver_due()
        house.clock.move(minutes=30)

    assert house.slack.texts == ["owed"]
    assert house.row("owed").sent_at == nine


@pytest.mark.parametrize("by", [timedelta(hours=1), A_WEEK], ids=["an hour", "a week"])
def test_a_clock_set_back_holds_up_nothing(house: TimeHouse, by: timedelta) -> None:
    """Claimed, held, in doubt and due at moments that will not come for a week."""
    house.queue("claimed")
    house.slack.break_before(POST, Killed())
    with pytest.raises(Killed):
        house.courier().deliver_due()
    house.queue("doubted", to=house.person("U0DOUBT"))
    house.slack.break_after(POST, TimeoutError())
    house.courier().deliver_due()
    house.stopwatch.sleep(6)
    house.queue("held", to=house.person("U0HELD"))
    house.slack.break_before(POST, refusal("ratelimited", status=429, retry_after=30))
    house.courier().deliver_due()
    house.queue("due", to=house.person("U0DUE"))

    house.clock.move(-by)
    house.stopwatch.sleep(61)
    house.courier().deliver_due()
    house.stopwatch.sleep(PAST_THE_LEASE.total_seconds())
    house.courier().deliver_due()

    assert sorted(house.slack.texts) == ["claimed", "doubted", "due", "held"]


def test_what_has_its_own_moment_keeps_it_when_the_clock_is_set_back(house: TimeHouse) -> None:
    house.clock.set(datetime(2026, 11, 28, 10, tzinfo=UTC))
    house.queue("monday", DeliveryClass.OWED)
    house.courier().deliver_due()

    house.clock.move(minutes=-30)
    house.courier().mend(house.workspace)
    house.courier().deliver_due()

    assert house.slack.texts == []
    assert house.row("monday").look_at == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_a_claim_is_no_good_once_the_clock_went_back(house: TimeHouse) -> None:
    house.queue("one")
    with house.desk.open_work_in(house.workspace) as work:
        [one] = carrying.claim(work, 1)

    assert one.may_begin(house.clock.now)
    assert not one.may_begin(house.clock.now - timedelta(seconds=1))
    assert not one.may_begin(house.clock.now + carrying.TO_BEGIN)


def test_a_task_held_under_a_clock_that_was_ahead_is_taken_up(house: TimeHouse) -> None:
    done: list[str] = []

    def run(_: Desk, task: Task, __: Progress) -> None:
        if not done:
            done.append("killed")
            raise Killed
        done.append(task.id)

    house.enqueue("import")
    with pytest.raises(Killed):
        house.worker(TaskKind("test.work", run)).work_due()
    house.clock.move(-A_WEEK)
    worker = house.worker(TaskKind("test.work", run))

    worker.work_due()
    house.clock.move(seconds=26)
    worker.work_due()

    assert house.task("import") == (TaskState.DONE, 2, None)

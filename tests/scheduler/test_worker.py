"""Long work is a row: taken up, kept hold of, and taken up again whatever became of its worker."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from program.task import Task, TaskState
from scheduler.kinds import Kinds
from scheduler.slack import NoToken
from scheduler.worker import Worker
from services.desk import Desk, Work
from services.tasks import LEASE, Progress, TaskKind
from store.tasks import TaskRow
from tests.kit.sandbox import eventually
from tests.kit.slack import Killed
from tests.scheduler.house import PRIVATE, TimeHouse

PAST_THE_LEASE = LEASE + timedelta(seconds=1)


class Steps:
    """Work of three steps that notes each one, and can break in between."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.breaks_after: dict[int, BaseException] = {}
        self.between: Callable[[], object] = lambda: None
        self.gave_up: list[str] = []

    def kind(self) -> TaskKind:
        return TaskKind("test.work", self.run, self.give_up)

    def run(self, _: Desk, __: Task, progress: Progress) -> None:
        for step in range(3):
            self.taken.append(step)
            if step in self.breaks_after:
                raise self.breaks_after.pop(step)
            self.between()
            progress(step + 1, 3)

    def give_up(self, _: Work, task: Task) -> None:
        self.gave_up.append(task.kind)


@pytest.fixture
def steps() -> Steps:
    return Steps()


def test_work_is_done_once_and_noted(both_houses: TimeHouse, steps: Steps) -> None:
    both_houses.enqueue("import")
    worker = both_houses.worker(steps.kind())

    assert [worker.work_due(), worker.work_due()] == [1, 0]
    assert steps.taken == [0, 1, 2]
    assert both_houses.task("import") == (TaskState.DONE, 1, None)


def test_the_same_key_asks_for_one_piece_of_work(both_houses: TimeHouse) -> None:
    assert both_houses.enqueue("import") is True
    assert both_houses.enqueue("import") is False


def test_a_killed_workers_task_is_taken_up_again(both_houses: TimeHouse, steps: Steps) -> None:
    both_houses.enqueue("import")
    steps.breaks_after[1] = Killed()
    with pytest.raises(Killed):
        both_houses.worker(steps.kind()).work_due()

    assert both_houses.worker(steps.kind()).work_due() == 0, "its lease still runs"
    both_houses.clock.move(PAST_THE_LEASE)
    both_houses.worker(steps.kind()).work_due()

    assert steps.taken == [0, 1, 0, 1, 2]
    assert both_houses.task("import") == (TaskState.DONE, 2, None)


def test_work_that_raises_is_tried_again_after_a_while(house: TimeHouse, steps: Steps) -> None:
    house.enqueue("import")
    steps.breaks_after[0] = ValueError(PRIVATE)
    worker = house.worker(steps.kind())

    worker.work_due()
    assert house.task("import") == (TaskState.WAITING, 1, "raised")
    assert worker.work_due() == 0

    house.clock.move(minutes=1)
    worker.work_due()
    assert house.task("import")[0] is TaskState.DONE


def test_work_that_keeps_raising_is_given_up_and_whoever_asked_is_told(
    house: TimeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    told = []

    def run(_: Desk, __: Task, ___: Progress) -> None:
        raise ValueError(PRIVATE)

    house.enqueue("import")
    worker = house.worker(TaskKind("test.work", run, lambda _, task: told.append(task.id)))
    for _ in range(7):
        worker.work_due()
        house.clock.move(hours=1)

    assert house.task("import") == (TaskState.FAILED, 5, "raised")
    assert len(told) == 1
    assert PRIVATE not in caplog.text


def test_work_that_kills_its_worker_is_given_up(house: TimeHouse, steps: Steps) -> None:
    house.enqueue("import")
    for _ in range(5):
        steps.breaks_after[0] = Killed()
        with pytest.raises(Killed):
            house.worker(steps.kind()).work_due()
        house.clock.move(PAST_THE_LEASE)

    house.worker(steps.kind()).work_due()

    assert house.task("import")[0] is TaskState.FAILED
    assert steps.gave_up == ["test.work"]


def test_progress_keeps_the_lease(house: TimeHouse, steps: Steps) -> None:
    house.enqueue("import")
    other = house.worker(TaskKind("test.work", steps.run))

    def a_minute_passes() -> None:
        house.clock.move(LEASE * 0.9)
        assert other.work_due() == 0

    steps.between = a_minute_passes
    house.worker(steps.kind()).work_due()

    assert house.task("import") == (TaskState.DONE, 1, None)


def test_a_worker_that_lost_its_task_stops(house: TimeHouse, steps: Steps) -> None:
    house.enqueue("import")
    later = Steps()

    def everything_takes_too_long() -> None:
        steps.between = lambda: None
        house.clock.move(PAST_THE_LEASE)
        house.worker(later.kind()).work_due()

    steps.between = everything_takes_too_long
    house.worker(steps.kind()).work_due()

    assert steps.taken == [0]
    assert later.taken == [0, 1, 2]
    assert house.task("import") == (TaskState.DONE, 2, None)


def test_a_worker_that_is_to_stop_puts_its_task_down(house: TimeHouse, steps: Steps) -> None:
    house.enqueue("import")
    worker = house.worker(steps.kind())
    steps.between = worker.finish_up

    worker.work_due()
    assert steps.taken == [0]

    steps.between = lambda: None
    house.worker(steps.kind()).work_due()
    assert house.task("import")[0] is TaskState.DONE


def test_work_of_an_unknown_kind_waits_for_a_version_that_knows_it(
    house: TimeHouse, steps: Steps
) -> None:
    house.enqueue("import", kind="test.of_tomorrow")
    house.enqueue("other")

    worker = house.worker(steps.kind())
    worker.work_due()
    worker.work_due()

    assert house.task("import") == (TaskState.WAITING, 0, "unknown_kind")
    assert house.task("other")[0] is TaskState.DONE


def test_a_kind_that_no_version_ever_knows_is_given_up_after_a_day(house: TimeHouse) -> None:
    house.enqueue("import", kind="test.of_tomorrow")
    worker = house.worker()
    for _ in range(26):
        worker.work_due()
        house.clock.move(hours=1)

    assert house.task("import")[::2] == (TaskState.FAILED, "unknown_kind")


def test_a_task_that_has_no_token_waits_without_being_blamed(house: TimeHouse) -> None:
    tokens: list[BaseException] = [NoToken() for _ in range(8)]

    def run(_: Desk, __: Task, ___: Progress) -> None:
        if tokens:
            raise tokens.pop()

    house.enqueue("sweep")
    worker = house.worker(TaskKind("test.work", run))
    for _ in range(9):
        worker.work_due()
        house.clock.move(minutes=2)

    assert house.task("sweep") == (TaskState.DONE, 1, None)


def test_being_put_down_at_every_stop_is_no_failed_try(house: TimeHouse, steps: Steps) -> None:
    house.enqueue("import")
    for _ in range(8):
        worker = house.worker(steps.kind())
        steps.between = worker.finish_up
        worker.work_due()
    steps.between = lambda: None

    house.worker(steps.kind()).work_due()

    assert house.task("import") == (TaskState.DONE, 1, None)


def test_a_living_worker_keeps_a_task_that_says_nothing_for_long(both_houses: TimeHouse) -> None:
    """Its signs of life come from beside the work."""
    house = both_houses
    other = house.worker(TaskKind("test.work", lambda *_: None))

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        for _ in range(3):
            kept = house.clock.move(LEASE * 0.9) + LEASE
            eventually(partial(_is_kept, house, kept), within=30, what="its renewal")
            assert other.work_due() == 0

    house.enqueue("import")
    Worker(house.desk, Kinds([TaskKind("test.work", run)]), renewed_every=0.01).work_due()

    assert house.task("import") == (TaskState.DONE, 1, None)


def _is_kept(house: TimeHouse, until: datetime) -> bool:
    with house.store.look(house.workspace) as session:
        moment = session.scalars(select(TaskRow.look_at)).one()
    return moment is not None and moment >= until

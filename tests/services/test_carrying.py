"""Deliveries and long work are carried by the house itself, never by a person's press."""

from collections.abc import Callable

import pytest

from program.outcome import Undelivered
from program.refusal import Refusal
from services import carrying, deliveries, tasks
from services.desk import Caller, Desk, Work
from services.tasks import TaskKind
from store.store import Store
from tests.kit.clock import FrozenClock
from tests.scheduler.house import MENTEE, TimeHouse

NOTHING = TaskKind("test.work", lambda *_: None)


@pytest.fixture
def house(sqlite_store: Store, clock: FrozenClock) -> TimeHouse:
    return TimeHouse(sqlite_store, clock)


@pytest.mark.parametrize(
    "act",
    [
        deliveries.next_due,
        lambda work: carrying.claim(work, 1),
        tasks.next_due,
        tasks.claim,
    ],
    ids=["look for deliveries", "claim them", "look for work", "claim it"],
)
def test_a_person_may_not_take_what_waits(house: TimeHouse, act: Callable[[Work], object]) -> None:
    house.queue("one")
    house.enqueue("import")

    with (
        pytest.raises(Refusal),
        Desk(house.store, house.clock).open_work(Caller("T0ONE", MENTEE)) as work,
    ):
        act(work)


def test_a_person_may_not_say_what_became_of_it(house: TimeHouse) -> None:
    house.queue("one")
    house.enqueue("import")
    with house.desk.open_work_in(house.workspace) as work:
        [delivery] = (one.delivery for one in carrying.claim(work, 1))
        task = tasks.claim(work)
    assert task is not None

    with house.desk.open_work(Caller("T0ONE", MENTEE)) as work:
        for act in (
            lambda: carrying.record(work, delivery, Undelivered("made_up")),
            lambda: deliveries.address(work, delivery),
            lambda: tasks.progress(work, task, 1, 2),
            lambda: tasks.finish(work, task),
            lambda: tasks.put_off(work, task, at=work.now, reason="made_up"),
            lambda: tasks.give_up(work, task, NOTHING, reason="made_up"),
        ):
            with pytest.raises(Refusal, match="permissions"):
                act()


def test_what_was_never_claimed_has_no_outcome(house: TimeHouse) -> None:
    house.queue("one")
    with house.desk.open_work_in(house.workspace) as work:
        [delivery] = (one.delivery for one in carrying.claim(work, 1))
        assert carrying.record(work, delivery, Undelivered("once")) is True
        assert carrying.record(work, delivery, Undelivered("twice")) is False

    assert house.state("one")[1] == "once"

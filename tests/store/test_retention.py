"""What is kept for a time only is gone when that time is over, and nothing else is."""

from datetime import timedelta

from sqlalchemy import func, select

from program.delivery import DeliveryClass, NewDelivery
from program.task import NewTask
from store import deliveries, retention, tasks
from store.delivery_tables import DeliveryAboutRow, DeliveryRow
from store.store import Store
from store.tasks import TaskRow
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock


def _queue(store: Store, workspace: Workspace, *keys: str) -> None:
    with store.work(workspace.id) as session:
        for key in keys:
            new = NewDelivery("x.done", "ada", {"thing": "t1"}, DeliveryClass.LIGHT, key)
            deliveries.queue(session, new)


def _drop_all(store: Store, workspace: Workspace) -> None:
    with store.work(workspace.id) as session:
        for one in deliveries.claim_due(session, session.now, 2000, 60):
            deliveries.record_dropped(session, one.id, str(one.claim), reason="not_wanted")


def _kept(store: Store, workspace: Workspace) -> list[str]:
    with store.look(workspace.id) as session:
        return sorted(session.scalars(select(DeliveryRow.key)))


def test_a_delivery_is_forgotten_after_a_year(
    store: Store, home: Workspace, other: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, "old")
    _queue(store, other, "old")
    _drop_all(store, home)
    clock.move(days=200)
    _queue(store, home, "young")
    _drop_all(store, home)
    clock.move(days=165)
    assert retention.forget(store) == 0
    clock.move(seconds=1)
    assert retention.forget(store) == 1
    assert _kept(store, home) == ["young"]
    assert _kept(store, other) == ["old"], "it is still owed"
    with store.look(home.id) as session:
        assert session.scalar(select(func.count()).select_from(DeliveryAboutRow)) == 1


def test_many_are_forgotten_in_short_transactions(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _queue(store, home, *(f"k{number}" for number in range(1100)))
    _drop_all(store, home)
    clock.move(days=366)
    assert retention.forget(store) == 1100
    assert _kept(store, home) == []


def test_a_task_is_forgotten_ninety_days_after_its_end(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    with store.work(home.id) as session:
        tasks.enqueue(session, NewTask("export", {}, "done"))
        task = tasks.claim(session, session.now, 60)
        assert task is not None
        tasks.finish(session, task.id, str(task.claim))
        tasks.enqueue(session, NewTask("export", {}, "waiting"))
    clock.move(timedelta(days=90, seconds=1))
    assert retention.forget(store) == 1
    with store.look(home.id) as session:
        assert session.scalars(select(TaskRow.key)).all() == ["waiting"]

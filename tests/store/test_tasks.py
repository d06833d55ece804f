"""Long work as rows: asked for once, taken up again when its worker is gone."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from program.task import NewTask, Task, TaskState
from store import tasks
from store.session import Queue
from store.store import Store
from store.tasks import TaskRow
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock

LEASE = 60


def _enqueue(store: Store, workspace: Workspace, key: str = "k", **more: Any) -> bool:
    with store.work(workspace.id) as session:
        return tasks.enqueue(session, NewTask(kind="export", ids={"cohort": "c1"}, key=key, **more))


def _claim(store: Store, workspace: Workspace) -> Task | None:
    with store.work(workspace.id) as session:
        return tasks.claim(session, session.now, LEASE)


def _one(store: Store, workspace: Workspace) -> Task:
    claimed = _claim(store, workspace)
    assert claimed is not None
    return claimed


def _tell(store: Store, task: Task, what: str, **more: Any) -> bool:
    with store.work(task.workspace_id) as session:
        return bool(getattr(tasks, what)(session, task.id, task.claim, **more))


def _state(store: Store, workspace: Workspace) -> str:
    with store.look(workspace.id) as session:
        return session.scalars(select(TaskRow)).one().state


def test_the_same_key_again_is_quiet(store: Store, home: Workspace, other: Workspace) -> None:
    assert _enqueue(store, home)
    assert not _enqueue(store, home)
    assert _enqueue(store, other)


def test_one_worker_at_a_time(store: Store, home: Workspace) -> None:
    _enqueue(store, home, asked_by="ada")
    task = _one(store, home)
    assert (task.kind, task.ids, task.asked_by) == ("export", {"cohort": "c1"}, "ada")
    assert (task.state, task.attempts) == (TaskState.RUNNING, 1)
    assert _claim(store, home) is None


def test_the_longest_waiting_goes_first(store: Store, home: Workspace, clock: FrozenClock) -> None:
    _enqueue(store, home, "later", not_before=clock() + timedelta(hours=1))
    _enqueue(store, home, "first")
    clock.move(minutes=1)
    _enqueue(store, home, "second")
    assert [_one(store, home).key, _one(store, home).key] == ["first", "second"]
    assert _claim(store, home) is None
    with store.look(home.id) as session:
        assert tasks.next_due(session) == clock() + timedelta(seconds=LEASE)


def test_a_lost_worker_is_followed_by_another(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _enqueue(store, home)
    lost = _one(store, home)
    clock.move(seconds=LEASE)
    found = _one(store, home)
    assert found.attempts == 2
    assert not _tell(store, lost, "progress", done=1, total=2, lease_seconds=LEASE)
    assert not _tell(store, lost, "finish")
    assert not _tell(store, lost, "fail", reason="x", again_at=None)
    assert _tell(store, found, "finish")
    assert _state(store, home) == "done"


def test_progress_keeps_the_lease(store: Store, home: Workspace, clock: FrozenClock) -> None:
    _enqueue(store, home)
    task = _one(store, home)
    clock.move(seconds=LEASE - 1)
    assert _tell(store, task, "progress", done=3, total=9, lease_seconds=LEASE)
    clock.move(seconds=LEASE - 1)
    assert _claim(store, home) is None
    clock.move(seconds=1)
    again = _one(store, home)
    assert (again.done, again.total) == (3, 9)


def test_done_is_done(store: Store, home: Workspace, clock: FrozenClock) -> None:
    _enqueue(store, home)
    assert _tell(store, _one(store, home), "finish")
    clock.move(days=1)
    assert _claim(store, home) is None
    with store.look(home.id) as session:
        assert tasks.next_due(session) is None


def test_a_failed_one_is_tried_again_or_given_up(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    _enqueue(store, home)
    task = _one(store, home)
    assert _tell(store, task, "fail", reason="disk", again_at=clock() + timedelta(minutes=5))
    assert _claim(store, home) is None
    clock.move(minutes=5)
    assert _tell(store, _one(store, home), "fail", reason="disk", again_at=None)
    clock.move(days=1)
    assert _claim(store, home) is None
    assert _state(store, home) == "failed"


def test_the_worker_is_woken(store: Store, home: Workspace) -> None:
    woken: list[str] = []
    store.on_commit(Queue.TASKS, lambda: woken.append("now"))
    _enqueue(store, home)
    _enqueue(store, home)
    assert woken == ["now"]

"""The worker: takes up long work, keeps hold of it while it goes on, tries again when it broke."""

import logging
import threading
from datetime import timedelta

from program.task import Task
from scheduler.kinds import Kinds
from scheduler.traces import trace_of
from scheduler.witness import Unwatched, Witness
from services import tasks
from services.desk import Desk
from services.tasks import TaskKind

_LOG = logging.getLogger(__name__)

_NOBODY = Unwatched()
MOST_ATTEMPTS = 5
_FIRST_WAIT = timedelta(seconds=30)


class PutDown(Exception):
    """Raised out of `progress`: the worker stops, or another one has the task by now."""


class Worker:
    """Does what waits, one task at a time."""

    def __init__(self, desk: Desk, kinds: Kinds[TaskKind], witness: Witness = _NOBODY) -> None:
        self._desk = desk
        self._witness = witness
        self._kinds = kinds
        self._one_pass = threading.Lock()
        self._stopping = threading.Event()

    def work_due(self) -> int:
        """One task of each workspace that has one due; how many were brought to an outcome."""
        with self._one_pass:
            return sum(self._pass_in(one.id) for one in self._desk.workspaces())

    def finish_up(self) -> None:
        """Put the running task down at its next progress; it is taken up again after the start."""
        self._stopping.set()

    def _pass_in(self, workspace_id: str) -> int:
        try:
            task = self._claim(workspace_id)
            if task is None:
                return 0
            self._do(task)
        except Exception as error:  # noqa: BLE001  one workspace must not stop the others
            _LOG.error("Long work of workspace %s halted: %s", workspace_id, trace_of(error))
            return 0
        return 1

    def _claim(self, workspace_id: str) -> Task | None:
        if self._stopping.is_set():
            return None
        with self._desk.open_look_in(workspace_id) as look:
            due = tasks.next_due(look)
        if due is None or due > self._desk.now():
            return None
        with self._desk.open_work_in(workspace_id) as work:
            return tasks.claim(work)

    def _do(self, task: Task) -> None:
        kind = self._kinds.named(task.kind)
        if task.attempts > MOST_ATTEMPTS:
            # Nobody was left to say so the last time: its worker was killed again and again.
            self._fail(task, kind, "killed_too_often")
            return
        if kind is None:
            self._fail(task, None, "unknown_kind")
            return
        try:
            kind.run(self._desk, task, lambda done, total: self._tell(task, done, total))
        except PutDown:
            with self._desk.open_work_in(task.workspace_id) as work:
                tasks.put_off(work, task, at=work.now, reason="put_down")
            self._witness.worked(task, "put_down")
        except Exception as error:  # noqa: BLE001  whatever broke, the task is tried again
            _LOG.error("Task %s (%s) raised %s", task.id, task.kind, trace_of(error))
            self._fail(task, kind, "raised")
        else:
            with self._desk.open_work_in(task.workspace_id) as work:
                tasks.finish(work, task)
            self._witness.worked(task, "done")

    def _tell(self, task: Task, done: int, total: int | None) -> None:
        with self._desk.open_work_in(task.workspace_id) as work:
            mine = tasks.progress(work, task, done, total)
        if not mine or self._stopping.is_set():
            raise PutDown

    def _fail(self, task: Task, kind: TaskKind | None, reason: str) -> None:
        given_up = task.attempts >= MOST_ATTEMPTS
        with self._desk.open_work_in(task.workspace_id) as work:
            if given_up:
                tasks.give_up(work, task, kind, reason=reason)
            else:
                wait = _FIRST_WAIT * (1 << task.attempts - 1)
                tasks.put_off(work, task, at=work.now + wait, reason=reason)
        self._witness.worked(task, "given_up" if given_up else "later")

"""The worker: takes up long work, keeps hold of it while it goes on, tries again when it broke."""

import logging
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from program.task import Task
from scheduler.kinds import Kinds
from scheduler.side_by_side import SideBySide
from scheduler.slack import NoToken
from scheduler.traces import trace_of
from scheduler.witness import Unwatched, Witness
from services import tasks
from services.desk import Desk
from services.tasks import TaskKind

_LOG = logging.getLogger(__name__)

_NOBODY = Unwatched()
MOST_ATTEMPTS = 5
_FIRST_WAIT = timedelta(seconds=30)
_A_MINUTE = timedelta(minutes=1)
UNKNOWN_FOR = timedelta(days=1)
"""So long a kind may be known to a newer version only, while both run side by side."""
RENEWED_EVERY = 5.0
"""Seconds between two signs of life of a worker: a lease bears missing four of them."""
_LONGEST_SILENCE = 120
"""So many signs of life without any progress, and another worker may try: it hangs."""
_WORKSPACES_AT_ONCE = 4
_LONGEST_GOODBYE = 10.0


class PutDown(Exception):
    """Raised out of `progress`: the worker stops, or another one has the task by now."""


class Worker:
    """Does what waits, one task of a workspace at a time."""

    def __init__(
        self,
        desk: Desk,
        kinds: Kinds[TaskKind],
        witness: Witness = _NOBODY,
        *,
        renewed_every: float = RENEWED_EVERY,
    ) -> None:
        self._desk = desk
        self._witness = witness
        self._kinds = kinds
        self._renewed_every = renewed_every
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._shifts = SideBySide("task", self._pass_in, _WORKSPACES_AT_ONCE)
        self._stopping = threading.Event()

    def work_due(self) -> int:
        """One task of each workspace that has one due; how many were brought to an outcome."""
        return sum(self._pass_in(one.id) for one in self._desk.workspaces())

    def look_round(self) -> int:
        """Begin in each workspace where nothing is in hand. Returns at once, with 0."""
        self._shifts.look_round(one.id for one in self._desk.workspaces())
        return 0

    def finish_up(self) -> None:
        """Put running tasks down at their next progress; they are taken up after the start."""
        self._stopping.set()
        self._shifts.stop(_LONGEST_GOODBYE)

    def _pass_in(self, workspace_id: str) -> int:
        try:
            with self._turns[workspace_id]:
                task = self._claim(workspace_id)
                if task is not None:
                    self._do(task)
                return int(task is not None)
        except Exception as error:  # noqa: BLE001  one workspace must not stop the others
            named = {"workspace": workspace_id}
            _LOG.error("Long work of a workspace halted: %s", trace_of(error), extra=named)
            return 0

    def _claim(self, workspace_id: str) -> Task | None:
        if self._stopping.is_set():
            return None
        with self._desk.open_look_in(workspace_id) as look:
            due = tasks.next_due(look)
        if due is None:
            return None
        if due > self._desk.now() + 2 * tasks.LEASE:
            # Either it has time, or the clock was set back.
            with self._desk.open_work_in(workspace_id) as work:
                if not tasks.put_right(work):
                    return None
        elif due > self._desk.now():
            return None
        with self._desk.open_work_in(workspace_id) as work:
            return tasks.claim(work)

    def _do(self, task: Task) -> None:
        kind = self._kinds.named(task.kind)
        if kind is None:
            # A newer version beside this one may know it.
            if self._desk.now() < task.queued_at + UNKNOWN_FOR:
                self._put_off(task, _A_MINUTE, "unknown_kind")
            else:
                self._give_up(task, None, "unknown_kind")
            return
        if task.attempts > MOST_ATTEMPTS:
            # Nobody was left to say so the last time: its worker was killed again and again.
            self._give_up(task, kind, "killed_too_often")
            return
        try:
            with self._kept(task) as tell:
                kind.run(self._desk, task, tell)
        except PutDown:
            self._put_off(task, timedelta(0), "put_down")
        except NoToken:
            self._put_off(task, _A_MINUTE, "no_token")
        except Exception as error:  # noqa: BLE001  whatever broke, the task is tried again
            _LOG.error("%s raised %s", task.kind, trace_of(error), extra=_named(task))
            self._fail(task, kind)
        else:
            with self._desk.open_work_in(task.workspace_id) as work:
                tasks.finish(work, task)
            self._witness.worked(task, "done")

    @contextmanager
    def _kept(self, task: Task) -> Iterator[tasks.Progress]:
        """Renews the lease beside the work itself, as long as that makes progress."""
        ended = threading.Event()
        silent = 0

        def renew() -> None:
            nonlocal silent
            while not ended.wait(self._renewed_every) and silent < _LONGEST_SILENCE:
                silent += 1
                try:
                    with self._desk.open_work_in(task.workspace_id) as work:
                        if not tasks.keep(work, task):
                            return
                except Exception as error:  # noqa: BLE001  the next sign of life may get through
                    _LOG.warning("A task was not kept: %s", trace_of(error), extra=_named(task))

        def tell(done: int, total: int | None) -> None:
            nonlocal silent
            silent = 0
            self._tell(task, done, total)

        keeper = threading.Thread(target=renew, name="task keeper", daemon=True)
        keeper.start()
        try:
            yield tell
        finally:
            ended.set()

    def _tell(self, task: Task, done: int, total: int | None) -> None:
        with self._desk.open_work_in(task.workspace_id) as work:
            mine = tasks.progress(work, task, done, total)
        if not mine or self._stopping.is_set():
            raise PutDown

    def _put_off(self, task: Task, wait: timedelta, reason: str) -> None:
        """It is not the task's fault, so this time does not count as an attempt."""
        with self._desk.open_work_in(task.workspace_id) as work:
            tasks.put_off(work, task, at=work.now + wait, reason=reason, counts=False)
        self._witness.worked(task, "put_down" if reason == "put_down" else "later")

    def _fail(self, task: Task, kind: TaskKind) -> None:
        if task.attempts >= MOST_ATTEMPTS:
            self._give_up(task, kind, "raised")
            return
        wait = _FIRST_WAIT * (1 << task.attempts - 1)
        with self._desk.open_work_in(task.workspace_id) as work:
            tasks.put_off(work, task, at=work.now + wait, reason="raised")
        self._witness.worked(task, "later")

    def _give_up(self, task: Task, kind: TaskKind | None, reason: str) -> None:
        with self._desk.open_work_in(task.workspace_id) as work:
            tasks.give_up(work, task, kind, reason=reason)
        self._witness.worked(task, "given_up")


def _named(task: Task) -> dict[str, str]:
    return {"workspace": task.workspace_id, "task": task.id}

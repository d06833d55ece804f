"""What the worker may ask and do: long work that waits, how far it is, and how it ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from program.permissions import Act, require
from program.task import Task
from store import tasks as rows

if TYPE_CHECKING:  # the desk queues tasks, so it is imported for its names only
    from services.desk import Desk, Look, Work

LEASE = timedelta(seconds=25)
"""How long a task stays with a worker that gives no sign of life; a living one renews it."""

Progress = Callable[[int, int | None], None]
"""Tells `done` of `total` (None: not known yet), keeps the lease, and raises when it is lost."""


@dataclass(frozen=True)
class TaskKind:
    """A kind of long work.

    `run` opens its own transactions, short ones, computes outside them, and calls `progress` at
    least every few minutes. It may be killed at any point and run again from the start, so what it
    writes is unique by key. `gave_up` tells whoever asked, in the transaction that ends the task.
    """

    name: str
    run: Callable[["Desk", Task, Progress], None]
    gave_up: Callable[["Work", Task], None] | None = None


def next_due(look: "Look") -> datetime | None:
    """The earliest moment at which a claim would find something; None when nothing waits."""
    require(look.actor, Act.TASKS_CARRY)
    return rows.next_due(look.session)


def claim(work: "Work") -> Task | None:
    """Take up the oldest task that is due, for LEASE; its attempt is counted."""
    require(work.actor, Act.TASKS_CARRY)
    return rows.claim(work.session, work.now, int(LEASE.total_seconds()))


def progress(work: "Work", task: Task, done: int, total: int | None) -> bool:
    """Note how far it is and keep it for another LEASE. False: somebody else holds it by now."""
    require(work.actor, Act.TASKS_CARRY)
    if task.claim is None:
        return False
    return rows.progress(
        work.session,
        task.id,
        task.claim,
        done=done,
        total=total,
        lease_seconds=int(LEASE.total_seconds()),
    )


def keep(work: "Work", task: Task) -> bool:
    """Keep it for another LEASE: its worker is alive. False: somebody else holds it by now."""
    require(work.actor, Act.TASKS_CARRY)
    seconds = int(LEASE.total_seconds())
    return task.claim is not None and rows.keep(work.session, task.id, task.claim, seconds)


def put_right(work: "Work") -> int:
    """After the clock was set back: have looked at what waits for moments of the wrong one."""
    require(work.actor, Act.TASKS_CARRY)
    return rows.put_right(work.session, LEASE)


def finish(work: "Work", task: Task) -> bool:
    """It is done. False: somebody else holds it by now."""
    require(work.actor, Act.TASKS_CARRY)
    return task.claim is not None and rows.finish(work.session, task.id, task.claim)


def put_off(work: "Work", task: Task, *, at: datetime, reason: str, counts: bool = True) -> bool:
    """Not done this time; it is taken up again at that moment. Did that `counts` as an attempt?"""
    require(work.actor, Act.TASKS_CARRY)
    if task.claim is None:
        return False
    if not counts:
        rows.forgive(work.session, task.id, task.claim)
    return rows.fail(work.session, task.id, task.claim, reason=reason, again_at=at)


def give_up(work: "Work", task: Task, kind: TaskKind | None, *, reason: str) -> bool:
    """It will not be done; whoever asked is told by the kind itself."""
    require(work.actor, Act.TASKS_CARRY)
    if task.claim is None:
        return False
    ended = rows.fail(work.session, task.id, task.claim, reason=reason, again_at=None)
    if ended and kind is not None and kind.gave_up is not None:
        kind.gave_up(work, task)
    return ended

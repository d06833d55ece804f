"""Long work as rows: claimed by one worker at a time, taken up again when its worker is gone."""

from datetime import datetime, timedelta

from sqlalchemy import Index, UniqueConstraint, and_, func, or_, select
from sqlalchemy.orm import Mapped

from program.task import NewTask, Task, TaskState
from store.base import Base, Kept, Tenanted, new_id
from store.columns import Facts, Id, UtcDateTime, Word, column
from store.once import insert_once
from store.promises import Erase, Keep
from store.session import Queue, StoreSession

_CLOCKS_MAY_DIFFER = timedelta(minutes=1)
_OURS = {
    "whose": "the person who asked",
    "readers": "the worker; the person who asked sees its progress",
    "keep": Keep.TASK,
    "erase": Erase.DELETED,
}


class TaskRow(Kept, Tenanted, Base):
    """One piece of long work."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_task_look_at", "workspace_id", "look_at"),
    )

    kind: Mapped[str] = column(Word(), purpose="which work it is", **_OURS)
    ids: Mapped[dict[str, str]] = column(Facts, purpose="ids of what it works on", **_OURS)
    asked_by: Mapped[str | None] = column(Id(), purpose="the person who asked", **_OURS)
    key: Mapped[str] = column(Word(255), purpose="keeps it from being asked for twice", **_OURS)
    state: Mapped[str] = column(Word(), purpose="where it stands", **_OURS)
    reason: Mapped[str | None] = column(Word(), purpose="why it was given up", **_OURS)
    queued_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was asked for", **_OURS)
    not_before: Mapped[datetime] = column(UtcDateTime, purpose="when it is due", **_OURS)
    look_at: Mapped[datetime | None] = column(
        UtcDateTime, purpose="when a worker looks at it next, in any state", **_OURS
    )
    claim: Mapped[str | None] = column(Id(), purpose="which worker has it", **_OURS)
    attempts: Mapped[int] = column(default=0, purpose="how often it was taken up", **_OURS)
    done: Mapped[int] = column(default=0, purpose="how much of it is done", **_OURS)
    total: Mapped[int | None] = column(purpose="how much there is to do", **_OURS)
    finished_at: Mapped[datetime | None] = column(UtcDateTime, purpose="when it ended", **_OURS)


def enqueue(session: StoreSession, new: NewTask) -> bool:
    """Ask for work. False: its key is there already, and nothing changed."""
    due = new.not_before or session.now
    task_id = insert_once(
        session,
        TaskRow,
        kind=new.kind,
        ids=new.ids,
        asked_by=new.asked_by,
        key=new.key,
        state=TaskState.WAITING.value,
        queued_at=session.now,
        not_before=due,
        look_at=due,
    )
    if task_id is not None:
        session.wakes.add(Queue.TASKS)
    return task_id is not None


def next_due(session: StoreSession) -> datetime | None:
    """The earliest moment at which a claim would find something; None when nothing waits."""
    return session.scalar(select(func.min(TaskRow.look_at)))


def claim(session: StoreSession, now: datetime, lease_seconds: int) -> Task | None:
    """Take up the task that waits longest, or one whose worker is gone."""
    row = session.scalars(
        select(TaskRow)
        .where(TaskRow.look_at <= now)
        .order_by(TaskRow.not_before, TaskRow.queued_at, TaskRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return None
    row.state, row.claim, row.attempts = TaskState.RUNNING.value, new_id(), row.attempts + 1
    row.look_at = now + timedelta(seconds=lease_seconds)
    session.flush()
    return _record(row)


def progress(
    session: StoreSession,
    task_id: str,
    claim: str,
    *,
    done: int,
    total: int | None,
    lease_seconds: int,
) -> bool:
    """Note how far it is and keep it longer. False: somebody else holds it by now."""
    row = _held(session, task_id, claim)
    if row is None:
        return False
    row.done, row.total = done, total
    row.look_at = session.now + timedelta(seconds=lease_seconds)
    return True


def keep(session: StoreSession, task_id: str, claim: str, lease_seconds: int) -> bool:
    """Keep it longer. False: somebody else holds it by now."""
    row = _held(session, task_id, claim)
    if row is None:
        return False
    row.look_at = session.now + timedelta(seconds=lease_seconds)
    return True


def forgive(session: StoreSession, task_id: str, claim: str) -> bool:
    """This time does not count as an attempt. False: somebody else holds it by now."""
    row = _held(session, task_id, claim)
    if row is None:
        return False
    row.attempts -= 1
    return True


def put_right(session: StoreSession, lease: timedelta) -> int:
    """The clock was set back: what is held longer than a lease, or was asked for in the future."""
    later = session.now + _CLOCKS_MAY_DIFFER
    held = and_(TaskRow.state == TaskState.RUNNING.value, TaskRow.look_at > later + lease)
    asked = and_(
        TaskRow.state == TaskState.WAITING.value, TaskRow.look_at > later, TaskRow.queued_at > later
    )
    rows = session.scalars(select(TaskRow).where(or_(held, asked))).all()
    for row in rows:
        if row.state == TaskState.RUNNING:
            row.look_at = session.now + lease
        elif row.look_at == row.queued_at or row.attempts:
            row.look_at = session.now
    return len(rows)


def finish(session: StoreSession, task_id: str, claim: str) -> bool:
    """It is done. False: somebody else holds it by now."""
    row = _held(session, task_id, claim)
    if row is None:
        return False
    row.state, row.claim, row.reason, row.look_at = TaskState.DONE.value, None, None, None
    row.finished_at = session.now
    return True


def fail(
    session: StoreSession, task_id: str, claim: str, *, reason: str, again_at: datetime | None
) -> bool:
    """Not done: taken up again then, or never. False: somebody else holds it by now."""
    row = _held(session, task_id, claim)
    if row is None:
        return False
    row.claim, row.reason, row.look_at = None, reason, again_at
    if again_at is None:
        row.state, row.finished_at = TaskState.FAILED.value, session.now
    else:
        row.state, row.not_before = TaskState.WAITING.value, again_at
    return True


def settle_again(session: StoreSession, task_id: str) -> bool:
    """Somebody wants it done after all. False: it is not given up any more."""
    row = _given_up(session, task_id)
    if row is None:
        return False
    row.state, row.attempts, row.reason = TaskState.WAITING.value, 0, None
    row.not_before = row.look_at = session.now
    row.finished_at = None
    session.wakes.add(Queue.TASKS)
    return True


def settle_dropped(session: StoreSession, task_id: str) -> bool:
    """Somebody decided that it is not needed. False: it is not given up any more."""
    row = _given_up(session, task_id)
    if row is None:
        return False
    row.state, row.reason = TaskState.DROPPED.value, "settled_by_hand"
    return True


def _given_up(session: StoreSession, task_id: str) -> TaskRow | None:
    return session.scalars(
        select(TaskRow)
        .where(TaskRow.id == task_id, TaskRow.state == TaskState.FAILED.value)
        .with_for_update()
    ).one_or_none()


def _held(session: StoreSession, task_id: str, claim: str) -> TaskRow | None:
    return session.scalars(
        select(TaskRow)
        .where(
            TaskRow.id == task_id,
            TaskRow.claim == claim,
            TaskRow.state == TaskState.RUNNING.value,
        )
        .with_for_update()
    ).one_or_none()


def _record(row: TaskRow) -> Task:
    return Task(
        id=row.id,
        workspace_id=row.workspace_id,
        kind=row.kind,
        ids=row.ids,
        key=row.key,
        state=TaskState(row.state),
        queued_at=row.queued_at,
        asked_by=row.asked_by,
        not_before=row.not_before,
        claim=row.claim,
        attempts=row.attempts,
        done=row.done,
        total=row.total,
        reason=row.reason,
    )

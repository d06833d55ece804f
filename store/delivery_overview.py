"""How the queue stands: counts by state, class and reason, and the rows that are not over yet."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from program.delivery import DeliveryClass, DeliveryState, Failure, Method, failure_of
from program.task import TaskState
from program.undelivered import OPEN_STATES, PULSE, OpenDelivery, OpenTask, Overview
from store.delivery_tables import DeliveryRow
from store.session import StoreSession
from store.tasks import TaskRow

_OPEN = tuple(state.value for state in OPEN_STATES)
_WAITS = (DeliveryState.DUE.value, DeliveryState.HELD.value)
_NOT_OVER = (TaskState.WAITING.value, TaskState.RUNNING.value, TaskState.FAILED.value)


def overview(session: StoreSession) -> Overview:
    """The whole queue in counts, at the moment of the session."""
    counts = session.execute(
        select(DeliveryRow.state, DeliveryRow.cls, func.count())
        .where(DeliveryRow.state.in_(_OPEN))
        .group_by(DeliveryRow.state, DeliveryRow.cls)
    )
    tasks = session.execute(
        select(TaskRow.state, func.count())
        .where(TaskRow.state.in_(_NOT_OVER))
        .group_by(TaskRow.state)
    )
    return Overview(
        deliveries={(DeliveryState(state), DeliveryClass(cls)): n for state, cls, n in counts},
        oldest_due=_oldest_due(session),
        failed=_failed(session),
        doubtful=session.scalar(select(func.count()).where(*_DOUBTFUL)) or 0,
        tasks={TaskState(state): n for state, n in tasks},
        oldest_task=session.scalar(
            select(func.min(TaskRow.look_at)).where(
                TaskRow.state == TaskState.WAITING.value, TaskRow.look_at <= session.now
            )
        ),
    )


_DOUBTFUL = (DeliveryRow.state == DeliveryState.UNKNOWN.value, DeliveryRow.look_at.is_(None))


def _oldest_due(session: StoreSession) -> dict[DeliveryClass, datetime]:
    found = session.execute(
        select(DeliveryRow.cls, func.min(DeliveryRow.look_at))
        .where(DeliveryRow.state.in_(_WAITS), DeliveryRow.look_at <= session.now)
        .group_by(DeliveryRow.cls)
    )
    return {DeliveryClass(cls): since for cls, since in found if since is not None}


def _failed(session: StoreSession) -> dict[Failure, int]:
    found = session.execute(
        select(DeliveryRow.reason, func.count())
        .where(DeliveryRow.state == DeliveryState.FAILED.value)
        .group_by(DeliveryRow.reason)
    )
    counted: Counter[Failure] = Counter()
    for reason, count in found:
        counted[failure_of(reason or "")] += count
    return dict(counted)


def deliveries(
    session: StoreSession, states: Collection[DeliveryState] = OPEN_STATES
) -> tuple[OpenDelivery, ...]:
    """Every delivery in one of these states, the longest queued first.

    Those of the pulse are left out: they are counted and never shown.
    """
    return _rows(session, DeliveryRow.state.in_([one.value for one in states]))


def for_a_person(session: StoreSession) -> tuple[OpenDelivery, ...]:
    """What is undelivered or doubtful, and stays so unless somebody settles it."""
    states = (DeliveryState.FAILED.value, DeliveryState.UNKNOWN.value)
    return _rows(session, DeliveryRow.state.in_(states), DeliveryRow.look_at.is_(None))


def to_ask(session: StoreSession) -> int:
    """How many messages Slack is asked about before anything is sent."""
    unknown = DeliveryRow.state == DeliveryState.UNKNOWN.value
    counted = select(func.count()).where(unknown, DeliveryRow.look_at.is_not(None))
    return session.scalar(counted) or 0


def one(session: StoreSession, delivery_id: str) -> OpenDelivery | None:
    """A delivery by its id; None where there is none, or it is one of the pulse."""
    return next(iter(_rows(session, DeliveryRow.id == delivery_id)), None)


def pulse_count(session: StoreSession, state: DeliveryState) -> int:
    """How many deliveries of the pulse are in a state."""
    counted = select(func.count()).where(
        DeliveryRow.state == state.value, DeliveryRow.kind.startswith(PULSE)
    )
    return session.scalar(counted) or 0


def _rows(session: StoreSession, *where: ColumnElement[bool]) -> tuple[OpenDelivery, ...]:
    found = session.execute(
        select(
            DeliveryRow.id,
            DeliveryRow.kind,
            DeliveryRow.state,
            DeliveryRow.cls,
            DeliveryRow.method,
            DeliveryRow.recipient,
            DeliveryRow.queued_at,
            DeliveryRow.look_at,
            DeliveryRow.attempts,
            DeliveryRow.reason,
        )
        .where(*where, DeliveryRow.kind.not_like(f"{PULSE}%"))
        .order_by(DeliveryRow.queued_at, DeliveryRow.id)
    )
    return tuple(
        OpenDelivery(
            id=row.id,
            kind=row.kind,
            state=DeliveryState(row.state),
            cls=DeliveryClass(row.cls),
            method=Method(row.method),
            recipient=row.recipient,
            queued_at=row.queued_at,
            look_at=row.look_at,
            attempts=row.attempts,
            reason=row.reason,
        )
        for row in found
    )


def tasks(
    session: StoreSession, states: Collection[TaskState] = tuple(TaskState)
) -> tuple[OpenTask, ...]:
    """The long work in these states, the longest queued first."""
    return _tasks(session, TaskRow.state.in_([one.value for one in states]))


def one_task(session: StoreSession, task_id: str) -> OpenTask | None:
    """A piece of long work by its id."""
    return next(iter(_tasks(session, TaskRow.id == task_id)), None)


def _tasks(session: StoreSession, where: ColumnElement[bool]) -> tuple[OpenTask, ...]:
    found = session.execute(
        select(
            TaskRow.id,
            TaskRow.kind,
            TaskRow.state,
            TaskRow.asked_by,
            TaskRow.queued_at,
            TaskRow.look_at,
            TaskRow.attempts,
            TaskRow.reason,
        )
        .where(where)
        .order_by(TaskRow.queued_at, TaskRow.id)
    )
    return tuple(
        OpenTask(
            id=row.id,
            kind=row.kind,
            state=TaskState(row.state),
            asked_by=row.asked_by,
            queued_at=row.queued_at,
            look_at=row.look_at,
            attempts=row.attempts,
            reason=row.reason,
        )
        for row in found
    )

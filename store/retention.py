"""Deletes what the data map says is kept for a time only, once that time is over."""

from datetime import timedelta

from sqlalchemy import delete, select

from store import roster_imports
from store.delivery_tables import DeliveryRow
from store.session import StoreSession
from store.store import Store
from store.tasks import TaskRow

DELIVERIES = timedelta(days=365)
"""From the moment a delivery was queued, if nothing is to be done about it any more."""
TASKS = timedelta(days=90)
"""From the end of a task."""
IMPORTS = timedelta(days=365)
"""From the end of an import; what it held of people was deleted after a day."""

_BATCH = 500  # rows per transaction: well under the 200 ms that a write lock may be held


def forget(store: Store) -> int:
    """Deletes in every workspace what has been kept long enough; answers how many rows.

    Short transactions: killed at any point, it goes on when called again.
    """
    forgotten = 0
    for workspace in store.workspaces():
        more = True
        while more:
            with store.work(workspace.id) as session:
                imports = roster_imports.forget(session, IMPORTS, _BATCH)
                deleted = (_deliveries(session), _tasks(session), imports)
            forgotten += sum(deleted)
            more = _BATCH in deleted
    return forgotten


def _deliveries(session: StoreSession) -> int:
    over = session.now - DELIVERIES
    ids = session.scalars(
        select(DeliveryRow.id)
        .where(DeliveryRow.look_at.is_(None), DeliveryRow.queued_at < over)
        .limit(_BATCH)
    ).all()
    session.execute(
        delete(DeliveryRow)
        .where(DeliveryRow.id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return len(ids)


def _tasks(session: StoreSession) -> int:
    over = session.now - TASKS
    ids = session.scalars(select(TaskRow.id).where(TaskRow.finished_at < over).limit(_BATCH)).all()
    session.execute(
        delete(TaskRow).where(TaskRow.id.in_(ids)).execution_options(synchronize_session=False)
    )
    return len(ids)

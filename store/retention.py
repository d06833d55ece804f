"""Deletes what is kept for a time only, once that time is over: the data map's schedule, acted on.

Every `Keep` stands here exactly once: on the schedule, or with the code that ends it elsewhere.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import and_, delete, or_, select

from program.delivery import UNTRACED
from store import (
    audit,
    erasures,
    heard,
    retention_cohorts,
    retention_people,
    roster_imports,
)
from store.delivery_tables import DeliveryRow
from store.promises import Keep
from store.report_tables import ReportDigestRow
from store.session import StoreSession
from store.store import Store
from store.tasks import TaskRow

_LOG = logging.getLogger(__name__)

DELIVERIES = timedelta(days=365)
"""From the moment a delivery was queued, if nothing is to be done about it any more."""
A_DAYS_WORK = timedelta(hours=8)
"""From the moment for which something was planned that leaves no trace: it counts on that day."""
TASKS = timedelta(days=90)
"""From the end of a task."""
IMPORTS = timedelta(days=365)
"""From the end of an import; what it held of people was deleted after a day."""
DIGESTS = timedelta(days=365)
"""From the moment a digest was made."""
ERASURES = timedelta(days=365)
"""From the end of an erasure; the list beside the keys goes on."""

_ACCOUNTS = 50
AT_ONCE = 500
"""Rows per transaction: well under the 200 ms that a write lock may be held."""

Rule = Callable[[StoreSession, int], Mapping[str, int]]
"""Deletes at most so many rows; answers how many, by table, and nothing once all is done."""


def _deliveries(session: StoreSession, most: int) -> Mapping[str, int]:
    over = session.now - DELIVERIES
    ids = session.scalars(
        select(DeliveryRow.id)
        .where(
            DeliveryRow.look_at.is_(None),
            or_(
                DeliveryRow.queued_at < over,
                and_(
                    DeliveryRow.kind.in_(UNTRACED), DeliveryRow.sent_at < session.now - A_DAYS_WORK
                ),
            ),
        )
        .limit(most)
    ).all()
    session.execute(
        delete(DeliveryRow)
        .where(DeliveryRow.id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return {"delivery": len(ids)}


def _tasks(session: StoreSession, most: int) -> Mapping[str, int]:
    over = session.now - TASKS
    ids = session.scalars(select(TaskRow.id).where(TaskRow.finished_at < over).limit(most)).all()
    session.execute(
        delete(TaskRow).where(TaskRow.id.in_(ids)).execution_options(synchronize_session=False)
    )
    return {"task": len(ids)}


def _digests(session: StoreSession, most: int) -> Mapping[str, int]:
    over = session.now - DIGESTS
    ids = session.scalars(
        select(ReportDigestRow.id).where(ReportDigestRow.made_at < over).limit(most)
    ).all()
    session.execute(
        delete(ReportDigestRow)
        .where(ReportDigestRow.id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return {"report_digest": len(ids)}


def _imports(session: StoreSession, most: int) -> Mapping[str, int]:
    return {"roster_import": roster_imports.forget(session, IMPORTS, most)}


def _erasures(session: StoreSession, most: int) -> Mapping[str, int]:
    return {"erasure": erasures.forget(session, ERASURES, most)}


def _heard(session: StoreSession, most: int) -> Mapping[str, int]:
    return {"heard": heard.forget(session, batch=most)}


SCHEDULE: Mapping[Keep, Rule] = {
    Keep.HEARD: _heard,
    Keep.SENT: _deliveries,
    Keep.TASK: _tasks,
    Keep.IMPORT: _imports,
    Keep.DIGEST: _digests,
    Keep.ERASED: _erasures,
    Keep.COHORT: retention_cohorts.forget,
    Keep.TAKES_PART: retention_people.forget_parts,
}
"""What ends at night, in this order."""
AFTER_ALL: frozenset[Keep] = frozenset({Keep.PERSON})
"""Looked for once the rest is gone: a closed account goes when nothing is left that is about it."""

ELSEWHERE: Mapping[Keep, str] = {
    Keep.DRAFT: "services.drafts.drop_expired",
    Keep.STAGED: "services.roster_import.expire",
    Keep.OPENING: "services.cohort_news.tell_of_openings",
    Keep.PULSE_OPEN: "store.pulse.closing.end",
    Keep.CODE: "services.governance.issue_code",
    Keep.KEY: "store.rotation.retire",
    Keep.INSTALLING: "store.install_states.make",
    Keep.INSTALLED: "store.serving.serve_no_longer",
    Keep.WORKSPACE: "store.erasing_workspace.erase_workspace",
}
"""What ends on its own occasion, and the code that ends it."""

NO_END: frozenset[Keep] = frozenset({Keep.ROW, Keep.PROGRAM, Keep.COHORT_STANDS, Keep.ROSTER})
"""What stays as long as what it belongs to; a program is ended by nobody but its workspace."""


def forget(store: Store, most: int = AT_ONCE) -> int:
    """Deletes in every workspace what has been kept long enough; answers how many rows.

    Short transactions: killed at any point, it goes on when called again. Counts only are logged.
    """
    gone = 0
    for workspace in store.workspaces():
        counts = _forget_in(store, workspace.id, most)
        gone += sum(counts.values())
        if counts:
            _LOG.info("Kept long enough in workspace %s: %s", workspace.id, dict(counts))
            with store.work(workspace.id) as session:
                audit.append(
                    session, "retention.applied", actor=None, about="workspace", facts=counts
                )
    return gone


def _forget_in(store: Store, workspace_id: str, most: int) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for rule in SCHEDULE.values():
        while True:
            with store.work(workspace_id) as session:
                gone = {table: n for table, n in rule(session, most).items() if n}
            counts.update(gone)
            if not gone:
                break
    with store.look(workspace_id) as look:
        closed = retention_people.accounts_over(look)
    for ids in batched(closed, _ACCOUNTS):
        with store.work(workspace_id) as session:
            counts.update(retention_people.forget_accounts(session, ids))
    return +counts


def batched(ids: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """The same in pieces."""
    return (ids[start : start + most] for start in range(0, len(ids), most))

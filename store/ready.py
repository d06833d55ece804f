"""A restored copy made ready: it doubts what may have been sent since it was made."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from program.clock import Clock
from store import anchors, audit, deliveries, delivery_overview, migrate, present, restorings
from store.audit import AuditRow
from store.audit_check import KNOWN_TO, RESTORED
from store.delivery_tables import DeliveryRow
from store.keys import Keyring
from store.present import Present
from store.pulse import scrubbing, voiding
from store.session import StoreSession
from store.store import Store
from store.workspaces import WorkspaceRow


@dataclass
class Ready:
    """A copy that is whole, ours, in this version's form, and doubts what it cannot know."""

    store: Store
    """Open, and not yet in its place: for what has to be done before anybody may start."""
    revision: str
    """The form the copy had."""
    copied_at: Mapping[str, datetime]
    """Up to when the copy is complete, by workspace."""
    to_ask: int
    """Messages that Slack is asked about before anything is sent."""
    for_a_person: int
    """Deliveries that cannot be asked about: somebody has to settle them."""
    void_pulses: int
    """Surveys that were open in the copy: void now, since no copy holds their keys."""
    lost_workspaces: tuple[str, ...]
    """Workspaces that were known when the copy was restored, and are not in it."""
    put_aside: str | None = None
    """Where what stood there before is kept, from the end on."""


@contextmanager
def made_ready(
    url: str, keys: Keyring, clock: Clock, before: Present, revision: str
) -> Iterator[Ready]:
    """A copy at this address, in this version's form; `before` is kept of what it replaces."""
    migrate.upgrade(url)
    store = Store.open(url, keys, clock)
    try:
        present.keep(before, store, keys.folder)
        yield _doubted(store, revision, before.log_ends)
    finally:
        store.close()


def _doubted(store: Store, revision: str, log_ends: Mapping[str, int]) -> Ready:
    """Mark in every workspace what may have been sent since the copy, and note the restore.

    A workspace that left is marked as well: it may come back. `log_ends` says how far the audit
    logs went in the database that is replaced.
    """
    with Session(store.engines.look) as session:
        known = list(session.scalars(select(WorkspaceRow.id).order_by(WorkspaceRow.id)))
    copied_at: dict[str, datetime] = {}
    to_ask = for_a_person = void = 0
    for workspace_id in known:
        anchored = [one.number for one in anchors.read(store.keys.folder, workspace_id)]
        known_to = max([*anchored, log_ends.get(workspace_id, 0)])
        with store.work(workspace_id) as work:
            copied_at[workspace_id] = since = _last_known(work)
            deliveries.doubt_all(work, since)
            restorings.note(work, since)
            void += len(voiding.void_all(work, voiding.RESTORED))
            facts = {KNOWN_TO: known_to}
            audit.append(work, RESTORED, actor=None, about="workspace", facts=facts)
            for_a_person += len(delivery_overview.for_a_person(work))
            to_ask += delivery_overview.to_ask(work)
    if void:
        scrubbing.empty(store)
    lost = anchors.workspaces(store.keys.folder) - set(known)
    return Ready(store, revision, copied_at, to_ask, for_a_person, void, tuple(sorted(lost)))


def _last_known(session: StoreSession) -> datetime:
    """Up to when the copy is complete for sure: the latest moment it tells of."""
    told = (AuditRow.at, DeliveryRow.queued_at, DeliveryRow.sent_at)
    found = [session.scalar(select(func.max(column))) for column in told]
    enrolled_at = session.scalars(select(WorkspaceRow)).one().enrolled_at
    return max([moment for moment in found if moment is not None], default=enrolled_at)

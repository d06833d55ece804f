"""A place to copy a database from and to, and what a courier does there."""

from dataclasses import dataclass
from pathlib import Path

from program.delivery import DeliveryClass, NewDelivery
from store import (
    deliveries,
    delivery_claims,
    delivery_outcomes,
)
from store.keys import Keyring
from store.restoring import readied
from store.store import Store
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock

LEASE = 60


@dataclass(frozen=True)
class Place:
    """A database in use, the cast in it, its keys, and a folder to copy to."""

    store: Store
    stage: Stage
    url: str
    keys: Keyring
    clock: FrozenClock
    folder: Path

    @property
    def id(self) -> str:
        """Of the workspace."""
        return self.stage.workspace_id


def new(key: str, **more: object) -> NewDelivery:
    given = {
        "kind": "probe.message",
        "recipient": "ada",
        "about": {"thing": "t1"},
        "cls": DeliveryClass.REPLY,
        "key": key,
    }
    return NewDelivery(**{**given, **more})  # type: ignore[arg-type]


def queue(store: Store, workspace_id: str, *wishes: NewDelivery) -> None:
    with store.work(workspace_id) as session:
        for one in wishes:
            deliveries.queue(session, one)


def send_all(store: Store, workspace_id: str) -> list[str]:
    """Claim what is due; note as sent what is not in doubt. The keys of what was sent blindly."""
    with store.work(workspace_id) as session:
        claimed = delivery_claims.claim_due(session, session.now, 50, LEASE)
        sure = [one for one in claimed if not one.in_doubt]
        for one in sure:
            delivery_outcomes.record_sent(session, one.id, one.claim or "", channel="D1", ts="1.0")
    return [one.key for one in sure]


def restore(url: str, keys: Keyring, file: Path, clock: FrozenClock, **how: bool) -> Store:
    with readied(url, keys, file, clock, replace=how.get("replace", False)):
        pass
    return Store.open(url, keys, clock, durable=False)

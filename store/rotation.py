"""Renews keys: seals everything again with the newest key, then lets an old key go."""

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from store import sealing
from store.columns import SEALED
from store.key_check import KeyCheckRow, require_own
from store.keys import Keyring
from store.store import Store
from store.tables import TABLES
from store.troubles import KeyTrouble

_BATCH = 100  # rows per transaction: well under the 200 ms that a write lock may be held


def rotate(store: Store) -> Keyring:
    """Makes new keys and uses them from now on; old ones stay readable. Then call `reseal`."""
    store.keys = store.keys.rotate()
    with store.anywhere() as session:
        require_own(session, store.keys)
    return store.keys


def reseal(store: Store) -> int:
    """Seals again whatever is sealed with an older key; answers how many values that were.

    Short transactions: killed at any point, it goes on where it stopped when called again.
    """
    return sum(_reseal_table(store, table) for table in TABLES.sorted_tables if _sealed(table))


def retire(store: Store, key_id: bytes) -> Keyring:
    """Deletes an old sealing key for good. Raises KeyTrouble while anything is sealed with it."""
    with store.anywhere() as session:
        for table in TABLES.sorted_tables:
            if any(_needs(session, table, name, key_id) for name in _sealed(table)):
                raise KeyTrouble("keys.present", key=key_id.hex(), table=table.name)
        session.execute(delete(KeyCheckRow).where(KeyCheckRow.key_id == key_id.hex()))
    store.keys = store.keys.without(key_id)
    return store.keys


def _sealed(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.info.get(SEALED)]


def _needs(session: Session, table: Table, name: str, key_id: bytes) -> bool:
    values = session.execute(select(table.c[name])).yield_per(_BATCH).scalars()
    return any(value is not None and sealing.key_id(value) == key_id for value in values)


def _reseal_table(store: Store, table: Table) -> int:
    last, done = "", 0
    while True:
        with store.anywhere() as session:
            rows = session.execute(
                select(table.c.id, table.c.workspace_id, *(table.c[n] for n in _sealed(table)))
                .where(table.c.id > last)
                .order_by(table.c.id)
                .limit(_BATCH)
                .with_for_update()
            ).all()
            for row in rows:
                changed = _resealed(store.keys, table, row._asdict())
                if changed:
                    session.execute(update(table).where(table.c.id == row.id).values(changed))
                    done += len(changed)
        if not rows:
            return done
        last = rows[-1].id


def _resealed(keys: Keyring, table: Table, row: dict[str, str | bytes | None]) -> dict[str, bytes]:
    changed = {}
    for name in _sealed(table):
        value = row[name]
        if isinstance(value, bytes) and sealing.key_id(value) != keys.seal_id:
            place = sealing.Place(str(row["workspace_id"]), table.name, name, str(row["id"]))
            changed[name] = sealing.seal(keys, place, sealing.unseal(keys, place, value))
    return changed

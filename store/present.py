"""What a restore does not take back, read from the database it replaces, where it can be read.

Tokens that renewed themselves since the copy are dead in it; who was erased stays erased, also
where another machine did it; and the audit log says how far it went before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from store import erasure_list, migrate
from store.audit import AuditHeadRow
from store.engine import open_engines
from store.erasures import ErasureRow
from store.installations import InstallationRow
from store.migrate import MigrationState
from store.store import Store
from store.troubles import StoreTrouble
from store.workspaces import WorkspaceRow

_INSTALLATIONS = InstallationRow.metadata.tables[InstallationRow.__tablename__]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Present:
    """How things stand in the database that is to be replaced; empty where it cannot be read."""

    installations: Sequence[Row] = ()
    """As they are, sealed."""
    erasures: Sequence[Row] = ()
    log_ends: Mapping[str, int] = field(default_factory=dict)
    """The number of the last audit entry, by workspace."""


def read(url: str) -> Present:
    """Reads a database without changing it."""
    try:
        if migrate.state(url) is not MigrationState.CURRENT:
            return Present()
        engines = open_engines(url)
    except StoreTrouble:
        return Present()
    try:
        with engines.look.connect() as connection:
            return _read(connection)
    except StoreTrouble:
        return Present()
    finally:
        engines.dispose()


def _read(connection: Connection) -> Present:
    heads = connection.execute(select(AuditHeadRow.workspace_id, AuditHeadRow.number))
    erased = (ErasureRow.workspace_id, ErasureRow.person_id, ErasureRow.asked_at)
    return Present(
        installations=[dict(one) for one in connection.execute(select(_INSTALLATIONS)).mappings()],
        erasures=[dict(one) for one in connection.execute(select(*erased)).mappings()],
        log_ends={row.workspace_id: row.number for row in heads},
    )


def keep(present: Present, store: Store, keys_folder: Path) -> None:
    """Tokens of now in place of those of the copy; whom it may bring back on the list to erase."""
    for row in present.erasures:
        erasure_list.note(keys_folder, row["workspace_id"], row["person_id"], row["asked_at"])
    with store.anywhere() as session:
        known = set(session.scalars(select(WorkspaceRow.id)))
        for row in present.installations:
            if row["workspace_id"] in known:
                mine = InstallationRow.workspace_id == row["workspace_id"]
                session.execute(delete(InstallationRow).where(mine))
                session.execute(insert(_INSTALLATIONS), [dict(row)])

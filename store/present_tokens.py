"""Tokens are not taken back to those of a copy: what renewed itself since then is dead in Slack."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from store import migrate
from store.engine import open_engines
from store.installations import InstallationRow
from store.migrate import MigrationState
from store.store import Store
from store.troubles import StoreTrouble
from store.workspaces import WorkspaceRow

_TABLE = InstallationRow.metadata.tables[InstallationRow.__tablename__]


def read(url: str) -> Sequence[Mapping[str, Any]]:
    """The installations of a database as they stand, sealed; none where it cannot be read."""
    try:
        if migrate.state(url) is not MigrationState.CURRENT:
            return []
        engines = open_engines(url)
    except StoreTrouble:
        return []
    try:
        with engines.look.connect() as connection:
            return [dict(row) for row in connection.execute(select(_TABLE)).mappings()]
    except StoreTrouble:
        return []
    finally:
        engines.dispose()


def put_in(store: Store, found: Sequence[Mapping[str, Any]]) -> None:
    """In place of those of the copy, as far as it knows their workspaces."""
    with store.anywhere() as session:
        known = set(session.scalars(select(WorkspaceRow.id)))
        for row in found:
            if row["workspace_id"] in known:
                mine = InstallationRow.workspace_id == row["workspace_id"]
                session.execute(delete(InstallationRow).where(mine))
                session.execute(insert(_TABLE), [dict(row)])

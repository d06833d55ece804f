"""Erases a workspace that took the app out: all its rows, a short transaction at a time."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from program.erasure import WORKSPACE_KEPT
from program.person import is_nobodys, nobodys_account
from store import erasure_list
from store.promised import among, keys_of, leaves_first, table_of
from store.session import StoreSession
from store.store import Store
from store.workspaces import WorkspaceRow

_AT_ONCE = 500


def left_long_ago(store: Store, kept_for: timedelta = WORKSPACE_KEPT) -> list[str]:
    """The ids of workspaces that left longer ago than that, and of those half erased."""
    with Session(store.engines.look) as session:
        rows = session.scalars(select(WorkspaceRow).where(WorkspaceRow.left_at.is_not(None))).all()
    over = store.clock() - kept_for
    return [
        row.id
        for row in rows
        if is_nobodys(row.team_id) or (row.left_at is not None and row.left_at < over)
    ]


def left_one(store: Store, team_id: str) -> str | None:
    """The id of a workspace that has left, by Slack's id of it."""
    with Session(store.engines.look) as session:
        return session.scalar(
            select(WorkspaceRow.id).where(
                WorkspaceRow.team_id == team_id, WorkspaceRow.left_at.is_not(None)
            )
        )


def counts(store: Store, workspace_id: str) -> Mapping[str, int]:
    """How many rows there are of a workspace, by table; the ones without any left out."""
    with store.look(workspace_id) as session:
        found = {
            table_of(row).name: session.scalar(select(func.count()).select_from(row)) or 0
            for row in leaves_first()
        }
    return {table: count for table, count in sorted(found.items()) if count}


def erase_workspace(
    store: Store, workspace_id: str, keys_folder: Path | None = None, *, served_too: bool = False
) -> int:
    """Delete every row of a workspace that has left; how many. Killed, it goes on when called so.

    Its id in Slack is let go of first: installed again meanwhile, it begins as a new one. A
    workspace that is served is left alone and answers 0, unless `served_too`: after a restore.
    """
    if not let_go(store, workspace_id, served_too=served_too):
        return 0
    if keys_folder is not None:
        erasure_list.note(keys_folder, workspace_id, None, store.clock())
    gone = 0
    for row in leaves_first():
        while True:
            with store.work(workspace_id) as session:
                some = _delete_some(session, row)
            gone += some
            if some < _AT_ONCE:
                break
    with store.anywhere() as upkeep:
        upkeep.execute(delete(WorkspaceRow).where(WorkspaceRow.id == workspace_id))
    return gone + 1


def let_go(store: Store, workspace_id: str, *, served_too: bool) -> bool:
    """Forget which workspace of Slack it was: from here on it only remains to delete the rows."""
    with store.anywhere() as session:
        row = session.scalars(
            select(WorkspaceRow).where(WorkspaceRow.id == workspace_id).with_for_update()
        ).one_or_none()
        if row is None or (row.left_at is None and not served_too):
            return False
        row.left_at = row.left_at or store.clock()
        row.team_id, row.enterprise_id, row.name = nobodys_account(workspace_id), None, ""
        row.app_id, row.bot_user_id = None, None
    store.forget_known()
    return True


def _delete_some(session: StoreSession, row: type) -> int:
    found = session.execute(select(*keys_of(row)).limit(_AT_ONCE)).all()
    if found:
        for column in _to_itself(row):
            leaning = getattr(row, column).in_([one[0] for one in found])
            session.execute(
                update(row)
                .where(leaning)
                .values({column: None})
                .execution_options(synchronize_session=False)
            )
        gone = delete(row).where(among(row, found))
        session.execute(gone.execution_options(synchronize_session=False))
    return len(found)


def _to_itself(row: type) -> list[str]:
    """Columns that lead to other rows of the same table: let go of before those are deleted."""
    table = table_of(row)
    return [
        column.name
        for column in table.c
        if any(key.column.table is table for key in column.foreign_keys)
    ]

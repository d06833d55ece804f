"""Coming and leaving: from when on a workspace is served, and when that ends, tokens and all."""

import logging
from dataclasses import dataclass

from sqlalchemy import select, update

from store import audit, installations
from store.installations import Installation
from store.pulse import scrubbing, voiding
from store.session import StoreSession
from store.store import Store
from store.workspaces import Workspace, WorkspaceRow, row_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Newcomer:
    """A workspace, or a whole organization under its own id, as Slack described it to us."""

    team_id: str
    enterprise_id: str | None
    name: str
    app_id: str | None
    bot_user_id: str | None


def serve(store: Store, found: Newcomer, installation: Installation) -> tuple[Workspace, bool]:
    """Serve a workspace that installed the app from now on; whether it was not served before.

    Its tokens are sealed in the transaction that begins or goes on with serving it.
    """
    with store.anywhere() as session:
        known = row_of(session, found.team_id, store.clock())
        workspace_id, was_left_at, enrolled_at = known.id, known.left_at, known.enrolled_at
    with store.work(workspace_id) as session:
        row = session.scalars(select(WorkspaceRow)).one()
        was_served = row.left_at is None
        installations.keep(session, installation)
        wide = _reach(is_org_wide=installation.is_org_wide)
        _note(session, "workspace.installed", reach=wide)
        _set(
            session,
            enterprise_id=found.enterprise_id,
            name=found.name[:255],
            app_id=found.app_id,
            bot_user_id=found.bot_user_id,
            left_at=None,
        )
    store.forget_known()
    workspace = store.workspace(workspace_id)
    assert workspace is not None  # noqa: S101 - served as of the commit above
    again = " again" if was_left_at != enrolled_at else ""
    _log.info(
        "A workspace installed Baton%s.", again, extra={"workspace": workspace_id, "reach": wide}
    )
    return workspace, not was_served


def serve_no_longer(store: Store, workspace_id: str) -> bool:
    """Stop serving a workspace and delete its tokens, all at once. False: it had left before.

    What it holds stays, and goes on where it was should the app be installed again. Only open
    pulses are void for good: nobody could answer them, and their keys wait for nobody.
    """
    with store.work(workspace_id) as session:
        row = session.scalars(select(WorkspaceRow)).one()
        served = row.left_at is None
        wide = _reach(is_org_wide=row.team_id == row.enterprise_id)
        installations.forget(session)
        void = voiding.void_all(session, voiding.LEFT)
        if served:
            _note(session, "workspace.left")
            _set(session, left_at=session.now)
    for survey_id in void:
        scrubbing.scrub(store, survey_id)
    store.forget_known()
    if served:
        _log.info("A workspace took Baton out.", extra={"workspace": workspace_id, "reach": wide})
    return served


def _reach(*, is_org_wide: bool) -> str:
    return "organization" if is_org_wide else "workspace"


def _note(session: StoreSession, entry: str, **facts: str) -> None:
    audit.append(session, entry, actor=None, about="workspace", facts=facts)


def _set(session: StoreSession, **values: object) -> None:
    quiet = {"synchronize_session": False}
    session.execute(update(WorkspaceRow).values(**values).execution_options(**quiet))

"""Whose wish an installation is: a state for each click, good once and for ten minutes."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped

from store.base import Base
from store.columns import Digest, UtcDateTime, column
from store.promises import Erase, Keep
from store.store import Store

LIVES = timedelta(minutes=10)
MOST = 1000
"""More than these are not kept at a time: anyone may open the page, as often as they like."""

_OURS = {
    "whose": "nobody",
    "readers": "nobody",
    "keep": Keep.INSTALLING,
    "erase": Erase.NOT_ABOUT,
}


class InstallStateRow(Base):
    """One click on the install page. It belongs to no workspace: none is chosen yet."""

    __tablename__ = "install_state"

    digest: Mapped[str] = column(
        Digest(), primary_key=True, purpose="recognises the state and its browser", **_OURS
    )
    made_at: Mapped[datetime] = column(UtcDateTime, purpose="ends its life", **_OURS)


def make(store: Store, state: str, browser: str) -> bool:
    """Remember a state and the browser it was made in. False: as many as may be wait already."""
    with store.anywhere() as session:
        session.execute(delete(InstallStateRow).where(InstallStateRow.made_at <= _old(store)))
        if (session.scalar(select(func.count()).select_from(InstallStateRow)) or 0) >= MOST:
            return False
        session.add(InstallStateRow(digest=_digest(store, state, browser), made_at=store.clock()))
    return True


def use(store: Store, state: str, browser: str) -> bool:
    """Use a state up. False: it was used before, is too old, or is of another browser."""
    mine = InstallStateRow.digest == _digest(store, state, browser)
    with store.anywhere() as session:
        fresh = InstallStateRow.made_at > _old(store)
        used = session.execute(delete(InstallStateRow).where(mine, fresh))
        return bool(used.rowcount)  # type: ignore[attr-defined]  # a delete has a count


def _old(store: Store) -> datetime:
    return store.clock() - LIVES


def _digest(store: Store, state: str, browser: str) -> str:
    return store.keys.digest("", "install.state", f"{len(state)} {state} {browser}")

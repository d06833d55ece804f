"""Who looks at their Home, and on which tab: it is published on change only for them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from store.people import PersonRow
from store.session import StoreSession


def opened(session: StoreSession, person_id: str, tab: str | None) -> None:
    """Note that somebody looks at their Home, and the tab if they chose one."""
    row = session.scalars(select(PersonRow).where(PersonRow.id == person_id)).one()
    row.home_opened_at = session.now
    if tab is not None:
        row.home_tab = tab


def of_person(session: StoreSession, person_id: str) -> tuple[datetime | None, str | None]:
    """When somebody last opened their Home, and the tab they chose."""
    row = session.scalars(select(PersonRow).where(PersonRow.id == person_id)).one()
    return row.home_opened_at, row.home_tab


def who_opened(
    session: StoreSession, person_ids: Collection[str], *, since: datetime
) -> tuple[str, ...]:
    """Those of these people who opened their Home since then and whose account is open."""
    found = session.scalars(
        select(PersonRow.id)
        .where(
            PersonRow.id.in_(person_ids),
            PersonRow.home_opened_at >= since,
            PersonRow.deactivated.is_(False),
        )
        .order_by(PersonRow.id)
    )
    return tuple(found)

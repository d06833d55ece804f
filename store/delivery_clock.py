"""When the clock was set back, what waits for a moment of the former clock is put right."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, or_, select, update

from program.delivery import DeliveryState
from store.delivery_tables import DeliveryRow
from store.session import StoreSession

_CLOCKS_MAY_DIFFER = timedelta(minutes=1)


def _ahead(now: datetime) -> ColumnElement[bool]:
    """Waits for a moment to come, reckoned at one that has not come either."""
    later = now + _CLOCKS_MAY_DIFFER
    at_once = and_(DeliveryRow.queued_at > later, DeliveryRow.look_at == DeliveryRow.queued_at)
    return and_(DeliveryRow.look_at > later, or_(DeliveryRow.attempted_at > later, at_once))


def is_ahead(session: StoreSession, now: datetime) -> bool:
    """Was the clock set back while something waited?"""
    return session.scalar(select(DeliveryRow.id).where(_ahead(now)).limit(1)) is not None


def put_right(session: StoreSession, now: datetime, lease: timedelta) -> int:
    """Have it looked at now; what a courier holds, once its lease is over by the present clock."""
    changed = session.execute(
        update(DeliveryRow)
        .where(_ahead(now))
        .values(
            look_at=case(
                (DeliveryRow.state == DeliveryState.CLAIMED.value, now + lease), else_=now
            ),
            not_before=now,
        )
        .execution_options(synchronize_session=False)
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]  # an update has a count

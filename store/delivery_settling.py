"""Deliveries that a person settles: somebody looked into Slack, or decided."""

from typing import Any

from sqlalchemy import func, update

from program.delivery import ASKED_TO_SEND, SETTLED_BY_HAND, DeliveryState
from store.delivery_tables import DeliveryRow
from store.session import Queue, StoreSession

_SETTLED = {
    "claim": None,
    "in_doubt": False,
    "touch_due": False,
    "look_at": None,
    "not_before": None,
}


def settle_sent(session: StoreSession, delivery_id: str) -> bool:
    """Somebody saw that it arrived. False: it is neither unknown nor failed any more."""
    at = func.coalesce(DeliveryRow.attempted_at, session.now)
    return _settle(session, delivery_id, DeliveryState.SENT, sent_at=at)


def settle_dropped(session: StoreSession, delivery_id: str) -> bool:
    """Somebody decided that it is not needed. False: it is neither unknown nor failed any more."""
    return _settle(session, delivery_id, DeliveryState.DROPPED)


def settle_again(session: StoreSession, delivery_id: str) -> bool:
    """Somebody wants it sent. False: it is neither unknown nor failed any more.

    What Slack may have is asked about once more where that is possible; where it is not, the
    decision stands and it is sent.
    """
    moment = {"look_at": session.now, "not_before": session.now, "attempts": 0}
    settled = _settle_from(
        session, delivery_id, DeliveryState.FAILED, state=DeliveryState.DUE.value, **moment
    ) or _settle_from(session, delivery_id, DeliveryState.UNKNOWN, reason=ASKED_TO_SEND, **moment)
    if settled:
        session.wakes.add(Queue.DELIVERIES)
    return settled


def _settle(
    session: StoreSession,
    delivery_id: str,
    state: DeliveryState,
    **more: Any,
) -> bool:
    values = {"state": state.value, "reason": SETTLED_BY_HAND, **_SETTLED}
    return any(
        _settle_from(session, delivery_id, before, **values, **more)
        for before in (DeliveryState.UNKNOWN, DeliveryState.FAILED)
    )


def _settle_from(
    session: StoreSession, delivery_id: str, before: DeliveryState, **values: Any
) -> bool:
    changed = session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.id == delivery_id, DeliveryRow.state == before.value)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]  # an update has a count

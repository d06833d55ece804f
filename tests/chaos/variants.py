"""Couriers with a mistake in them, to see that the mistake is noticed."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import update

from program.delivery import DeliveryState
from scheduler import posting
from store import delivery_claims
from store.delivery_tables import DeliveryRow

BLIND = "sends again without asking"
HASTY = "notes that it was sent before it is sent"


def take_up(variant: str) -> None:
    """Be one of them from here on."""
    if variant:
        _VARIANTS[variant]()


def _blind() -> None:
    def find(*_: Any, **__: Any) -> None:
        return None

    posting.find = find


def _hasty() -> None:
    claim_due: Callable[..., Any] = delivery_claims.claim_due

    def claim(session: Any, *rest: Any, **more: Any) -> Any:
        claimed = claim_due(session, *rest, **more)
        sent = update(DeliveryRow).where(DeliveryRow.id.in_([one.id for one in claimed]))
        session.execute(sent.values(state=DeliveryState.SENT.value, look_at=None))
        return claimed

    delivery_claims.claim_due = claim


_VARIANTS = {BLIND: _blind, HASTY: _hasty}

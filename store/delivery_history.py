"""What somebody was sent and is owed, for that person to see."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from program.delivery import UNTRACED, DeliveryState, Method
from store.delivery_tables import DeliveryRow
from store.session import StoreSession


@dataclass(frozen=True)
class Told:
    """One message or file for a person."""

    kind: str
    state: DeliveryState
    queued_at: datetime
    sent_at: datetime | None


def history_of(session: StoreSession, person_id: str) -> tuple[Told, ...]:
    """Every message and file for a person, the latest first; publishing Home is left out.

    So is what nobody can tell of whether it was sent.
    """
    rows = session.scalars(
        select(DeliveryRow)
        .where(
            DeliveryRow.recipient == person_id,
            DeliveryRow.method != Method.PUBLISH,
            DeliveryRow.kind.not_in(UNTRACED),
        )
        .order_by(DeliveryRow.queued_at.desc(), DeliveryRow.id)
    )
    return tuple(
        Told(row.kind, DeliveryState(row.state), row.queued_at, row.sent_at) for row in rows
    )

"""The queue of what is owed to people in Slack: rows of ids, claimed by one courier at a time."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select, update

from program.delivery import (
    DeliveryClass,
    DeliveryState,
    Method,
    NewDelivery,
    Sent,
)
from store.delivery_tables import DeliveryAboutRow, DeliveryRow
from store.once import insert_once
from store.session import Queue, StoreSession

_SHOWN = (
    DeliveryState.SENT.value,
    DeliveryState.CLAIMED.value,
    DeliveryState.UNKNOWN.value,
)
"""What may stand in Slack already."""
_WAITING = (DeliveryState.DUE, DeliveryState.HELD)
_UNTOLD = {"synchronize_session": False}  # rows are read anew, never kept across statements


def queue(session: StoreSession, new: NewDelivery) -> bool:
    """Queue a delivery. False: its key is there already, and nothing changed.

    A home page is opened again instead, because only the latest matters.
    """
    due = new.not_before or session.now
    delivery_id = insert_once(
        session,
        DeliveryRow,
        kind=new.kind,
        recipient=new.recipient,
        about=new.about,
        cls=new.cls.value,
        method=new.method.value,
        key=new.key,
        batch_key=new.batch_key,
        reference=_reference(session, new.key),
        state=DeliveryState.DUE.value,
        queued_at=session.now,
        not_before=due,
        look_at=due,
        expires_at=new.expires_at,
        channel=new.channel,
    )
    if delivery_id is not None:
        things = [{"delivery_id": delivery_id, "thing": f"{k}:{v}"} for k, v in new.about.items()]
        session.insert_rows(DeliveryAboutRow, things)
    elif new.method is not Method.PUBLISH or not _reopen(session, new.key):
        return False
    session.wakes.add(Queue.DELIVERIES)
    return True


def _reference(session: StoreSession, key: str) -> str:
    """Says nothing to whoever reads it, and is the same again when a restored copy plans anew what
    was sent since it was made: so that Slack can be asked about that too."""
    return session.digest("delivery", key)[:32]


def _reopen(session: StoreSession, key: str) -> bool:
    row = session.scalars(select(DeliveryRow).where(DeliveryRow.key == key).with_for_update()).one()
    if row.state == DeliveryState.CLAIMED:
        row.touch_due = True
    elif row.state not in _WAITING:
        row.state, row.reason, row.attempts = DeliveryState.DUE.value, None, 0
        row.not_before = row.look_at = session.now
    else:
        return False
    return True


def retouch(session: StoreSession, *about: str) -> None:
    """Have every message already sent about these things (`nomination:ID`) shown anew.

    What is on its way keeps its own moment: it is shown anew when its outcome is known.
    """
    shown = session.execute(
        select(DeliveryRow.id, DeliveryRow.state)
        .join(DeliveryAboutRow, DeliveryAboutRow.delivery_id == DeliveryRow.id)
        .where(
            DeliveryAboutRow.thing.in_(about),
            DeliveryRow.method == Method.POST.value,
            DeliveryRow.state.in_(_SHOWN),
            or_(DeliveryRow.ts.is_not(None), DeliveryRow.state != DeliveryState.SENT.value),
        )
    ).all()
    if not shown:  # the usual case for what has only just begun, and much the cheaper one
        return
    is_sent = DeliveryRow.state == DeliveryState.SENT.value
    session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.id.in_([delivery_id for delivery_id, _ in shown]))
        .values(
            touch_due=True,
            not_before=case((is_sent, session.now), else_=DeliveryRow.not_before),
            look_at=case((is_sent, session.now), else_=DeliveryRow.look_at),
        )
        .execution_options(**_UNTOLD)
    )
    if any(state == DeliveryState.SENT for _, state in shown):
        session.wakes.add(Queue.DELIVERIES)


def recall(session: StoreSession, key: str) -> bool:
    """Take back what was queued under a key. False: it was sent, may have been, or never queued."""
    row = session.scalars(
        select(DeliveryRow).where(DeliveryRow.key == key).with_for_update()
    ).one_or_none()
    if row is None or row.state not in _WAITING or row.ts is not None:
        return False
    row.state, row.reason = DeliveryState.DROPPED.value, "recalled"
    row.look_at = row.not_before = None
    return True


def is_waiting(session: StoreSession, key: str) -> bool:
    """Whether what was queued under a key is still to be sent."""
    state = session.scalar(select(DeliveryRow.state).where(DeliveryRow.key == key))
    return state in _WAITING


def next_due(session: StoreSession) -> datetime | None:
    """The earliest moment at which a claim would find something; None when there is nothing."""
    return session.scalar(select(func.min(DeliveryRow.look_at)))


def doubt_all(session: StoreSession, since: datetime) -> int:
    """After a restore: whatever may have been sent since the copy was made is in doubt.

    Posts are asked about from that moment on; what cannot be asked about is left to the operator.
    Homes and what is to be shown anew may be repeated at will, so they stay as they are.
    """
    owed = and_(
        DeliveryRow.state.in_([one.value for one in _WAITING]), DeliveryRow.look_at <= session.now
    )
    moment = case((DeliveryRow.method == Method.POST.value, session.now), else_=None)
    doubted = session.execute(
        update(DeliveryRow)
        .where(
            or_(owed, DeliveryRow.state == DeliveryState.CLAIMED.value),
            DeliveryRow.method != Method.PUBLISH.value,
            DeliveryRow.ts.is_(None),
        )
        .values(
            state=DeliveryState.UNKNOWN.value,
            reason="restored",
            claim=None,
            in_doubt=True,
            attempted_at=case(
                (DeliveryRow.attempted_at < since, DeliveryRow.attempted_at), else_=since
            ),
            look_at=moment,
            not_before=moment,
        )
        .execution_options(**_UNTOLD)
    )
    session.wakes.add(Queue.DELIVERIES)
    return int(doubted.rowcount)  # type: ignore[attr-defined]  # an update has a count


def sent_since(session: StoreSession, recipient: str, since: datetime) -> list[Sent]:
    """What a person was sent, or may have been sent, from that moment on: for their budget."""
    return sent_to(session, [recipient], since)[recipient]


def sent_to(
    session: StoreSession, recipients: Collection[str], since: datetime
) -> dict[str, list[Sent]]:
    """The same for several people, in one query."""
    at = func.coalesce(DeliveryRow.sent_at, DeliveryRow.attempted_at)
    maybe = and_(
        DeliveryRow.state == DeliveryState.UNKNOWN.value, DeliveryRow.attempted_at >= since
    )
    rows = session.execute(
        select(DeliveryRow.recipient, DeliveryRow.cls, at)
        .where(
            DeliveryRow.recipient.in_(recipients),
            DeliveryRow.cls.in_([one.value for one in DeliveryClass]),
            DeliveryRow.method.in_((Method.POST.value, Method.UPLOAD.value)),
            or_(DeliveryRow.sent_at >= since, maybe),
        )
        .order_by(at)
    )
    found: dict[str, list[Sent]] = {one: [] for one in recipients}
    for recipient, cls, moment in rows:
        found[str(recipient)].append(Sent(DeliveryClass(cls), moment))
    return found

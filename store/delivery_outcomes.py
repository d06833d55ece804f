"""What became of a claimed delivery, written by compare-and-set: only its holder may say so."""

from datetime import datetime

from program.delivery import NOT_THERE, DeliveryState, Method
from store.delivery_claims import held
from store.delivery_tables import DeliveryRow
from store.session import StoreSession


def record_sent(
    session: StoreSession, delivery_id: str, claim: str, *, channel: str | None, ts: str | None
) -> bool:
    """Slack has it. What was touched meanwhile is shown anew at once."""
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.channel, row.ts, row.sent_at = channel, ts, row.sent_at or session.now
    row.reason, row.in_doubt = None, False
    again = session.now if row.touch_due else None
    if row.method == Method.PUBLISH and again is not None:
        row.touch_due = False
        return _leave(row, DeliveryState.DUE, again)
    return _leave(row, DeliveryState.SENT, again)


def record_late(session: StoreSession, delivery_id: str, channel: str, ts: str) -> bool:
    """It arrived, though its claim was over. False: another message is noted as this one.

    Whoever holds the claim now will find its own message to be the one too many.
    """
    row = session.get(DeliveryRow, delivery_id)
    if row is None or (row.channel, row.ts) == (channel, ts):
        return True
    if row.ts is not None:
        return False
    row.channel, row.ts, row.sent_at = channel, ts, row.sent_at or session.now
    row.reason, row.in_doubt = None, False
    return _leave(row, DeliveryState.SENT, session.now if row.touch_due else None)


def record_held(
    session: StoreSession, delivery_id: str, claim: str, *, until: datetime, reason: str
) -> bool:
    """Not tried: to be looked at again then."""
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.reason = reason
    return _leave(row, *_untried(row, until))


def record_later(
    session: StoreSession, delivery_id: str, claim: str, *, at: datetime, reason: str
) -> bool:
    """Tried and certainly not done; an attempt is counted."""
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.reason, row.attempts = reason, row.attempts + 1
    return _leave(row, *_untried(row, at))


def record_not_there(session: StoreSession, delivery_id: str, claim: str) -> bool:
    """Slack was asked and does not have it: it is sent as soon as its turn comes."""
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.reason, row.in_doubt = NOT_THERE, False
    return _back(row, DeliveryState.DUE, session.now)


def _untried(row: DeliveryRow, at: datetime) -> tuple[DeliveryState, datetime]:
    """Where a row goes that is to be tried again: a post that Slack may have stays in doubt.

    What cannot be asked about is tried only where no doubt is left, or somebody decided.
    """
    if row.in_doubt and Method(row.method).may_be_asked_about:
        return DeliveryState.UNKNOWN, at
    row.in_doubt = False
    if row.ts is None:
        return DeliveryState.HELD, at
    row.touch_due = True
    return DeliveryState.SENT, at


def record_unknown(
    session: StoreSession, delivery_id: str, claim: str, *, again_at: datetime | None, reason: str
) -> bool:
    """Slack may have it: asked about then, or never again."""
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.reason, row.attempts = reason, row.attempts + 1
    return _leave(row, DeliveryState.UNKNOWN, again_at)


def record_untraced(session: StoreSession, delivery_id: str, claim: str) -> bool:
    """It is over, and the row says the same of each: sent or not needed, or what got in the way.

    It counts in its reader's budget at the moment that was planned.
    """
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.sent_at = row.not_before or row.queued_at
    row.channel = row.ts = row.reason = row.attempted_at = None
    row.attempts, row.in_doubt, row.touch_due = 0, False, False
    return _leave(row, DeliveryState.SENT, None)


def keep_planned(session: StoreSession, delivery_id: str, planned: datetime | None) -> None:
    """Slack put off what leaves no trace: that happens to nobody but whoever was to be sent it.

    So the row goes on saying the moment that was planned for it, and not why it waits.
    """
    row = session.get(DeliveryRow, delivery_id)
    if row is not None:
        row.not_before, row.reason = planned, None


def record_failed(session: StoreSession, delivery_id: str, claim: str, *, reason: str) -> bool:
    """It will never arrive; what is in Slack already stays as it is there."""
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.reason = reason
    state = DeliveryState.FAILED if row.ts is None else DeliveryState.SENT
    return _leave(row, state, None)


def record_dropped(session: StoreSession, delivery_id: str, claim: str, *, reason: str) -> bool:
    """No longer wanted, or its moment has passed."""
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.reason = reason
    return _leave(row, DeliveryState.DROPPED, None)


def release(session: StoreSession, delivery_id: str, claim: str) -> bool:
    """Claimed and not begun: back to what it was, for the next courier."""
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    if row.in_doubt:
        return _back(row, DeliveryState.UNKNOWN, session.now)
    if row.ts is not None:
        row.touch_due = True
        return _back(row, DeliveryState.SENT, session.now)
    return _back(row, DeliveryState.DUE, session.now)


def _leave(row: DeliveryRow, state: DeliveryState, again: datetime | None) -> bool:
    row.state, row.claim = state.value, None
    row.look_at = row.not_before = again
    return True


def _back(row: DeliveryRow, state: DeliveryState, now: datetime) -> bool:
    """To be looked at again at once; it waits since when it did before."""
    row.state, row.claim, row.look_at = state.value, None, now
    return True

"""Whose turn it is: due deliveries are claimed by one courier at a time, for a short while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from program.delivery import (
    ASKED_TO_SEND,
    NOT_THERE,
    Delivery,
    DeliveryClass,
    DeliveryState,
    Method,
)
from program.speed import Lane
from store import restorings
from store.base import new_id
from store.delivery_tables import DeliveryRow
from store.session import StoreSession

HOMES_APART = timedelta(seconds=3)
"""One person's home page is published no more often than that."""
_WAITING = (DeliveryState.DUE, DeliveryState.HELD)
_RANK = case({member.value: member.rank for member in DeliveryClass}, value=DeliveryRow.cls)
_AGE = (DeliveryRow.not_before, DeliveryRow.queued_at, DeliveryRow.id)
_CONVERSATION = func.coalesce(DeliveryRow.recipient, DeliveryRow.channel)
_RINGS = and_(DeliveryRow.ts.is_(None), DeliveryRow.method != Method.PUBLISH.value)
"""Becomes a new message in a conversation."""
_DOUBTED = DeliveryRow.state.in_([DeliveryState.CLAIMED.value, DeliveryState.UNKNOWN.value])
_UNASKED = or_(DeliveryRow.reason.is_(None), DeliveryRow.reason != NOT_THERE)


@dataclass(frozen=True)
class Turn:
    """Which of the due rows are taken: by class, then by age, but some by age alone."""

    lane: Lane | None = None
    """Only those that need this method; None: whatever is due."""
    oldest: int = 0
    """So many places are for those that wait longest, whatever their class: nothing starves."""
    apart: timedelta | None = None
    """A conversation gets one message at a time, and the next one so long after it was sent.

    None: conversations are not told apart.
    """


ANYTHING = Turn()


def due_by_lane(session: StoreSession, now: datetime) -> dict[Lane, int]:
    """How many rows are due in each lane."""
    lane = _lane(restorings.doubtful_since(session) is not None)
    counted = session.execute(
        select(lane, func.count()).where(DeliveryRow.look_at <= now).group_by(lane)
    )
    return {Lane(lane): count for lane, count in counted}


def claim_due(
    session: StoreSession,
    now: datetime,
    limit: int,
    lease_seconds: int,
    turn: Turn = ANYTHING,
) -> list[Delivery]:
    """Take up to `limit` due rows whose turn it is; nobody else gets them for the lease."""
    since = restorings.doubtful_since(session)
    rows = _picked(session, now, limit, turn, _lane(since is not None))
    for row in rows:
        doubted = since is not None and _may_be_restored(row)
        _claim(row, now, now + timedelta(seconds=lease_seconds))
        if doubted:
            row.in_doubt, row.attempted_at = True, since
    session.flush()
    return [_record(row) for row in rows]


def _lane(restored: bool) -> ColumnElement[str]:
    """Which method a row needs next. After a restore all posts are asked about first."""
    doubted = or_(_DOUBTED, _UNASKED) if restored else _DOUBTED
    return case(
        (DeliveryRow.ts.is_not(None), Lane.UPDATE.value),
        (DeliveryRow.method == Method.PUBLISH.value, Lane.PUBLISH.value),
        (DeliveryRow.method == Method.UPLOAD.value, Lane.UPLOAD.value),
        (and_(DeliveryRow.method == Method.POST.value, doubted), Lane.ASK.value),
        else_=Lane.POST.value,
    )


def _may_be_restored(row: DeliveryRow) -> bool:
    first = row.state in _WAITING and row.ts is None and row.reason != NOT_THERE
    return first and row.method == Method.POST


def _picked(
    session: StoreSession, now: datetime, limit: int, turn: Turn, lane: ColumnElement[str]
) -> list[DeliveryRow]:
    due = select(DeliveryRow).where(*_fits(turn, now, lane)).with_for_update(skip_locked=True)
    picked: dict[str, DeliveryRow] = {}
    taken = set() if turn.apart is None else _under_way(session, now)
    for places, order in ((min(turn.oldest, limit), _AGE), (limit, (_RANK, *_AGE))):
        while len(picked) < places:
            others = due.where(
                DeliveryRow.id.not_in(picked), or_(not_(_RINGS), _CONVERSATION.not_in(taken))
            )
            found = session.scalars(others.order_by(*order).limit(places - len(picked))).all()
            if not found:
                break
            if turn.apart is not None:
                taken |= _just_sent(session, found, now, turn.apart)
                found = _one_each(found, taken)
            picked |= {row.id: row for row in found}
    return sorted(picked.values(), key=_place)


def _one_each(rows: Sequence[DeliveryRow], taken: set[str]) -> list[DeliveryRow]:
    """The first row of each conversation that is free; from then on it is taken."""
    found = []
    for row in rows:
        conversation = _conversation(row)
        if conversation is None or conversation not in taken:
            found.append(row)
        if conversation is not None:
            taken.add(conversation)
    return found


def _fits(turn: Turn, now: datetime, lane: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """What a newer version beside this one queues in words of its own is left to it."""
    conditions: list[ColumnElement[bool]] = [
        DeliveryRow.look_at <= now,
        DeliveryRow.method.in_([one.value for one in Method]),
        DeliveryRow.cls.in_([one.value for one in DeliveryClass]),
    ]
    if turn.lane is not None:
        conditions.append(lane == turn.lane.value)
    if turn.apart:
        last = DeliveryRow.attempted_at
        conditions.append(
            or_(
                DeliveryRow.method != Method.PUBLISH.value,
                last.is_(None),
                not_(last.between(now - HOMES_APART, now)),
            )
        )
    return conditions


def _under_way(session: StoreSession, now: datetime) -> set[str]:
    """The conversations for which some courier has a message in hand."""
    return set(
        session.scalars(
            select(_CONVERSATION).where(
                DeliveryRow.state == DeliveryState.CLAIMED.value, DeliveryRow.look_at > now, _RINGS
            )
        )
    )


def _just_sent(
    session: StoreSession, rows: Sequence[DeliveryRow], now: datetime, apart: timedelta
) -> set[str]:
    people = {row.recipient for row in rows if _conversation(row) is not None}
    if not apart or not people:
        return set()
    return set(
        session.scalars(
            select(DeliveryRow.recipient).where(
                DeliveryRow.recipient.in_(people),
                DeliveryRow.sent_at.between(now - apart, now),
                DeliveryRow.method != Method.PUBLISH.value,
            )
        )
    )


def _conversation(row: DeliveryRow) -> str | None:
    rings = row.ts is None and row.method != Method.PUBLISH
    return (row.recipient or row.channel) if rings else None


def _place(row: DeliveryRow) -> tuple[Any, ...]:
    return (DeliveryClass(row.cls).rank, row.not_before or row.queued_at, row.queued_at, row.id)


def _claim(row: DeliveryRow, now: datetime, until: datetime) -> None:
    before = DeliveryState(row.state)
    if before in _WAITING:
        row.attempted_at = now
    begun = Method(row.method).may_be_asked_about or row.in_doubt
    unsure = before is DeliveryState.UNKNOWN or (before is DeliveryState.CLAIMED and begun)
    if before is DeliveryState.CLAIMED:
        row.attempts += 1
        if row.reason == ASKED_TO_SEND:
            row.reason = None
    row.in_doubt = unsure and row.ts is None
    row.state, row.claim, row.look_at = DeliveryState.CLAIMED.value, new_id(), until
    row.touch_due = row.touch_due and row.in_doubt


def begin(session: StoreSession, delivery_id: str, claim: str) -> bool:
    """From here on it may be in Slack. False: somebody else holds it by now.

    For what cannot be asked about: if the courier dies before this, it is certainly not done.
    """
    row = held(session, delivery_id, claim)
    if row is None:
        return False
    row.in_doubt = True
    return True


def held(session: StoreSession, delivery_id: str, claim: str) -> DeliveryRow | None:
    """The row, if this claim still holds it."""
    row = session.get(DeliveryRow, delivery_id)
    ours = row is not None and row.claim == claim and row.state == DeliveryState.CLAIMED
    return row if ours else None


def read_ahead(session: StoreSession, delivery_ids: Sequence[str]) -> Sequence[DeliveryRow]:
    """Read and lock several rows at once; keep the answer until all of them are recorded."""
    return session.scalars(
        select(DeliveryRow).where(DeliveryRow.id.in_(delivery_ids)).with_for_update()
    ).all()


def _record(row: DeliveryRow) -> Delivery:
    plain: Any = {
        name: getattr(row, name)
        for name in (
            "id", "workspace_id", "kind", "recipient", "key", "reference", "queued_at", "about",
            "not_before", "expires_at", "batch_key", "claim", "in_doubt", "attempted_at",
            "attempts", "channel", "ts", "sent_at", "reason",
        )
    }  # fmt: skip
    return Delivery(
        cls=DeliveryClass(row.cls),
        method=Method(row.method),
        state=DeliveryState(row.state),
        **plain,
    )

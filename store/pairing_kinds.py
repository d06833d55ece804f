"""Suggestions to change a pairing's kind at rest: one open one for each, settled once."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, func, select, update

from program.pairing import PairingKind
from program.pairing_kinds import KindAsk, KindAskState
from program.refusal import Refusal
from store.pairing_kind_tables import PairingKindAskRow as Row
from store.session import StoreSession

_IS_OPEN = Row.state == KindAskState.OPEN.value


def ask(session: StoreSession, new: KindAsk) -> bool:
    """Keep a new suggestion. False if one is open for this pairing already."""
    return session.insert_once(
        Row,
        {
            "id": new.id,
            "pairing_id": new.pairing_id,
            "asked_by": new.asked_by,
            "was": new.was,
            "kind": new.kind,
            "state": new.state,
            "asked_at": new.asked_at,
            "answer_by": new.answer_by,
            "lapse_at": new.lapse_at,
        },
    )


def by_id(session: StoreSession, ask_id: str) -> KindAsk | None:
    """One suggestion by its id."""
    return _first(session, select(Row).where(Row.id == ask_id))


def open_of(session: StoreSession, pairing_id: str) -> KindAsk | None:
    """The suggestion that waits for an answer in a pairing, if one does."""
    return _first(session, select(Row).where(Row.pairing_id == pairing_id, _IS_OPEN))


def settle(session: StoreSession, seen: KindAsk, state: KindAskState) -> KindAsk:
    """Note what became of it. Raises Refusal `pairings.changed_meanwhile` for the later of two."""
    done = session.execute(
        update(Row)
        .where(Row.id == seen.id, _IS_OPEN)
        .values(state=state, settled_at=session.now)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("pairings.changed_meanwhile")
    return replace(seen, state=state, settled_at=session.now)


def due(session: StoreSession, now: datetime, limit: int) -> tuple[KindAsk, ...]:
    """Those nobody answered in time, the longest due first."""
    query = select(Row).where(_IS_OPEN, Row.lapse_at <= now)
    found = session.scalars(query.order_by(Row.lapse_at, Row.id).limit(limit))
    return tuple(_record(row) for row in found)


def next_due(session: StoreSession) -> datetime | None:
    """The earliest moment at which one lapses."""
    return session.scalar(select(func.min(Row.lapse_at)).where(_IS_OPEN))


def _first(session: StoreSession, query: Select[Row]) -> KindAsk | None:
    row = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _record(row)


def _record(row: Row) -> KindAsk:
    return KindAsk(
        id=row.id,
        pairing_id=row.pairing_id,
        asked_by=row.asked_by,
        was=PairingKind(row.was),
        kind=PairingKind(row.kind),
        state=KindAskState(row.state),
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        lapse_at=row.lapse_at,
        settled_at=row.settled_at,
    )

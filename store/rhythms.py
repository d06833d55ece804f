"""What is kept of a pairing's rhythm: the next date, a wish for quiet, and when to look again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update

from program.pairing import RUNNING, PairingState
from store.base import new_id
from store.check_in_tables import RhythmRow
from store.pairing_tables import PairingRow
from store.session import StoreSession


@dataclass(frozen=True)
class Kept:
    """What is kept of one pairing."""

    pairing_version: int = 0
    """The version of the pairing that was last looked at; 0 before the first look."""
    next_on: date | None = None
    snoozed_until: date | None = None
    look_at: datetime | None = None
    late_from: date | None = None


NOTHING = Kept()


def of_pairings(session: StoreSession, pairing_ids: Collection[str]) -> Mapping[str, Kept]:
    """What is kept of these pairings, by id; those never looked at are left out."""
    rows = session.scalars(select(RhythmRow).where(RhythmRow.pairing_id.in_(pairing_ids)))
    return {row.pairing_id: _record(row) for row in rows}


def of_pairing(session: StoreSession, pairing_id: str) -> Kept:
    """What is kept of one pairing."""
    return of_pairings(session, [pairing_id]).get(pairing_id, NOTHING)


def keep(session: StoreSession, kept: Mapping[str, Kept]) -> None:
    """Write down what is kept of each pairing, in place of what stood there."""
    rows = session.scalars(select(RhythmRow).where(RhythmRow.pairing_id.in_(kept)))
    known = {row.pairing_id: row for row in rows}
    for pairing_id, one in kept.items():
        row = known.get(pairing_id)
        if row is None:
            row = RhythmRow(id=new_id(), pairing_id=pairing_id)
            session.add(row)
        row.pairing_version = one.pairing_version
        row.next_on = one.next_on
        row.snoozed_until = one.snoozed_until
        row.look_at = one.look_at
        row.late_from = one.late_from
    session.flush()


def pairing_changed(session: StoreSession, pairing_id: str, state: PairingState) -> None:
    """It began, rests, goes on or ended: to be looked at at once, the first time or again."""
    looked_at = session.execute(
        update(RhythmRow).where(RhythmRow.pairing_id == pairing_id).values(look_at=session.now)
    )
    if state in RUNNING and not looked_at.rowcount:  # type: ignore[attr-defined]
        first = {"id": new_id(), "pairing_id": pairing_id, "pairing_version": 0}
        session.insert_rows(RhythmRow, [{**first, "look_at": session.now}])


def cohort_changed(session: StoreSession, cohort_id: str) -> None:
    """Its dates or its cadence may be others now: look at all its pairings that run."""
    running = select(PairingRow.id).where(
        PairingRow.cohort_id == cohort_id, PairingRow.state.in_(list(RUNNING))
    )
    session.execute(
        update(RhythmRow)
        .where(RhythmRow.pairing_id.in_(running))
        .values(look_at=session.now)
        .execution_options(synchronize_session=False)
    )


def next_look(session: StoreSession) -> datetime | None:
    """The earliest moment at which a pairing is to be looked at."""
    return session.scalar(select(func.min(RhythmRow.look_at)))


def to_look_at(session: StoreSession, limit: int) -> tuple[str, ...]:
    """Ids of pairings that are to be looked at now, the longest due first."""
    due = (
        select(RhythmRow.pairing_id)
        .where(RhythmRow.look_at <= session.now)
        .order_by(RhythmRow.look_at)  # as the index has it: nothing else to sort, however many
        .limit(limit)
    )
    return tuple(session.scalars(due))


def late(session: StoreSession, day: date) -> tuple[str, ...]:
    """Ids of the pairings that have not met for two rounds on that day, the longest first."""
    query = select(RhythmRow.pairing_id).where(RhythmRow.late_from <= day)
    return tuple(session.scalars(query.order_by(RhythmRow.late_from, RhythmRow.pairing_id)))


def late_by_cohort(session: StoreSession, day: date) -> Mapping[str, int]:
    """How many pairings of each cohort have not met for two rounds on that day."""
    query = (
        select(PairingRow.cohort_id, func.count())
        .join(RhythmRow, RhythmRow.pairing_id == PairingRow.id)
        .where(RhythmRow.late_from <= day)
        .group_by(PairingRow.cohort_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _record(row: RhythmRow) -> Kept:
    return Kept(
        pairing_version=row.pairing_version,
        next_on=row.next_on,
        snoozed_until=row.snoozed_until,
        look_at=row.look_at,
        late_from=row.late_from,
    )

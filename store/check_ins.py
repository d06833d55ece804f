"""Check-ins at rest: one record for a day of a pairing, and what each of the two says of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, update

from program.check_in import MET, CheckIn, CheckInState, Claim, Medium, Side
from program.pairing import Pairing
from program.refusal import Refusal
from store.base import new_id
from store.check_in_tables import CheckInRow, CheckInSideRow
from store.pairing_tables import PairingRow
from store.session import StoreSession

_SAYS = {True: "met", False: "not_met"}


def add(
    session: StoreSession,
    pairing: Pairing,
    claim: Claim,
    medium: Medium,
    *,
    author: str,
    entered_by: str | None,
    ask_ends_at: datetime | None,
) -> CheckIn:
    """Note a meeting that one of the two speaks of first."""
    row = CheckInRow(
        id=new_id(),
        pairing_id=pairing.id,
        met_on=claim.met_on,
        standing_on=claim.met_on,
        minutes=claim.minutes,
        medium=medium,
        state=CheckInState.ONE_SIDED,
        author_id=author,
        logged_at=session.now,
        version=1,
        ask_ends_at=ask_ends_at,
    )
    session.add(row)
    session.flush()
    say(session, row.id, author, claim, entered_by=entered_by)
    return _need(session, row.id)


def say(
    session: StoreSession,
    check_in_id: str,
    person_id: str,
    claim: Claim | None,
    *,
    entered_by: str | None = None,
) -> None:
    """Write down what one of the two says of it, in place of what that one said before."""
    row = side_row(session, check_in_id, person_id)
    row.says = None if claim is None else _SAYS[claim.met]
    row.met_on = claim.met_on if claim else None
    row.minutes = claim.minutes if claim else None
    row.said_at = session.now
    row.entered_by = entered_by
    session.flush()


def side_row(session: StoreSession, check_in_id: str, person_id: str) -> CheckInSideRow:
    """The row of one of the two; a new one where there is none yet. For the store only."""
    row = session.scalars(
        select(CheckInSideRow).where(
            CheckInSideRow.check_in_id == check_in_id, CheckInSideRow.person_id == person_id
        )
    ).one_or_none()
    if row is None:
        row = CheckInSideRow(id=new_id(), check_in_id=check_in_id, person_id=person_id)
        session.add(row)
    return row


def move(
    session: StoreSession,
    seen: CheckIn,
    state: CheckInState,
    *,
    met_on: date,
    minutes: int,
    medium: Medium,
    ask_ends_at: datetime | None,
) -> CheckIn:
    """Bring the record to what the two say now.

    Raises Refusal `check_ins.changed_meanwhile` if somebody moved it first.
    """
    values: dict[str, Any] = {
        "state": state,
        "version": seen.version + 1,
        "met_on": met_on,
        "standing_on": None if state is CheckInState.WITHDRAWN else met_on,
        "minutes": minutes,
        "medium": medium,
        "ask_ends_at": ask_ends_at,
    }
    moved = session.execute(
        update(CheckInRow)
        .where(CheckInRow.id == seen.id, CheckInRow.version == seen.version)
        .values(**values)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("check_ins.changed_meanwhile")
    return _need(session, seen.id)


def end_ask(session: StoreSession, check_in_ids: Collection[str]) -> None:
    """Nobody is asked about these any more; what they say stays as it is."""
    session.execute(
        update(CheckInRow)
        .where(CheckInRow.id.in_(check_in_ids))
        .values(ask_ends_at=None)
        .execution_options(synchronize_session=False)
    )


def check_in(session: StoreSession, check_in_id: str) -> CheckIn | None:
    """One check-in by its id."""
    found = _check_ins(session, select(CheckInRow).where(CheckInRow.id == check_in_id))
    return found[0] if found else None


def of_pairing(session: StoreSession, pairing_id: str, *, latest: int) -> tuple[CheckIn, ...]:
    """The latest check-ins of a pairing that are not withdrawn, the latest day first."""
    query = _standing(select(CheckInRow).where(CheckInRow.pairing_id == pairing_id))
    query = query.order_by(CheckInRow.met_on.desc(), CheckInRow.logged_at.desc(), CheckInRow.id)
    return _check_ins(session, query.limit(latest))


def around(session: StoreSession, pairing_id: str, first: date, last: date) -> tuple[CheckIn, ...]:
    """The check-ins of a pairing on these days that are not withdrawn."""
    query = _standing(select(CheckInRow).where(CheckInRow.pairing_id == pairing_id))
    return _check_ins(
        session, query.where(CheckInRow.met_on.between(first, last)).order_by(CheckInRow.met_on)
    )


def open_asks(session: StoreSession, pairing_ids: Collection[str]) -> tuple[CheckIn, ...]:
    """The check-ins of these pairings about which somebody is asked, the oldest first."""
    query = select(CheckInRow).where(
        CheckInRow.pairing_id.in_(pairing_ids), CheckInRow.ask_ends_at.is_not(None)
    )
    return _check_ins(session, query.order_by(CheckInRow.logged_at, CheckInRow.id))


def next_end_of_ask(session: StoreSession) -> datetime | None:
    """When asking about a check-in ends next."""
    return session.scalar(select(func.min(CheckInRow.ask_ends_at)))


def asks_ended(session: StoreSession, limit: int) -> tuple[CheckIn, ...]:
    """Check-ins about which nobody is to be asked any longer."""
    query = select(CheckInRow).where(CheckInRow.ask_ends_at <= session.now)
    return _check_ins(session, query.order_by(CheckInRow.ask_ends_at).limit(limit))


def last_met(session: StoreSession, pairing_ids: Collection[str]) -> Mapping[str, date]:
    """The latest day each of these pairings met; those that never did are left out.

    Two who both say that they met, and differ in the minutes, have met: nobody reminds them.
    """
    denied = select(CheckInSideRow.id).where(
        CheckInSideRow.check_in_id == CheckInRow.id, CheckInSideRow.says == _SAYS[False]
    )
    both_say_so = and_(CheckInRow.state == CheckInState.DISPUTED, ~denied.exists())
    query = (
        select(CheckInRow.pairing_id, func.max(CheckInRow.met_on))
        .where(
            CheckInRow.pairing_id.in_(pairing_ids),
            or_(CheckInRow.state.in_(list(MET)), both_say_so),
        )
        .group_by(CheckInRow.pairing_id)
    )
    return {pairing_id: day for pairing_id, day in session.execute(query) if day}


def differing_until(session: StoreSession, pairing_ids: Collection[str]) -> Mapping[str, datetime]:
    """Until when pairs whose notes differ are asked about them."""
    query = (
        select(CheckInRow.pairing_id, func.max(CheckInRow.ask_ends_at))
        .where(
            CheckInRow.pairing_id.in_(pairing_ids),
            CheckInRow.state == CheckInState.DISPUTED,
            CheckInRow.ask_ends_at.is_not(None),
        )
        .group_by(CheckInRow.pairing_id)
    )
    return {pairing_id: until for pairing_id, until in session.execute(query) if until}


def left_differing(session: StoreSession, since: date) -> tuple[str, ...]:
    """Ids of pairings with notes that differ from that day on, and nobody is asked any more."""
    query = (
        select(CheckInRow.pairing_id)
        .where(
            CheckInRow.state == CheckInState.DISPUTED,
            CheckInRow.ask_ends_at.is_(None),
            CheckInRow.met_on >= since,
        )
        .distinct()
        .order_by(CheckInRow.pairing_id)
    )
    return tuple(session.scalars(query))


def days_met(
    session: StoreSession, cohort_id: str, since: date, until: date
) -> Mapping[str, list[date]]:
    """The days on which each pairing of a cohort met, both ends included; pairs that did."""
    query = (
        select(CheckInRow.pairing_id, CheckInRow.met_on)
        .join(PairingRow, PairingRow.id == CheckInRow.pairing_id)
        .where(
            PairingRow.cohort_id == cohort_id,
            CheckInRow.state.in_(list(MET)),
            CheckInRow.met_on.between(since, until),
        )
    )
    found: dict[str, list[date]] = {}
    for pairing_id, day in session.execute(query):
        found.setdefault(pairing_id, []).append(day)
    return found


def tally(
    session: StoreSession, cohort_id: str, since: date, until: date
) -> Mapping[CheckInState, tuple[int, int]]:
    """For a cohort and days, both ends included: how many in each state, and their minutes."""
    query = (
        select(CheckInRow.state, func.count(), func.sum(CheckInRow.minutes))
        .join(PairingRow, PairingRow.id == CheckInRow.pairing_id)
        .where(PairingRow.cohort_id == cohort_id, CheckInRow.met_on.between(since, until))
        .group_by(CheckInRow.state)
    )
    return {
        CheckInState(state): (number, int(minutes or 0))
        for state, number, minutes in session.execute(query)
    }


def minutes_of(
    session: StoreSession, pairing_ids: Collection[str], since: date, until: date
) -> Mapping[CheckInState, tuple[int, int]]:
    """The same for some pairings: how many in each state, and their minutes."""
    query = (
        select(CheckInRow.state, func.count(), func.sum(CheckInRow.minutes))
        .where(CheckInRow.pairing_id.in_(pairing_ids), CheckInRow.met_on.between(since, until))
        .group_by(CheckInRow.state)
    )
    return {
        CheckInState(state): (number, int(minutes or 0))
        for state, number, minutes in session.execute(query)
    }


def _standing(query: Select[Any]) -> Select[Any]:
    return query.where(CheckInRow.state != CheckInState.WITHDRAWN)


def _need(session: StoreSession, check_in_id: str) -> CheckIn:
    found = check_in(session, check_in_id)
    assert found is not None  # noqa: S101 - it was written a moment ago
    return found


def _check_ins(session: StoreSession, query: Select[Any]) -> tuple[CheckIn, ...]:
    rows: Sequence[CheckInRow] = session.scalars(
        query.execution_options(populate_existing=True)
    ).all()
    sides: dict[str, list[Side]] = {row.id: [] for row in rows}
    for one in session.scalars(
        select(CheckInSideRow)
        .where(CheckInSideRow.check_in_id.in_(sides), CheckInSideRow.said_at.is_not(None))
        .order_by(CheckInSideRow.said_at, CheckInSideRow.id)
    ):
        sides[one.check_in_id].append(_side(one))
    return tuple(_record(row, sides[row.id]) for row in rows)


def _side(row: CheckInSideRow) -> Side:
    claim = None
    if row.says is not None and row.met_on is not None:
        claim = Claim(row.says == _SAYS[True], row.met_on, row.minutes or 0)
    assert row.said_at is not None  # noqa: S101 - others are not asked for
    return Side(row.person_id, claim, row.said_at, row.entered_by)


def _record(row: CheckInRow, sides: Sequence[Side]) -> CheckIn:
    return CheckIn(
        id=row.id,
        pairing_id=row.pairing_id,
        state=CheckInState(row.state),
        met_on=row.met_on,
        minutes=row.minutes,
        medium=Medium(row.medium),
        author=row.author_id,
        logged_at=row.logged_at,
        version=row.version,
        sides=tuple(sides),
        ask_ends_at=row.ask_ends_at,
    )

"""Digests at rest: counts by day, digests by reader, asks by week, settings by person."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from program.delivery import DeliveryState
from program.report import (
    DEFAULT_HOUR,
    Ask,
    AskKind,
    AskState,
    Digest,
    DigestKind,
    Done,
    Figures,
    Snapshot,
    Wish,
    as_facts,
    from_facts,
)
from store import cohorts
from store.delivery_tables import DeliveryRow
from store.once import insert_once
from store.report_tables import (
    ReportAskRow,
    ReportDigestRow,
    ReportReaderRow,
    ReportSnapshotRow,
)
from store.session import StoreSession

_ALL = "all"
"""Stands for all that a program team oversees, so that the unique key takes two for the same."""


def keep_snapshot(session: StoreSession, cohort_id: str, day: date, figures: Figures) -> bool:
    """Write the figures of a day down. False: they are there already, and nothing changed."""
    facts = as_facts(figures)
    found = insert_once(session, ReportSnapshotRow, cohort_id=cohort_id, on_day=day, figures=facts)
    return found is not None


def snapshot(session: StoreSession, snapshot_id: str) -> Snapshot | None:
    """Figures by their id."""
    return _snapshot(session, ReportSnapshotRow.id == snapshot_id)


def latest_snapshot(session: StoreSession, cohort_id: str) -> Snapshot | None:
    """The latest figures of a cohort."""
    return _snapshot(session, ReportSnapshotRow.cohort_id == cohort_id)


def last_days(session: StoreSession) -> Mapping[str, date]:
    """The last day on which each cohort was counted; none for one that never was."""
    query = select(ReportSnapshotRow.cohort_id, func.max(ReportSnapshotRow.on_day))
    rows = session.execute(query.group_by(ReportSnapshotRow.cohort_id))
    return {cohort_id: day for cohort_id, day in rows if day}


def keep_digest(session: StoreSession, new: Digest) -> str | None:
    """Note that a reader gets a digest; None if there is one of that day and cohort already."""
    return insert_once(
        session,
        ReportDigestRow,
        kind=new.kind.value,
        person_id=new.person_id,
        about=new.cohort_id or _ALL,
        on_day=new.on_day,
        snapshot_id=new.snapshot_id,
        news=dict(new.news),
        made_at=session.now,
    )


def digest(session: StoreSession, digest_id: str) -> Digest | None:
    """One digest."""
    found = _digests(session, ReportDigestRow.id == digest_id)
    return found[0] if found else None


def digests_of(session: StoreSession, person_id: str, kind: DigestKind) -> tuple[Digest, ...]:
    """The digests of a reader, the latest first; at most twenty."""
    return _digests(
        session, ReportDigestRow.person_id == person_id, ReportDigestRow.kind == kind.value
    )


def raise_ask(session: StoreSession, cohort_id: str, kind: AskKind, week: date) -> bool:
    """Ask sponsors for something in a week. False: it is asked already."""
    found = insert_once(
        session,
        ReportAskRow,
        cohort_id=cohort_id,
        kind=kind.value,
        week=week,
        state=AskState.OPEN.value,
    )
    return found is not None


def retire_asks(session: StoreSession, cohort_id: str, before: date) -> int:
    """Close what was asked in earlier weeks and not answered; answers how many."""
    retired = session.execute(
        update(ReportAskRow)
        .where(
            ReportAskRow.cohort_id == cohort_id,
            ReportAskRow.week < before,
            ReportAskRow.state == AskState.OPEN.value,
        )
        .values(state=AskState.RETIRED.value)
        .execution_options(synchronize_session=False)
    )
    return int(retired.rowcount)  # type: ignore[attr-defined]


def answer_ask(session: StoreSession, ask_id: str, state: AskState, *, by: str) -> bool:
    """Answer an ask that is open. False: somebody did, or the week is over."""
    answered = session.execute(
        update(ReportAskRow)
        .where(ReportAskRow.id == ask_id, ReportAskRow.state == AskState.OPEN.value)
        .values(state=state.value, answered_by=by, answered_at=session.now)
        .execution_options(synchronize_session=False)
    )
    return bool(answered.rowcount == 1)  # type: ignore[attr-defined]


def ask(session: StoreSession, ask_id: str) -> Ask | None:
    """One ask."""
    found = _asks(session, ReportAskRow.id == ask_id)
    return found[0] if found else None


def asks_of(session: StoreSession, cohort_ids: Collection[str], since: date) -> tuple[Ask, ...]:
    """What was asked for these cohorts in weeks from that one on, the latest first."""
    return _asks(session, ReportAskRow.cohort_id.in_(cohort_ids), ReportAskRow.week >= since)


def wish(session: StoreSession, person_id: str) -> Wish:
    """When and to whom somebody's digest goes; the default where they never said."""
    row = _reader(session, person_id)
    if row is None:
        return Wish()
    return Wish(row.weekday, row.hour, row.delegate_id, row.only_delegate)


def done(session: StoreSession, person_id: str) -> Done:
    """When their digests were made last."""
    row = _reader(session, person_id)
    return Done() if row is None else Done(row.sponsor_on, row.team_on)


def keep_wish(session: StoreSession, person_id: str, wished: Wish) -> None:
    """Write somebody's settings down."""
    row = _reader_or_new(session, person_id)
    row.weekday, row.hour = wished.weekday, wished.hour
    row.delegate_id, row.only_delegate = wished.delegate, wished.only_delegate
    session.flush()


def mark_done(session: StoreSession, person_id: str, kind: DigestKind, day: date) -> None:
    """Note that the digest of a day was made, or that there was nothing to say."""
    row = _reader_or_new(session, person_id)
    if kind is DigestKind.SPONSOR:
        row.sponsor_on = day
    else:
        row.team_on = day
    session.flush()


def undelivered(session: StoreSession, since: Any) -> int:
    """How many messages to people were given up, of those queued since a moment."""
    query = (
        select(func.count())
        .select_from(DeliveryRow)
        .where(
            DeliveryRow.state == DeliveryState.FAILED.value,
            DeliveryRow.queued_at >= since,
            DeliveryRow.recipient.is_not(None),
        )
    )
    return session.scalar(query) or 0


def _snapshot(session: StoreSession, *conditions: Any) -> Snapshot | None:
    query = select(ReportSnapshotRow).where(*conditions).order_by(ReportSnapshotRow.on_day.desc())
    row = session.scalars(query.limit(1)).one_or_none()
    if row is None:
        return None
    cohort = cohorts.by_ids(session, [row.cohort_id])[row.cohort_id]
    return Snapshot(row.id, cohort, row.on_day, from_facts(row.figures))


def _digests(session: StoreSession, *conditions: Any) -> tuple[Digest, ...]:
    query = select(ReportDigestRow).where(*conditions)
    newest = query.order_by(ReportDigestRow.on_day.desc(), ReportDigestRow.id).limit(20)
    return tuple(
        Digest(
            id=row.id,
            kind=DigestKind(row.kind),
            person_id=row.person_id,
            cohort_id=None if row.about == _ALL else row.about,
            on_day=row.on_day,
            snapshot_id=row.snapshot_id,
            news=row.news,
        )
        for row in session.scalars(newest)
    )


def _asks(session: StoreSession, *conditions: Any) -> tuple[Ask, ...]:
    query = select(ReportAskRow).where(*conditions)
    rows = session.scalars(
        query.order_by(ReportAskRow.week.desc(), ReportAskRow.id).execution_options(
            populate_existing=True
        )
    )
    order = list(AskKind)
    found = [
        Ask(
            id=row.id,
            cohort_id=row.cohort_id,
            kind=AskKind(row.kind),
            week=row.week,
            state=AskState(row.state),
            answered_by=row.answered_by,
            answered_at=row.answered_at,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (-one.week.toordinal(), order.index(one.kind))))


def _reader(session: StoreSession, person_id: str) -> ReportReaderRow | None:
    return session.scalars(
        select(ReportReaderRow).where(ReportReaderRow.person_id == person_id)
    ).one_or_none()


def _reader_or_new(session: StoreSession, person_id: str) -> ReportReaderRow:
    row = _reader(session, person_id)
    if row is None:
        row = ReportReaderRow(
            person_id=person_id, weekday=0, hour=DEFAULT_HOUR, only_delegate=False
        )
        session.add(row)
    return row

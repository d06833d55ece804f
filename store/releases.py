"""Releases at rest: a decision is written once, with all its questions."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update

from program.cohort import Cohort
from program.release import Release, What
from store import cohorts, release_asks
from store.base import new_id
from store.release_tables import ReleaseAskRow, ReleaseRow
from store.session import StoreSession


def add(
    session: StoreSession,
    *,
    cohort_id: str,
    draft_id: str,
    number: int,
    what: What,
    made_on: int,
    by: str,
    report_at: datetime,
    pairs: Mapping[str, str | None],
) -> Release | None:
    """Write a decision with all its questions: mentees by id, each with a mentor or nobody.

    None where that number of the draft's releases is taken: somebody was quicker.
    """
    release_id = new_id()
    written = session.insert_once(
        ReleaseRow,
        {
            "id": release_id,
            "cohort_id": cohort_id,
            "draft_id": draft_id,
            "number": number,
            "what": what,
            "made_on": made_on,
            "by": by,
            "at": session.now,
            "report_at": report_at,
            "look_at": report_at,
        },
    )
    if not written:
        return None
    release_asks.add_first(session, release_id, pairs)
    return release(session, release_id)


def release(session: StoreSession, release_id: str) -> Release | None:
    """One release by its id."""
    found = _releases(session, select(ReleaseRow).where(ReleaseRow.id == release_id))
    return found[0] if found else None


def of_draft(session: StoreSession, draft_id: str) -> tuple[Release, ...]:
    """The releases of a draft, in their order."""
    query = select(ReleaseRow).where(ReleaseRow.draft_id == draft_id)
    return _releases(session, query.order_by(ReleaseRow.number))


def of_cohorts(session: StoreSession, cohort_ids: Collection[str]) -> tuple[Release, ...]:
    """The releases of several cohorts, oldest first."""
    query = select(ReleaseRow).where(ReleaseRow.cohort_id.in_(cohort_ids))
    return _releases(session, query.order_by(ReleaseRow.at, ReleaseRow.number))


def released_mentees(session: StoreSession, draft_id: str) -> frozenset[str]:
    """Everybody whose pair in that draft was released already, by person id."""
    query = (
        select(ReleaseAskRow.mentee_id)
        .join(ReleaseRow, ReleaseRow.id == ReleaseAskRow.release_id)
        .where(ReleaseRow.draft_id == draft_id)
    )
    return frozenset(session.scalars(query))


def note_carried(session: StoreSession, release_id: str) -> bool:
    """Note that all first questions were asked. False: that was noted before."""
    noted = session.execute(
        update(ReleaseRow)
        .where(ReleaseRow.id == release_id, ReleaseRow.carried_at.is_(None))
        .values(carried_at=session.now)
    )
    return bool(noted.rowcount)  # type: ignore[attr-defined]


def note_reported(session: StoreSession, release_id: str) -> bool:
    """Note that whoever released hears how it went. False: they heard before."""
    noted = session.execute(
        update(ReleaseRow)
        .where(ReleaseRow.id == release_id, ReleaseRow.reported_at.is_(None))
        .values(reported_at=session.now, look_at=None)
    )
    return bool(noted.rowcount)  # type: ignore[attr-defined]


def report_now(session: StoreSession, release_id: str) -> None:
    """Have the clock look soon whether all is settled; nothing once the report was made."""
    session.execute(
        update(ReleaseRow)
        .where(ReleaseRow.id == release_id, ReleaseRow.reported_at.is_(None))
        .values(look_at=session.now)
    )


def look_again_at(session: StoreSession, release_id: str, moment: datetime | None) -> None:
    """Put off what the clock has to do with a release."""
    session.execute(update(ReleaseRow).where(ReleaseRow.id == release_id).values(look_at=moment))


def next_report(session: StoreSession) -> datetime | None:
    """The earliest moment at which the clock has something to do with a release, by index."""
    return session.scalar(select(func.min(ReleaseRow.look_at)))


def reports_due(session: StoreSession, now: datetime, most: int) -> tuple[Release, ...]:
    """The releases at which the clock looks by now, longest due first."""
    query = select(ReleaseRow).where(ReleaseRow.look_at <= now)
    return _releases(session, query.order_by(ReleaseRow.look_at, ReleaseRow.id).limit(most))


def _releases(session: StoreSession, query: Select[Any]) -> tuple[Release, ...]:
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    of_cohort = cohorts.by_ids(session, {row.cohort_id for row in rows})
    return tuple(_release(row, of_cohort[row.cohort_id]) for row in rows)


def _release(row: ReleaseRow, cohort: Cohort) -> Release:
    return Release(
        id=row.id,
        cohort=cohort,
        draft_id=row.draft_id,
        number=row.number,
        what=What(row.what),
        made_on=row.made_on,
        by=row.by,
        at=row.at,
        report_at=row.report_at,
        carried_at=row.carried_at,
        reported_at=row.reported_at,
    )

"""What a cohort held of people goes 12 months after its end; the cohort itself stays announced."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from program.hours import local_day
from store.cohorts import CohortRow, ProgramRow
from store.promised import classes, kept_for, leaves_first, table_of
from store.promises import Keep
from store.session import StoreSession

_UNDER_EACH = 50
"""Rows that may hang on one pairing or nomination, roughly: so many fewer of them at a time."""


def forget(session: StoreSession, most: int) -> Mapping[str, int]:
    """Deletes some nominations, offers or pairings of cohorts that ended long enough ago.

    Each goes with everything under it, so that a batch is small however large a cohort was.
    """
    over = _over(session)
    for root in roots() if over else ():
        chosen = select(root.id).where(root.cohort_id.in_(over)).limit(max(1, most // _UNDER_EACH))
        ids = session.scalars(chosen).all()
        if ids:
            return _delete(session, root, ids)
    return {}


def twelve_months_after(day: date) -> date:
    """The same day of the next year; the 1st of March after a 29th of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def roots() -> Iterator[type[Any]]:
    """Classes whose rows belong to a cohort by themselves, and go with what is under them."""
    return (row for row in leaves_first() if _goes(row) and "cohort_id" in table_of(row).c)


def leads_to_a_cohort(row: type[Any]) -> bool:
    """Can it be told to which cohort the rows of this class belong?"""
    return row in roots() or any(_is_under(row, root) for root in roots())


def _over(session: StoreSession) -> list[str]:
    found = session.execute(
        select(CohortRow.id, CohortRow.ends, ProgramRow.zone).join(
            ProgramRow, ProgramRow.id == CohortRow.program_id
        )
    )
    return [
        cohort_id
        for cohort_id, ends, zone in found
        if local_day(session.now, zone) > twelve_months_after(ends)
    ]


def _delete(session: StoreSession, root: type[Any], ids: Sequence[str]) -> Mapping[str, int]:
    for other, column in _lean_on(table_of(root).name):
        let_go = update(other).where(getattr(other, column).in_(ids)).values({column: None})
        session.execute(let_go.execution_options(synchronize_session=False))
    gone: Counter[str] = Counter()
    for row in leaves_first():
        if _goes(row) and (row is root or _is_under(row, root)):
            theirs = delete(row).where(_of(row, root, ids))
            done = session.execute(theirs.execution_options(synchronize_session=False))
            gone[table_of(row).name] += done.rowcount  # type: ignore[attr-defined]
    return gone


def _of(row: type[Any], root: type[Any], ids: Sequence[str]) -> ColumnElement[bool]:
    """The rows of a class under these rows of another, by the foreign keys that lead there."""
    if row is root:
        mine: ColumnElement[bool] = row.id.in_(ids)
        return mine
    ways = [
        getattr(row, column).in_(
            ids if above is root else select(above.id).where(_of(above, root, ids))
        )
        for column, above in _parents(table_of(row).name)
        if above is root or _is_under(above, root)
    ]
    return or_(*ways)


def _is_under(row: type[Any], root: type[Any]) -> bool:
    parents = [above for _, above in _parents(table_of(row).name)]
    return root in parents or any(_is_under(above, root) for above in parents)


def _goes(row: type[Any]) -> bool:
    return Keep.COHORT in kept_for(row)


@cache
def _parents(table: str) -> tuple[tuple[str, type[Any]], ...]:
    """Foreign keys of a table to others that are kept as long."""
    known = classes()
    return tuple(
        (column.name, known[name])
        for column in table_of(known[table]).c
        if column.name != "workspace_id"
        for name in sorted({key.column.table.name for key in column.foreign_keys})
        if name != table and _goes(known[name])
    )


@cache
def _lean_on(table: str) -> tuple[tuple[type[Any], str], ...]:
    """Columns of rows that may stay when rows of this table go: its own, or kept longer."""
    return tuple(
        (row, column.name)
        for name, row in classes().items()
        if name == table or not _goes(row)
        for column in table_of(row).c
        if column.name != "workspace_id"
        and any(key.column.table.name == table for key in column.foreign_keys)
    )

"""What a cohort held of people goes 12 months after its end; the cohort itself stays announced."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, tuple_, update
from sqlalchemy.orm import class_mapper

from program.hours import local_day
from store.cohorts import CohortRow, ProgramRow
from store.promised import classes, kept_for, leaves_first, table_of
from store.promises import Keep
from store.session import StoreSession


def forget(session: StoreSession, most: int) -> Mapping[str, int]:
    """Deletes a batch of rows of cohorts that ended long enough ago, leaves first."""
    over = _over(session)
    if not over:
        return {}
    for row in leaves_first():
        if Keep.COHORT not in kept_for(row):
            continue
        gone = _delete(session, row, over, most)
        if gone:
            return {table_of(row).name: gone}
    return {}


def twelve_months_after(day: date) -> date:
    """The same day of the next year; the 1st of March after a 29th of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def leads_to_a_cohort(row: type[Any]) -> bool:
    """Can it be told to which cohort the rows of this class belong?"""
    return bool(_ways(table_of(row).name))


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


def _delete(session: StoreSession, row: type[Any], cohorts: list[str], most: int) -> int:
    keys = [getattr(row, one.name) for one in class_mapper(row).primary_key]
    found = session.execute(select(*keys).where(_of(row, cohorts)).limit(most)).all()
    if not found:
        return 0
    ids = [tuple(one) for one in found]
    for other, column in _lean_on(table_of(row).name):
        session.execute(
            update(other)
            .where(getattr(other, column).in_([one[0] for one in ids]))
            .values({column: None})
            .execution_options(synchronize_session=False)
        )
    session.execute(
        delete(row).where(tuple_(*keys).in_(ids)).execution_options(synchronize_session=False)
    )
    return len(ids)


def _of(row: type[Any], cohorts: list[str]) -> ColumnElement[bool]:
    """The rows of a class that belong to these cohorts, by the foreign keys that lead there."""
    ways = []
    for column, parent in _ways(table_of(row).name):
        if parent == "cohort":
            ways.append(getattr(row, column).in_(cohorts))
        else:
            above = classes()[parent]
            ways.append(getattr(row, column).in_(select(above.id).where(_of(above, cohorts))))
    if not ways:
        raise LookupError(f"{table_of(row).name} does not lead to a cohort")
    return or_(*ways)


@cache
def _ways(table: str) -> tuple[tuple[str, str], ...]:
    """Foreign keys of a table to others that are kept as long: column and table."""
    known = classes()
    found = []
    for column in table_of(known[table]).c:
        for key in column.foreign_keys:
            parent = key.column.table.name
            kept = Keep.COHORT in kept_for(known[parent]) and parent != table
            if column.name != "workspace_id" and (parent == "cohort" or kept):
                found.append((column.name, parent))
    return tuple(found)


@cache
def _lean_on(table: str) -> tuple[tuple[type[Any], str], ...]:
    """Columns of rows that may stay when rows of this table go: its own, or kept longer."""
    return tuple(
        (row, column.name)
        for name, row in classes().items()
        if name == table or Keep.COHORT not in kept_for(row)
        for column in table_of(row).c
        if column.name != "workspace_id"
        and any(key.column.table.name == table for key in column.foreign_keys)
    )

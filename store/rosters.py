"""Entries of the roster and the lines between them: read, found again, tied to accounts."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from program.roster import Colleague, TiedBy
from store.roster_tables import ColleagueRow, ReportingLineRow
from store.session import StoreSession

_AT_ONCE = 500
"""Rows named in one statement, or held as rows at a time."""
_EVERYONE = "rosters.everyone"


def everyone(session: StoreSession) -> tuple[Colleague, ...]:
    """Every entry, in order of name. Asked again in the same look, it is not read again."""
    kept: tuple[Colleague, ...] | None = session.info.get(_EVERYONE)
    if kept is not None:
        return kept
    lines = _lines(session.scalars(select(ReportingLineRow)))
    rows = session.scalars(select(ColleagueRow).execution_options(yield_per=_AT_ONCE))
    found = [_record(session, row, lines) for row in rows]
    found.sort(key=lambda one: (one.name.casefold(), one.id))
    if not session.may_write:
        session.info[_EVERYONE] = tuple(found)
    return tuple(found)


def count(session: StoreSession) -> int:
    """How many entries the roster has."""
    return session.scalar(select(func.count()).select_from(ColleagueRow)) or 0


def of_ids(session: StoreSession, colleague_ids: Collection[str]) -> Mapping[str, Colleague]:
    """Some entries by their ids."""
    return _with_lines(session, ColleagueRow.id.in_(colleague_ids))


def of_persons(session: StoreSession, person_ids: Collection[str]) -> Mapping[str, Colleague]:
    """The entries tied to these accounts, by person id."""
    found = _with_lines(session, ColleagueRow.person_id.in_(person_ids))
    return {one.person_id: one for one in found.values() if one.person_id is not None}


def address_of(session: StoreSession, colleague_id: str) -> str | None:
    """The e-mail address as HR gave it, for the person's own export."""
    row = session.scalars(select(ColleagueRow).where(ColleagueRow.id == colleague_id)).one()
    found: str | None = _details(session, row).get("email")
    return found


def above(session: StoreSession, person_id: str, levels: int) -> frozenset[str]:
    """The person ids of those above somebody, so many levels up, lines beside included."""
    entry = session.scalar(select(ColleagueRow.id).where(ColleagueRow.person_id == person_id))
    seen: set[str] = set()
    level = {entry} if entry else set()
    for _ in range(levels):
        asked = select(ReportingLineRow.superior_id).where(ReportingLineRow.colleague_id.in_(level))
        level = set(session.scalars(asked)) - seen if level else set()
        seen |= level
    return _persons(session, seen) - {person_id}


def manager(session: StoreSession, person_id: str) -> str | None:
    """The person id of somebody's line manager, if both have an entry and an account."""
    entry = session.scalar(select(ColleagueRow.id).where(ColleagueRow.person_id == person_id))
    asked = select(ReportingLineRow.superior_id).where(
        ReportingLineRow.colleague_id == entry, ReportingLineRow.dotted.is_(False)
    )
    superior = session.scalar(asked) if entry else None
    return next(iter(_persons(session, {superior})), None) if superior else None


def concerned(session: StoreSession, colleague_ids: Collection[str] | None) -> frozenset[str]:
    """The person ids of these entries and of those who report to them; None: of everybody."""
    if colleague_ids is None:
        everybody = select(ColleagueRow.person_id).where(ColleagueRow.person_id.is_not(None))
        return frozenset(one for one in session.scalars(everybody) if one)
    found: set[str] = set()
    for some in batches(list(colleague_ids)):
        below = select(ReportingLineRow.colleague_id).where(ReportingLineRow.superior_id.in_(some))
        found |= _persons(session, {*some, *session.scalars(below)})
    return frozenset(found)


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Ids in portions that one statement may name."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _persons(session: StoreSession, colleague_ids: Collection[str]) -> frozenset[str]:
    found = session.scalars(
        select(ColleagueRow.person_id).where(
            ColleagueRow.id.in_(colleague_ids), ColleagueRow.person_id.is_not(None)
        )
    )
    return frozenset(one for one in found if one is not None)


def _with_lines(session: StoreSession, condition: Any) -> dict[str, Colleague]:
    rows = session.scalars(select(ColleagueRow).where(condition)).all()
    asked = select(ReportingLineRow).where(
        ReportingLineRow.colleague_id.in_([row.id for row in rows])
    )
    lines = _lines(session.scalars(asked))
    return {row.id: _record(session, row, lines) for row in rows}


def _lines(rows: Iterable[ReportingLineRow]) -> Mapping[str, list[ReportingLineRow]]:
    found: dict[str, list[ReportingLineRow]] = defaultdict(list)
    for row in rows:
        found[row.colleague_id].append(row)
    return found


def _details(session: StoreSession, row: ColleagueRow) -> dict[str, Any]:
    return dict(json.loads(session.unseal(row, "details") or "{}"))


def _record(
    session: StoreSession, row: ColleagueRow, lines: Mapping[str, list[ReportingLineRow]]
) -> Colleague:
    said, mine = _details(session, row), lines.get(row.id, [])
    hired = said.get("hired_on")
    return Colleague(
        id=row.id,
        name=said["name"],
        employee_id=said.get("employee_id"),
        title=said.get("title", ""),
        level=said.get("level", ""),
        function=said.get("function", ""),
        location=said.get("location", ""),
        manager_id=next((one.superior_id for one in mine if not one.dotted), None),
        dotted_ids=tuple(sorted(one.superior_id for one in mine if one.dotted)),
        languages=tuple(said.get("languages", ())),
        hired_on=date.fromisoformat(hired) if hired else None,
        person_id=row.person_id,
        tied_by=TiedBy(row.tied_by) if row.tied_by else None,
        listed=row.listed,
    )

"""What an import reads of the roster and writes into it: entries and lines; nobody is deleted."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, update

from program.roster_change import DOTTED, MANAGER, Change, Changes, Known, TiedBy
from store.base import new_id
from store.people import PersonRow, email_digest
from store.roster_tables import ColleagueRow, ReportingLineRow
from store.rosters import batches
from store.session import StoreSession

_AT_ONCE = 500
"""Rows held as rows at a time; records take less."""


@dataclass(frozen=True)
class Writing:
    """Everything to be written, sealed beforehand, so that the write lock is held shortly."""

    seen: Mapping[str, int]
    """The version of every entry when this was made ready."""
    new: Sequence[Mapping[str, Any]] = field(repr=False)
    changed: Mapping[str, Mapping[str, Any]] = field(repr=False)
    redrawn: Sequence[str] = ()
    """Entries whose lines are drawn anew."""
    lines: Sequence[Mapping[str, Any]] = ()
    missing: Sequence[str] = ()


def known(session: StoreSession) -> list[Known]:
    """Every entry as an import sees it."""
    managers: dict[str, str] = {}
    beside: dict[str, list[str]] = defaultdict(list)
    asked = select(
        ReportingLineRow.colleague_id, ReportingLineRow.superior_id, ReportingLineRow.dotted
    )
    for line in session.execute(asked):
        if line.dotted:
            beside[line.colleague_id].append(line.superior_id)
        else:
            managers[line.colleague_id] = line.superior_id
    rows = session.scalars(
        select(ColleagueRow).order_by(ColleagueRow.id).execution_options(yield_per=_AT_ONCE)
    )
    return [
        Known(
            id=row.id,
            said=json.loads(session.unseal(row, "details") or "{}"),
            manager_id=managers.get(row.id),
            dotted_ids=tuple(beside.get(row.id, ())),
            listed=row.listed,
            version=row.version,
        )
        for row in rows
    ]


def tied_by_address(session: StoreSession) -> TiedBy:
    """From an address to the entry that is tied to the account of that address."""
    found = session.execute(
        select(PersonRow.email_digest, ColleagueRow.id).join(
            PersonRow, PersonRow.id == ColleagueRow.person_id
        )
    )
    by_digest = {digest: colleague_id for digest, colleague_id in found if digest}
    return lambda email: by_digest.get(email_digest(session, email)) if by_digest else None


def versions(session: StoreSession) -> dict[str, int]:
    """The version of every entry."""
    found = session.execute(select(ColleagueRow.id, ColleagueRow.version))
    return {row.id: row.version for row in found}


def prepare(session: StoreSession, changes: Changes, seen: Mapping[str, int]) -> Writing:
    """Seal and spell out what these changes write; nothing is written yet."""
    ids = {one.who: new_id() if one.is_new else one.who for one in changes.rows}
    touched = [one for one in changes.rows if one.fields]
    redrawn = [one for one in touched if {MANAGER, DOTTED} & set(one.fields)]
    return Writing(
        seen=seen,
        new=[
            {"id": ids[one.who], **_parts(session, ids[one.who], one), **_FRESH}
            for one in touched
            if one.is_new
        ],
        changed={one.who: _parts(session, one.who, one) for one in touched if not one.is_new},
        redrawn=[one.who for one in redrawn if not one.is_new],
        lines=[line for one in redrawn for line in _lines(one, ids)],
        missing=changes.missing,
    )


def write(session: StoreSession, writing: Writing) -> bool:
    """Write it all. False, and nothing is written, where an entry changed meanwhile."""
    if versions(session) != writing.seen:
        return False
    session.insert_rows(ColleagueRow, writing.new)
    for some in batches(list(writing.changed)):
        for row in session.scalars(select(ColleagueRow).where(ColleagueRow.id.in_(some))):
            for name, value in writing.changed[row.id].items():
                setattr(row, name, value)
            row.listed, row.version = True, row.version + 1
        session.flush()
    for some in batches(writing.redrawn):
        session.execute(
            delete(ReportingLineRow)
            .where(ReportingLineRow.colleague_id.in_(some))
            .execution_options(synchronize_session=False)
        )
    session.insert_rows(ReportingLineRow, writing.lines)
    for some in batches(writing.missing):
        session.execute(
            update(ColleagueRow)
            .where(ColleagueRow.id.in_(some))
            .values(listed=False, version=ColleagueRow.version + 1)
            .execution_options(synchronize_session=False)
        )
    return True


_FRESH: Mapping[str, Any] = {"person_id": None, "tied_by": None, "listed": True, "version": 1}


def _parts(session: StoreSession, colleague_id: str, change: Change) -> dict[str, Any]:
    row = ColleagueRow(id=colleague_id)
    session.seal(row, "details", json.dumps(dict(change.said), ensure_ascii=False))
    email = change.said.get("email")
    return {
        "details": row.details,
        "email_digest": email_digest(session, email) if email else None,
    }


def _lines(change: Change, ids: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    superiors = [(change.manager, False)] if change.manager else []
    superiors += [(one, True) for one in change.dotted]
    for who, dotted in superiors:
        yield {
            "id": new_id(),
            "colleague_id": ids[change.who],
            "superior_id": ids.get(who, who),
            "dotted": dotted,
        }

"""Imports of a roster while they wait: what was read and would change, sealed, for a day."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select

from program.roster_change import Changes, Mark
from program.roster_import import ImportState, RosterImport
from program.roster_rows import Entry, Finding, Reading, Reason, Reference
from store.base import new_id
from store.roster_tables import RosterImportRow
from store.session import StoreSession

_LIVING = (ImportState.READING, ImportState.CHECKED, ImportState.APPLYING)


@dataclass(frozen=True)
class Staged:
    """The rows as read, and by what a later look tells whether they still change the same."""

    reading: Reading = field(repr=False)
    marks: tuple[Mark, ...]
    missing: tuple[str, ...]


def begin(
    session: StoreSession,
    *,
    asked_by: str | None,
    slack_file: str | None,
    expires_at: datetime,
    file_name: str = "",
) -> RosterImport:
    """A new import that is being read."""
    row = RosterImportRow(
        id=new_id(),
        asked_by=asked_by,
        slack_file=slack_file,
        state=ImportState.READING.value,
        asked_at=session.now,
        expires_at=expires_at,
        counts={},
    )
    session.add(row)
    session.seal(row, "file_name", file_name)
    session.flush()
    return _record(session, row)


def find(session: StoreSession, import_id: str) -> RosterImport | None:
    """One import by its id."""
    row = _row(session, import_id)
    return None if row is None else _record(session, row)


def latest_of_file(session: StoreSession, slack_file: str, asked_by: str) -> RosterImport | None:
    """The last import of this file by this person, over or not."""
    row = session.scalars(
        select(RosterImportRow)
        .where(RosterImportRow.slack_file == slack_file, RosterImportRow.asked_by == asked_by)
        .order_by(RosterImportRow.asked_at.desc(), RosterImportRow.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else _record(session, row)


def stage(
    session: StoreSession, import_id: str, reading: Reading, changes: Changes, file_name: str
) -> None:
    """Keep what was read and what it would change."""
    row = _existing(session, import_id)
    row.state = ImportState.CHECKED.value
    row.counts = _counts(changes)
    session.seal(row, "file_name", file_name)
    session.seal(row, "staged", _staged_text(reading, changes))
    session.seal(row, "left_out", _dump([_finding_parts(one) for one in changes.findings]))


def staged(session: StoreSession, import_id: str) -> Staged | None:
    """What waits; None once it was imported, stopped or deleted."""
    row = _row(session, import_id)
    text = None if row is None else session.unseal(row, "staged")
    if text is None:
        return None
    kept = json.loads(text)
    reading = Reading(tuple(map(_entry, kept["entries"])), tuple(map(_finding, kept["findings"])))
    marks = tuple((who, version, tuple(of), tuple(up)) for who, version, of, up in kept["marks"])
    return Staged(reading, marks, tuple(kept["missing"]))


def left_out(session: StoreSession, import_id: str) -> tuple[Finding, ...]:
    """What was not taken over, while it is kept."""
    row = _row(session, import_id)
    text = None if row is None else session.unseal(row, "left_out")
    return tuple(map(_finding, json.loads(text))) if text else ()


def move(
    session: StoreSession,
    import_id: str,
    to: ImportState,
    *,
    reason: str | None = None,
    facts: Mapping[str, int] | None = None,
    file_name: str | None = None,
) -> RosterImport:
    """Set where it stands; once it is over, the rows read are deleted."""
    row = _existing(session, import_id)
    row.state, row.reason = to.value, reason
    if facts is not None:
        row.counts = {**row.counts, **facts}
    if file_name is not None:
        session.seal(row, "file_name", file_name)
    if to not in _LIVING:
        row.ended_at, row.staged = session.now, None
    if to in (ImportState.STOPPED, ImportState.EXPIRED):
        row.left_out, row.file_name, row.expires_at = None, None, None
    session.flush()
    return _record(session, row)


def next_expiry(session: StoreSession) -> datetime | None:
    """When the next one's day is over."""
    return session.scalar(select(func.min(RosterImportRow.expires_at)))


def let_go(session: StoreSession) -> tuple[str, ...]:
    """Delete what was kept of people for longer than a day; the imports that expired by that."""
    rows = session.scalars(
        select(RosterImportRow).where(RosterImportRow.expires_at <= session.now)
    ).all()
    expired = []
    for row in rows:
        row.staged, row.left_out, row.file_name, row.expires_at = None, None, None, None
        if ImportState(row.state) in _LIVING:
            row.state, row.ended_at = ImportState.EXPIRED.value, session.now
            expired.append(row.id)
    return tuple(expired)


def forget(session: StoreSession, kept_for: timedelta, most: int) -> int:
    """Delete imports that were over so long ago; answers how many."""
    over = session.now - kept_for
    ids = session.scalars(
        select(RosterImportRow.id)
        .where(or_(RosterImportRow.ended_at < over, RosterImportRow.asked_at < over))
        .limit(most)
    ).all()
    session.execute(
        delete(RosterImportRow)
        .where(RosterImportRow.id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return len(ids)


def _row(session: StoreSession, import_id: str) -> RosterImportRow | None:
    return session.scalars(
        select(RosterImportRow).where(RosterImportRow.id == import_id)
    ).one_or_none()


def _existing(session: StoreSession, import_id: str) -> RosterImportRow:
    row = _row(session, import_id)
    if row is None:
        raise LookupError(import_id)
    return row


def _record(session: StoreSession, row: RosterImportRow) -> RosterImport:
    return RosterImport(
        id=row.id,
        state=ImportState(row.state),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        slack_file=row.slack_file,
        reason=row.reason,
        ended_at=row.ended_at,
        expires_at=row.expires_at,
        counts={name: int(number) for name, number in row.counts.items()},
        file_name=session.unseal(row, "file_name") or "",
    )


def _counts(changes: Changes) -> dict[str, int]:
    counts = dict(changes.counts())
    for change in changes.updated:
        for name in change.fields:
            counts[f"field.{name}"] = counts.get(f"field.{name}", 0) + 1
    return counts


def _staged_text(reading: Reading, changes: Changes) -> str:
    return _dump(
        {
            "entries": [_entry_parts(one) for one in reading.entries],
            "findings": [_finding_parts(one) for one in reading.findings],
            "marks": [one.mark for one in changes.rows],
            "missing": changes.missing,
        }
    )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _entry_parts(entry: Entry) -> list[Any]:
    lines = (_reference_parts(entry.manager), _reference_parts(entry.dotted))
    return [entry.sheet, entry.row, dict(entry.said), *lines]


def _entry(parts: Sequence[Any]) -> Entry:
    sheet, row, said, manager, dotted = parts
    return Entry(sheet, row, said, _references(manager), _references(dotted))


def _reference_parts(references: Iterable[Reference] | None) -> list[list[str]] | None:
    if references is None:
        return None
    return [[one.column, one.email, one.number, one.name] for one in references]


def _references(parts: Iterable[Sequence[str]] | None) -> tuple[Reference, ...] | None:
    return None if parts is None else tuple(Reference(*one) for one in parts)


def _finding_parts(one: Finding) -> list[Any]:
    return [one.sheet, one.row, one.column, one.reason, one.said, one.other_sheet, one.other_row]


def _finding(parts: Sequence[Any]) -> Finding:
    sheet, row, column, reason, said, other_sheet, other_row = parts
    return Finding(sheet, row, column, Reason(reason), said, other_sheet, other_row)

"""Acceptances of the code of conduct and declared conflicts, at rest."""

from datetime import datetime

from sqlalchemy import Select, or_, select

from program.conduct import Accepted, Conflict, ConflictCheck, ConflictKind, Disclosure
from store.base import new_id
from store.conduct_tables import ConductAcceptedRow, ConductVersionRow, ConflictRow
from store.once import insert_once
from store.session import StoreSession


def accepted(session: StoreSession, person_id: str) -> Accepted | None:
    """What somebody accepted last."""
    row = session.scalars(
        select(ConductAcceptedRow)
        .where(ConductAcceptedRow.person_id == person_id)
        .order_by(ConductAcceptedRow.accepted_at.desc(), ConductAcceptedRow.version.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Accepted(row.version, row.accepted_at, ConflictCheck(row.conflict_check))


def all_accepted(session: StoreSession, person_id: str) -> tuple[Accepted, ...]:
    """Every version somebody accepted, oldest first."""
    rows = session.scalars(
        select(ConductAcceptedRow)
        .where(ConductAcceptedRow.person_id == person_id)
        .order_by(ConductAcceptedRow.accepted_at, ConductAcceptedRow.version)
    )
    return tuple(
        Accepted(row.version, row.accepted_at, ConflictCheck(row.conflict_check)) for row in rows
    )


def accept(session: StoreSession, person_id: str, version: int, check: ConflictCheck) -> bool:
    """Write an acceptance down. False if this person accepted this version before."""
    written = insert_once(
        session,
        ConductAcceptedRow,
        person_id=person_id,
        version=version,
        accepted_at=session.now,
        conflict_check=check.value,
    )
    return written is not None


def has_accepted(session: StoreSession, person_id: str, version: int) -> bool:
    """Whether somebody accepted this very version."""
    query = select(ConductAcceptedRow.id).where(
        ConductAcceptedRow.person_id == person_id, ConductAcceptedRow.version == version
    )
    return session.scalars(query).first() is not None


def who_accepted(session: StoreSession, version: int) -> frozenset[str]:
    """Everybody who accepted this very version."""
    query = select(ConductAcceptedRow.person_id).where(ConductAcceptedRow.version == version)
    return frozenset(session.scalars(query))


def accepted_at(session: StoreSession, person_id: str, version: int) -> datetime | None:
    """When somebody accepted this version."""
    query = select(ConductAcceptedRow.accepted_at).where(
        ConductAcceptedRow.person_id == person_id, ConductAcceptedRow.version == version
    )
    return session.scalars(query).one_or_none()


def who_accepted_another(session: StoreSession, version: int) -> tuple[str, ...]:
    """Everybody who accepted some version and not this one."""
    this = select(ConductAcceptedRow.person_id).where(ConductAcceptedRow.version == version)
    query = (
        select(ConductAcceptedRow.person_id)
        .where(ConductAcceptedRow.person_id.not_in(this))
        .distinct()
        .order_by(ConductAcceptedRow.person_id)
    )
    return tuple(session.scalars(query))


def noted_last(session: StoreSession) -> int | None:
    """The version that came into force last; None before the first was noted."""
    query = select(ConductVersionRow.version).order_by(
        ConductVersionRow.since.desc(), ConductVersionRow.version.desc()
    )
    return session.scalars(query.limit(1)).one_or_none()


def note_version(session: StoreSession, version: int) -> None:
    """Remember that this version is in force from now on, if it was before as well."""
    row = session.scalars(
        select(ConductVersionRow).where(ConductVersionRow.version == version)
    ).one_or_none()
    if row is None:
        session.add(ConductVersionRow(id=new_id(), version=version, since=session.now))
    else:
        row.since = session.now
    session.flush()


def declare(session: StoreSession, author_id: str, form: Disclosure) -> Conflict:
    """Write a checked conflict down: new, told anew, or in force again after it was withdrawn."""
    kind = ConflictKind(form.kind or "")
    row = session.scalars(
        select(ConflictRow).where(
            ConflictRow.author_id == author_id,
            ConflictRow.other_id == form.other,
            ConflictRow.kind == kind,
        )
    ).one_or_none()
    if row is None:
        row = ConflictRow(id=new_id(), author_id=author_id, other_id=form.other, kind=kind.value)
        row.declared_at = session.now
        session.add(row)
    elif row.withdrawn_at is not None:
        row.declared_at = session.now
    row.withdrawn_at = None
    row.since = form.since
    session.seal(row, "detail", form.detail or None)
    session.flush()
    return _record(row)


def withdraw(session: StoreSession, conflict_id: str) -> Conflict:
    """Note that its author takes a conflict back."""
    row = session.scalars(select(ConflictRow).where(ConflictRow.id == conflict_id)).one()
    row.withdrawn_at = session.now
    session.flush()
    return _record(row)


def conflict(session: StoreSession, conflict_id: str) -> Conflict | None:
    """One conflict by its id."""
    row = session.scalars(select(ConflictRow).where(ConflictRow.id == conflict_id)).one_or_none()
    return None if row is None else _record(row)


def detail(session: StoreSession, conflict_id: str) -> str:
    """What its author wrote about it."""
    row = session.scalars(select(ConflictRow).where(ConflictRow.id == conflict_id)).one()
    return session.unseal(row, "detail") or ""


def by_author(session: StoreSession, person_id: str) -> tuple[Conflict, ...]:
    """What somebody declared and did not withdraw, the latest first."""
    query = _in_force().where(ConflictRow.author_id == person_id)
    return _records(session, query.order_by(ConflictRow.declared_at.desc(), ConflictRow.id))


def ever_declared(session: StoreSession, person_id: str) -> tuple[Conflict, ...]:
    """What somebody declared, what they withdrew included, oldest first."""
    query = select(ConflictRow).where(ConflictRow.author_id == person_id)
    return _records(session, query.order_by(ConflictRow.declared_at, ConflictRow.id))


def in_force(session: StoreSession) -> tuple[Conflict, ...]:
    """Every conflict that is in force, the latest first."""
    query = _in_force().order_by(ConflictRow.declared_at.desc(), ConflictRow.id)
    return _records(session, query)


def with_person(session: StoreSession, person_id: str) -> frozenset[str]:
    """Everybody who is in a conflict with this person, whoever of the two declared it."""
    query = _in_force().where(
        or_(ConflictRow.author_id == person_id, ConflictRow.other_id == person_id)
    )
    found = {one for row in session.scalars(query) for one in (row.author_id, row.other_id)}
    return frozenset(found - {person_id})


def _in_force() -> Select[ConflictRow]:
    return select(ConflictRow).where(ConflictRow.withdrawn_at.is_(None))


def _records(session: StoreSession, query: Select[ConflictRow]) -> tuple[Conflict, ...]:
    return tuple(_record(row) for row in session.scalars(query))


def _record(row: ConflictRow) -> Conflict:
    return Conflict(
        id=row.id,
        author=row.author_id,
        other=row.other_id,
        kind=ConflictKind(row.kind),
        since=row.since,
        declared_at=row.declared_at,
        withdrawn_at=row.withdrawn_at,
    )

"""Roles: who holds which, in which program, since when; ended ones stay as history."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, Select, or_, select, text
from sqlalchemy.orm import Mapped

from program.actor import Role, RoleHeld
from program.governance import RoleGiven
from program.person import Person
from store import people
from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, Word, column
from store.promises import Erase, Keep
from store.session import StoreSession

_EVERYWHERE = "*"
"""Stands for all programs, so that the unique index takes two such rows for the same."""

_OURS = {
    "whose": "the person",
    "readers": "the program team",
    "keep": Keep.PROGRAM,
    "erase": Erase.DELETED,
}


class RoleRow(Kept, Tenanted, Base):
    """One role of one person in one program, or in all, from when to when."""

    __tablename__ = "role"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index(
            "uq_role_held",
            "workspace_id",
            "person_id",
            "role",
            "program_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    person_id: Mapped[str] = column(Id(26), purpose="who holds the role", **_OURS)
    role: Mapped[str] = column(Word(32), purpose="which role it is", **_OURS)
    program_id: Mapped[str] = column(
        Id(26),
        purpose="the program the role is held in, or * for all",
        **_OURS,
    )
    given_at: Mapped[datetime] = column(UtcDateTime, purpose="since when the role is held", **_OURS)
    ended_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="until when the role was held",
        **_OURS,
    )
    handed_on_at: Mapped[datetime | None] = column(
        UtcDateTime,
        nullable=True,
        purpose="when the open items of a closed account went to somebody else",
        **_OURS,
    )


def held_by(session: StoreSession, person_id: str) -> frozenset[RoleHeld]:
    """The roles somebody holds now."""
    rows = session.scalars(_held().where(RoleRow.person_id == person_id))
    return frozenset(RoleHeld(Role(row.role), _program(row)) for row in rows)


def given(session: StoreSession, program_id: str | None = None) -> tuple[RoleGiven, ...]:
    """Every role held now; with a program, those that reach into it."""
    return session.remembered(("roles", program_id), lambda: _given(session, program_id))


def _given(session: StoreSession, program_id: str | None) -> tuple[RoleGiven, ...]:
    question = _held().order_by(RoleRow.role, RoleRow.given_at, RoleRow.id)
    if program_id is not None:
        question = question.where(
            or_(RoleRow.program_id == program_id, RoleRow.program_id == _EVERYWHERE)
        )
    rows = session.scalars(question).all()
    known = people.by_ids(session, [row.person_id for row in rows])
    return tuple(_record(row, known[row.person_id]) for row in rows)


def by_id(session: StoreSession, role_id: str) -> RoleGiven | None:
    """A role by its id, while it is held."""
    row = session.scalars(_held().where(RoleRow.id == role_id)).one_or_none()
    return None if row is None else _record(row, people.by_id(session, row.person_id))


def give(session: StoreSession, person_id: str, role: Role, program_id: str | None) -> str | None:
    """Give a role; answers the id of the new row, or None if the person holds it already."""
    place = program_id or _EVERYWHERE
    already = _held().where(
        RoleRow.person_id == person_id, RoleRow.role == role, RoleRow.program_id == place
    )
    if session.scalars(already).first() is not None:
        return None
    row = RoleRow(person_id=person_id, role=role.value, program_id=place, given_at=session.now)
    session.add(row)
    session.flush()
    return row.id


def end(session: StoreSession, role_id: str) -> None:
    """End a role that is held. Ending it again changes nothing."""
    row = session.scalars(_held().where(RoleRow.id == role_id)).one_or_none()
    if row is not None:
        row.ended_at = session.now
        session.flush()


def to_hand_on(session: StoreSession) -> tuple[RoleGiven, ...]:
    """Roles still held by closed accounts whose open items have not gone to anybody yet."""
    waiting = {row.id for row in session.scalars(_held().where(RoleRow.handed_on_at.is_(None)))}
    return tuple(one for one in given(session) if one.person.deactivated and one.id in waiting)


def note_handed_on(session: StoreSession, role_ids: Collection[str]) -> None:
    """Note that the open items of whoever holds these roles went to somebody else."""
    for row in session.scalars(_held().where(RoleRow.id.in_(role_ids))):
        row.handed_on_at = session.now
    session.flush()


def take_up_again(session: StoreSession, person_ids: Collection[str]) -> None:
    """Forget that items were handed on, for people whose accounts are open again."""
    handed = _held().where(RoleRow.handed_on_at.is_not(None), RoleRow.person_id.in_(person_ids))
    for row in session.scalars(handed):
        row.handed_on_at = None
    session.flush()


def handed_on(session: StoreSession) -> frozenset[str]:
    """Everybody whose open items were handed on, by person id."""
    found = select(RoleRow.person_id).where(
        RoleRow.ended_at.is_(None), RoleRow.handed_on_at.is_not(None)
    )
    return frozenset(session.scalars(found))


def history_of(
    session: StoreSession, person_id: str
) -> tuple[tuple[Role, str | None, datetime, datetime | None], ...]:
    """Every role somebody holds or held: which, in which program, from when, until when."""
    rows = session.scalars(
        select(RoleRow).where(RoleRow.person_id == person_id).order_by(RoleRow.given_at)
    )
    return tuple((Role(row.role), _program(row), row.given_at, row.ended_at) for row in rows)


def ever_held(session: StoreSession, person_id: str, role: Role, program_id: str | None) -> bool:
    """Whether somebody holds or held the role there: what was ended on purpose stays ended."""
    found = session.scalars(
        select(RoleRow.id).where(
            RoleRow.person_id == person_id,
            RoleRow.role == role,
            RoleRow.program_id == (program_id or _EVERYWHERE),
        )
    )
    return found.first() is not None


def _record(row: RoleRow, person: Person) -> RoleGiven:
    return RoleGiven(row.id, person, Role(row.role), _program(row), row.given_at)


def _held() -> Select[RoleRow]:
    return select(RoleRow).where(RoleRow.ended_at.is_(None))


def _program(row: RoleRow) -> str | None:
    return None if row.program_id == _EVERYWHERE else row.program_id

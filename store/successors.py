"""Who follows whom: the line of people who take over a program when nobody runs it any more."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, column
from store.promises import Erase, Keep
from store.session import StoreSession

_OURS = {
    "whose": "the person",
    "readers": "the program team and the person",
    "keep": Keep.PROGRAM,
    "erase": Erase.DELETED,
}


class SuccessorRow(Kept, Tenanted, Base):
    """One place in the line of one program."""

    __tablename__ = "successor"
    __table_args__ = (
        UniqueConstraint("program_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
    )

    program_id: Mapped[str] = column(
        Id(26), ForeignKey("program.id"), purpose="the program", **_OURS
    )
    person_id: Mapped[str] = column(Id(26), purpose="who would follow", **_OURS)
    position: Mapped[int] = column(Integer, purpose="the place in the line", **_OURS)


def line_of(session: StoreSession, program_id: str) -> tuple[str, ...]:
    """The people in line for a program, next one first."""
    found = session.scalars(
        select(SuccessorRow.person_id)
        .where(SuccessorRow.program_id == program_id)
        .order_by(SuccessorRow.position, SuccessorRow.id)
    )
    return tuple(found)


def lines_with(session: StoreSession, person_id: str) -> tuple[str, ...]:
    """The programs, by id, for which somebody is in line."""
    found = select(SuccessorRow.program_id).where(SuccessorRow.person_id == person_id)
    return tuple(session.scalars(found.order_by(SuccessorRow.program_id)))


def keep_line(session: StoreSession, program_id: str, people: Sequence[str]) -> None:
    """Put this line in place of the one before."""
    session.execute(delete(SuccessorRow).where(SuccessorRow.program_id == program_id))
    session.add_all(
        SuccessorRow(program_id=program_id, person_id=one, position=place)
        for place, one in enumerate(people)
    )
    session.flush()

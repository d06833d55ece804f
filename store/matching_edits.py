"""Edits of drafts at rest: numbered, each with the number it was made on and what came of it."""

from collections.abc import Sequence

from sqlalchemy import select

from program.matching.records import Edit, EditKind, Solution
from program.matching_draft import EditMade
from store import matching_copies
from store.base import new_id
from store.matching_tables import MatchingEditRow
from store.session import StoreSession


def add(session: StoreSession, draft_id: str, made: EditMade, came_to: Solution | None) -> None:
    """Write one edit down, with the pairs that followed; one carried over has none of its own."""
    row = MatchingEditRow(
        id=new_id(),
        draft_id=draft_id,
        number=made.number,
        made_on=made.made_on,
        kind=made.edit.kind.value,
        mentee_id=made.edit.mentee,
        mentor_id=made.edit.mentor,
        by_id=made.by,
        at=made.at,
        undoes=made.undoes,
        carried=made.carried,
    )
    session.seal(row, "reason", made.reason or None)
    if came_to is not None:
        matching_copies.seal_result(session, row, came_to)
    session.add(row)
    session.flush()


def of_draft(session: StoreSession, draft_id: str) -> tuple[EditMade, ...]:
    """Every edit of a draft in its order, those taken back included."""
    return tuple(
        EditMade(
            number=row.number,
            made_on=row.made_on,
            edit=Edit(EditKind(row.kind), row.mentee_id, row.mentor_id),
            at=row.at,
            by=row.by_id,
            reason=session.unseal(row, "reason") or "",
            undoes=row.undoes,
            carried=row.carried,
        )
        for row in _rows(session, draft_id)
    )


def came_to(session: StoreSession, draft_id: str, number: int) -> Solution | None:
    """The pairs after the edit of this number; None where they are those of the run itself."""
    for row in reversed(_rows(session, draft_id, up_to=number)):
        found = matching_copies.result(session, row)
        if found is not None:
            return found
    return None


def _rows(
    session: StoreSession, draft_id: str, up_to: int | None = None
) -> Sequence[MatchingEditRow]:
    asked = select(MatchingEditRow).where(MatchingEditRow.draft_id == draft_id)
    if up_to is not None:
        asked = asked.where(MatchingEditRow.number <= up_to)
    return session.scalars(asked.order_by(MatchingEditRow.number)).all()

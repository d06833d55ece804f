"""How much others wrote about somebody as a nominee: counted for that person, never read."""

from sqlalchemy import func, select

from store.nomination_tables import NominationRow, NominationStepRow
from store.session import StoreSession


def count_remarks(session: StoreSession, person_id: str) -> int:
    """How many remarks of others stand beside somebody's nominations; none of them is read."""
    own = select(NominationRow.id).where(NominationRow.person_id == person_id)
    found = session.scalar(
        select(func.count())
        .select_from(NominationStepRow)
        .where(NominationStepRow.nomination_id.in_(own), NominationStepRow.remark.is_not(None))
    )
    return found or 0

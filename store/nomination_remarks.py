"""How much others wrote about somebody as a nominee: counted for that person, never read."""

from sqlalchemy import func, select

from store.nomination_tables import NominationRow, NominationStepRow
from store.nomination_voice_tables import NominationViewRow, NominationVoiceRow
from store.session import StoreSession


def count_about(session: StoreSession, person_id: str) -> int:
    """Remarks beside decisions, voices with ratings, and views of managers; none is read."""
    own = select(NominationRow.id).where(NominationRow.person_id == person_id)
    remarks = (
        select(func.count())
        .select_from(NominationStepRow)
        .where(NominationStepRow.nomination_id.in_(own), NominationStepRow.remark.is_not(None))
    )
    voices = (
        select(func.count())
        .select_from(NominationVoiceRow)
        .where(NominationVoiceRow.nomination_id.in_(own))
    )
    views = (
        select(func.count())
        .select_from(NominationViewRow)
        .where(NominationViewRow.nomination_id.in_(own), NominationViewRow.answered_at.is_not(None))
    )
    return sum(session.scalar(query) or 0 for query in (remarks, voices, views))

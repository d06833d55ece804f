"""Where a mentee wants to grow: all that a mentor who is asked reads of their nomination."""

import json

from sqlalchemy import select

from program.cohort import Competency
from program.nomination import Standing, competencies_of
from store.nomination_tables import NominationRow
from store.nomination_voice_tables import NominationVoiceRow
from store.session import StoreSession


def wanted(session: StoreSession, seen: Standing) -> tuple[Competency, ...]:
    """What the nominee chose themselves; where they chose nothing, what others chose for them."""
    row = session.scalars(select(NominationRow).where(NominationRow.id == seen.id)).one()
    own = json.loads(session.unseal(row, "competencies") or "[]")
    return competencies_of(seen.cohort, own or _chosen_by_others(session, seen))


def _chosen_by_others(session: StoreSession, seen: Standing) -> list[str]:
    voices = session.scalars(
        select(NominationVoiceRow)
        .where(
            NominationVoiceRow.nomination_id == seen.id,
            NominationVoiceRow.withdrawn_at.is_(None),
        )
        .order_by(NominationVoiceRow.given_at, NominationVoiceRow.id)
    )
    chosen: list[str] = []
    for voice in voices:
        chosen += json.loads(session.unseal(voice, "competencies") or "[]")
    return chosen

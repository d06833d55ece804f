"""Which competencies and criteria nominations refer to: counted, whatever became of them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from store.nomination_tables import NominationEvidenceRow, NominationRow
from store.nomination_voice_tables import NominationVoiceRow
from store.session import StoreSession


def of_competencies(session: StoreSession, cohort_id: str) -> Mapping[str, int]:
    """How many nominations and voices for a cohort name each competency."""
    found: Counter[str] = Counter()
    rows = session.scalars(select(NominationRow).where(NominationRow.cohort_id == cohort_id))
    for row in (*rows, *_voices(session, cohort_id)):
        found.update(set(json.loads(session.unseal(row, "competencies") or "[]")))
    return found


def of_criteria(session: StoreSession, cohort_id: str) -> Mapping[str, int]:
    """How many nominees and voices for a cohort wrote to each criterion."""
    written = session.scalars(
        select(NominationEvidenceRow.criterion_id)
        .join(NominationRow, NominationRow.id == NominationEvidenceRow.nomination_id)
        .where(NominationRow.cohort_id == cohort_id)
    )
    found = Counter(written)
    for row in _voices(session, cohort_id):
        found.update(json.loads(session.unseal(row, "evidence") or "{}").keys())
    return found


def _voices(session: StoreSession, cohort_id: str) -> Iterator[NominationVoiceRow]:
    """Also those that were taken back: a nomination that is put right shows them again."""
    yield from session.scalars(
        select(NominationVoiceRow)
        .join(NominationRow, NominationRow.id == NominationVoiceRow.nomination_id)
        .where(NominationRow.cohort_id == cohort_id)
    )

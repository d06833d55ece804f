"""Which competencies and criteria nominations refer to: counted, whatever became of them."""

import json
from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select

from store.nomination_tables import NominationEvidenceRow, NominationRow
from store.session import StoreSession


def of_competencies(session: StoreSession, cohort_id: str) -> Mapping[str, int]:
    """How many nominations for a cohort name each competency."""
    found: Counter[str] = Counter()
    rows = session.scalars(select(NominationRow).where(NominationRow.cohort_id == cohort_id))
    for row in rows:
        found.update(set(json.loads(session.unseal(row, "competencies") or "[]")))
    return found


def of_criteria(session: StoreSession, cohort_id: str) -> Mapping[str, int]:
    """How many nominations for a cohort hold words to each criterion."""
    rows = session.execute(
        select(
            NominationEvidenceRow.criterion_id,
            func.count(NominationEvidenceRow.nomination_id.distinct()),
        )
        .join(NominationRow, NominationRow.id == NominationEvidenceRow.nomination_id)
        .where(NominationRow.cohort_id == cohort_id)
        .group_by(NominationEvidenceRow.criterion_id)
    )
    return {row[0]: row[1] for row in rows}

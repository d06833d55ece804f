"""What nominations say about where mentees want to grow: for whoever wrote no profile yet."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from program.nomination_steps import NominationState
from store.nomination_tables import NominationRow
from store.nomination_voice_tables import NominationVoiceRow
from store.session import StoreSession


def wanted_of(
    session: StoreSession, cohort_id: str, person_ids: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """By person id: what these accepted nominees of a cohort chose themselves, by competency id.

    Where they chose nothing, what others chose for them.
    """
    if not person_ids:
        return {}
    query = select(NominationRow).where(
        NominationRow.cohort_id == cohort_id,
        NominationRow.state == NominationState.ACCEPTED,
        NominationRow.person_id.in_(person_ids),
    )
    rows = session.scalars(query).all()
    own = {row.id: _list(session, row) for row in rows}
    others = _chosen_by_others(session, [one for one, chosen in own.items() if not chosen])
    return {
        row.person_id: tuple(dict.fromkeys(own[row.id] or others.get(row.id, []))) for row in rows
    }


def _chosen_by_others(session: StoreSession, nomination_ids: list[str]) -> dict[str, list[str]]:
    if not nomination_ids:
        return {}
    voices = session.scalars(
        select(NominationVoiceRow)
        .where(
            NominationVoiceRow.nomination_id.in_(nomination_ids),
            NominationVoiceRow.withdrawn_at.is_(None),
        )
        .order_by(NominationVoiceRow.given_at, NominationVoiceRow.id)
    )
    found: dict[str, list[str]] = {}
    for voice in voices:
        found.setdefault(voice.nomination_id, []).extend(_list(session, voice))
    return found


def _list(session: StoreSession, row: Any) -> list[str]:
    return list(json.loads(session.unseal(row, "competencies") or "[]"))

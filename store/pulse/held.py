"""Which open surveys have their keys, and which shares have no open survey: for the doctor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from program.pulse.survey import digest_of
from store.pulse.derived import keys_of
from store.pulse.tables import PulseSurveyRow
from store.pulse.troubles import PulseTrouble
from store.pulse.voiding import ALIVE
from store.store import Store

_OTHER = "pulse.key_other"


@dataclass(frozen=True)
class Held:
    """How surveys and shares of all workspaces fit together, by the ids of surveys."""

    alive: tuple[str, ...]
    """Open, or being counted."""
    lost: tuple[str, ...]
    """Of those: the share is gone, and with it every answer."""
    other: tuple[str, ...]
    """Of those: secret, share and database together make another key than it was opened with."""
    shut: tuple[str, ...]
    """Of those: secret or folder are not there just now; nobody can answer."""
    left_over: tuple[str, ...]
    """Shares of surveys that are over, or that this database does not know."""
    last_closes: datetime | None
    """When the last of them closes."""


def held(store: Store) -> Held:
    """How things stand. Changes nothing, and keeps no key beyond the question."""
    with Session(store.engines.look) as session:
        alive = session.scalars(
            select(PulseSurveyRow)
            .where(PulseSurveyRow.state.in_(ALIVE))
            .order_by(PulseSurveyRow.closes_at, PulseSurveyRow.id)
        ).all()
        found = {row.id: _why_not(store, row) for row in alive}
    shares = store.vault.shares()
    return Held(
        alive=tuple(found),
        lost=_of(found, "pulse.key_gone"),
        other=_of(found, _OTHER),
        shut=_of(found, "pulse.no_secret", "pulse.no_folder"),
        left_over=tuple(one for one in shares if one not in found),
        last_closes=alive[-1].closes_at if alive else None,
    )


def _of(found: Mapping[str, str | None], *codes: str) -> tuple[str, ...]:
    return tuple(one for one, why in found.items() if why in codes)


def _why_not(store: Store, row: PulseSurveyRow) -> str | None:
    if row.db_share is None:
        return _OTHER
    try:
        keys = keys_of(store.vault, row.id, row.db_share, digest_of(row.policy))
    except PulseTrouble as trouble:
        return trouble.code
    return None if keys.public == row.public_key else _OTHER

"""Opens a survey: its keys, its roll and all its slots, complete and in random order."""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select

from program.pulse.survey import (
    SMALLEST_AUDIENCE,
    SMALLEST_GROUP,
    Dimension,
    Policy,
    SurveyState,
    digest_of,
)
from store.pulse.derived import SurveyKeys, keys_of, token
from store.pulse.slips import sealed_bytes
from store.pulse.tables import PulseAudienceRow, PulseRollRow, PulseSlotRow, PulseSurveyRow
from store.pulse.troubles import PulseTrouble
from store.pulse.vault import SHARE_BYTES
from store.session import StoreSession

URN = 64
"""People whose rows are written together, at most: one answer hides among them."""
_ID_BITS = 62
_RANDOM = secrets.SystemRandom()

T = TypeVar("T")
Groups = Mapping[Dimension, str]


def open_survey(
    session: StoreSession,
    program_id: str,
    policy: Policy,
    people: Mapping[str, Groups],
    *,
    remind_at: datetime | None,
    look_at: datetime | None,
) -> str:
    """Writes down a survey with all rows it will ever have; answers its id.

    `people` are those invited, by person id, with their groups; the policy says which of these may
    be shown, others are not kept. Raises PulseTrouble: what `Vault.trouble` names, or `pulse.floor`
    where group or audience are smaller than any survey may have.
    """
    trouble = session.vault.trouble()
    if trouble is not None:
        raise PulseTrouble(trouble)
    if policy.k < SMALLEST_GROUP or len(people) < SMALLEST_AUDIENCE:
        raise PulseTrouble("pulse.floor")
    if policy.invited != len(people):
        raise ValueError("a policy tells how many are invited")
    survey_id = secrets.token_hex(16)
    session.vault.new_share(survey_id)
    db_share = secrets.token_bytes(SHARE_BYTES)
    row = PulseSurveyRow(
        id=survey_id,
        program_id=program_id,
        state=SurveyState.OPEN.value,
        policy=policy.written(),
        public_key=b"",
        db_share=db_share,
        comment_kinds=len(policy.comments),
        closes_at=policy.closes_at,
        remind_at=remind_at,
        reminded=False,
        look_at=look_at,
    )
    try:
        keys = _keys_for(session, row, db_share)
        _write_audience(session, survey_id, policy, people)
        _write_urns(session, keys, policy, people)
    except BaseException:
        session.vault.destroy(survey_id)
        raise
    return survey_id


def _keys_for(session: StoreSession, row: PulseSurveyRow, db_share: bytes) -> SurveyKeys:
    """Writes the row and gives it its key."""
    session.add(row)
    session.flush()
    # The digest is that of the policy as the database spells it.
    kept = session.scalars(select(PulseSurveyRow.policy).where(PulseSurveyRow.id == row.id))
    keys = keys_of(session.vault, row.id, db_share, digest_of(kept.one()))
    row.public_key = keys.public
    session.flush()
    return keys


def _write_audience(
    session: StoreSession, survey_id: str, policy: Policy, people: Mapping[str, Groups]
) -> None:
    rows = [
        {
            "survey_id": survey_id,
            "person_id": person_id,
            "groups": json.dumps(_shown(policy, people[person_id]), sort_keys=True),
        }
        for person_id in shuffled(people)
    ]
    session.insert_rows(PulseAudienceRow, rows)


def _shown(policy: Policy, groups: Groups) -> dict[str, str]:
    return {
        dimension.value: group
        for dimension, group in groups.items()
        if group in policy.groups.get(dimension, ())
    }


def _write_urns(
    session: StoreSession, keys: SurveyKeys, policy: Policy, people: Mapping[str, Groups]
) -> None:
    roll: list[dict[str, Any]] = []
    slots: list[dict[str, Any]] = []
    kinds = range(1 + len(policy.comments))
    for urn, members in enumerate(dealt(shuffled(people))):
        ours = {"survey_id": keys.survey_id, "urn": urn}
        roll += ({**ours, "token": token(keys, one), "marked": 0} for one in members)
        slots += (
            {**ours, "kind": kind, "filled": 0, "sealed": secrets.token_bytes(sealed_bytes(kind))}
            for _ in members
            for kind in kinds
        )
    session.insert_rows(PulseRollRow, _numbered(roll))
    session.insert_rows(PulseSlotRow, _numbered(slots))


def _numbered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Gives each row a random id that no other has, and the rows a random order."""
    ids: set[int] = set()
    while len(ids) < len(rows):
        ids.add(secrets.randbits(_ID_BITS))
    return [{"id": number, **row} for number, row in zip(ids, shuffled(rows), strict=True)]


def dealt(people: Sequence[T]) -> Iterator[Sequence[T]]:
    """The people in as few urns as hold them, of equal size give or take one."""
    urns = -(-len(people) // URN)
    for urn in range(urns):
        yield people[urn::urns]


def shuffled(things: Mapping[T, Any] | Sequence[T]) -> list[T]:
    """In an order that only the system's random source knows."""
    order = list(things)
    _RANDOM.shuffle(order)
    return order

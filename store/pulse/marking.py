"""The statements of a vote: what is read under a lock, and what is overwritten.

Each update names how many rows it must have met; another number undoes the vote.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, case, func, literal, select, update

from store.pulse.tables import PulseAudienceRow, PulseRollRow, PulseSlotRow, PulseSurveyRow
from store.pulse.troubles import PulseTrouble

_SURVEY: Any = PulseSurveyRow.__table__
_AUDIENCE: Any = PulseAudienceRow.__table__
_ROLL: Any = PulseRollRow.__table__
_SLOT: Any = PulseSlotRow.__table__


def make_safe(connection: Connection, *, durable: bool) -> None:
    """Sees to it that what is committed stays, and that what is overwritten is gone.

    The settings are read back: a database that quietly refuses them gets no vote.
    """
    if connection.dialect.name == "sqlite":
        deleted = connection.exec_driver_sql("PRAGMA secure_delete").scalar()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        safe = deleted == 1 and (synchronous or 0) >= (2 if durable else 0)
    else:
        wait = func.set_config("synchronous_commit", "on", True)
        safe = connection.execute(select(wait)).scalar() == "on"
    if not safe:
        raise PulseTrouble("pulse.not_stored")


def survey_of(connection: Connection, workspace_id: str, survey_id: str) -> Row[Any] | None:
    """The survey; a close that wants to begin waits until this transaction is over."""
    found = select(_SURVEY).where(_SURVEY.c.id == survey_id, _SURVEY.c.workspace_id == workspace_id)
    return connection.execute(found.with_for_update(read=True)).one_or_none()


def groups_of(connection: Connection, survey_id: str, person_id: str) -> str | None:
    """The groups of a person as they were written down; None where the person is not invited."""
    found = select(_AUDIENCE.c.groups).where(
        _AUDIENCE.c.survey_id == survey_id, _AUDIENCE.c.person_id == person_id
    )
    groups: str | None = connection.execute(found).scalar()
    return groups


def urn_of(connection: Connection, survey_id: str, token: bytes) -> int | None:
    """The urn a person was dealt into; None where the token is not on the roll."""
    found = select(_ROLL.c.urn).where(_ROLL.c.survey_id == survey_id, _ROLL.c.token == token)
    urn: int | None = connection.execute(found).scalar()
    return urn


def queue(connection: Connection, survey_id: str, urn: int) -> Mapping[bytes, int]:
    """The marks of an urn by token. Votes of one urn wait here for each other, all in one order."""
    found = (
        select(_ROLL.c.token, _ROLL.c.marked)
        .where(_ROLL.c.survey_id == survey_id, _ROLL.c.urn == urn)
        .order_by(_ROLL.c.id)
        .with_for_update()
    )
    return {row.token: row.marked for row in connection.execute(found)}


def free_slots(connection: Connection, survey_id: str, urn: int, kinds: int) -> Sequence[int]:
    """The id of one empty slot of each kind, drawn for each kind by itself."""
    found = select(_SLOT.c.id, _SLOT.c.kind).where(
        _SLOT.c.survey_id == survey_id, _SLOT.c.urn == urn, _SLOT.c.filled == 0
    )
    empty: list[list[int]] = [[] for _ in range(kinds)]
    for row in connection.execute(found):
        empty[row.kind].append(row.id)
    return [secrets.choice(ids) for ids in empty]


def write_in_place(
    connection: Connection, survey_id: str, token: bytes, boxes: Mapping[int, bytes]
) -> None:
    """SQLite: each row keeps its place in the file, since neither key nor length changes."""
    mark = update(_ROLL).where(
        _ROLL.c.survey_id == survey_id, _ROLL.c.token == token, _ROLL.c.marked == 0
    )
    _met(connection.execute(mark.values(marked=1)), 1)
    for slot, box in boxes.items():
        fill = update(_SLOT).where(_SLOT.c.id == slot, _SLOT.c.filled == 0)
        _met(connection.execute(fill.values(filled=1, sealed=box)), 1)


def write_whole_urn(
    connection: Connection,
    survey_id: str,
    urn: int,
    token: bytes,
    boxes: Mapping[int, bytes],
    *,
    people: int,
) -> None:
    """PostgreSQL: writes every row of the urn again, so that none is the last one written."""
    marked = case((_ROLL.c.token == token, 1), else_=_ROLL.c.marked)
    mark = update(_ROLL).where(_ROLL.c.survey_id == survey_id, _ROLL.c.urn == urn)
    _met(connection.execute(mark.values(marked=marked)), people)
    sealed = case(
        *((_SLOT.c.id == slot, literal(box, _SLOT.c.sealed.type)) for slot, box in boxes.items()),
        else_=_SLOT.c.sealed,
    )
    filled = case((_SLOT.c.id.in_(boxes), 1), else_=_SLOT.c.filled)
    fill = update(_SLOT).where(_SLOT.c.survey_id == survey_id, _SLOT.c.urn == urn)
    _met(connection.execute(fill.values(filled=filled, sealed=sealed)), people * len(boxes))


def _met(done: CursorResult[Any], rows: int) -> None:
    if done.rowcount != rows:
        raise PulseTrouble("pulse.not_stored")

"""The statements of a vote: what is read under a lock, and what is overwritten.

Each update names how many rows it must have met; another number undoes the vote. Values are handed
in at each execution: a statement that held them would be remembered with those of the first vote.
"""

import secrets
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, Update, bindparam, case, func, select, update

from store.pulse.tables import PulseAudienceRow, PulseRollRow, PulseSlotRow, PulseSurveyRow
from store.pulse.troubles import PulseTrouble

_SURVEY: Any = PulseSurveyRow.__table__
_AUDIENCE: Any = PulseAudienceRow.__table__
_ROLL: Any = PulseRollRow.__table__
_SLOT: Any = PulseSlotRow.__table__

_ID: Any = bindparam("of_survey")
_URN: Any = bindparam("of_urn")
_TOKEN: Any = bindparam("of_token")
_SLOT_ID: Any = bindparam("of_slot")
_BOX: Any = bindparam("box")

# A close that wants to begin waits until the vote is over, and the votes of an urn for each other.
_THE_SURVEY = (
    select(_SURVEY)
    .where(_SURVEY.c.id == _ID, _SURVEY.c.workspace_id == bindparam("of_workspace"))
    .with_for_update(read=True)
)
# Everybody's: a database that logs statements would have the voter's id beside slot and token.
_THE_GROUPS = select(_AUDIENCE.c.person_id, _AUDIENCE.c.groups).where(_AUDIENCE.c.survey_id == _ID)
_THE_URN = select(_ROLL.c.urn).where(_ROLL.c.survey_id == _ID, _ROLL.c.token == _TOKEN)
_THE_QUEUE = (
    select(_ROLL.c.token, _ROLL.c.marked)
    .where(_ROLL.c.survey_id == _ID, _ROLL.c.urn == _URN)
    .order_by(_ROLL.c.id)
    .with_for_update()
)
_THE_EMPTY = select(_SLOT.c.id, _SLOT.c.kind).where(
    _SLOT.c.survey_id == _ID, _SLOT.c.urn == _URN, _SLOT.c.filled == 0
)
_MARK_ONE = (
    update(_ROLL)
    .where(_ROLL.c.survey_id == _ID, _ROLL.c.token == _TOKEN, _ROLL.c.marked == 0)
    .values(marked=1)
)
_FILL_ONE = (
    update(_SLOT).where(_SLOT.c.id == _SLOT_ID, _SLOT.c.filled == 0).values(filled=1, sealed=_BOX)
)
_MARK_IN_ALL = (
    update(_ROLL)
    .where(_ROLL.c.survey_id == _ID, _ROLL.c.urn == _URN)
    .values(marked=case((_ROLL.c.token == _TOKEN, 1), else_=_ROLL.c.marked))
)


@cache
def _fill_in_all(boxes: int) -> Update:
    chosen = [_SLOT.c.id == bindparam(f"of_slot_{n}") for n in range(boxes)]
    sealed = [
        (one, bindparam(f"box_{n}", type_=_SLOT.c.sealed.type)) for n, one in enumerate(chosen)
    ]
    return (
        update(_SLOT)
        .where(_SLOT.c.survey_id == _ID, _SLOT.c.urn == _URN)
        .values(
            filled=case(*((one, 1) for one in chosen), else_=_SLOT.c.filled),
            sealed=case(*sealed, else_=_SLOT.c.sealed),
        )
    )


def make_safe(connection: Connection, *, durable: bool) -> None:
    """Sees to it that what is committed stays, and that what is overwritten is gone.

    The settings are read back: a database that quietly refuses them gets no vote.
    """
    if connection.dialect.name == "sqlite":
        deleted = connection.exec_driver_sql("PRAGMA secure_delete").scalar()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        safe = deleted == 1 and (synchronous or 0) >= (2 if durable else 0)
    else:
        for_this_vote = func.set_config("synchronous_commit", "on", True)
        safe = connection.execute(select(for_this_vote)).scalar() == "on"
    if not safe:
        raise PulseTrouble("pulse.not_stored")


def survey_of(connection: Connection, workspace_id: str, survey_id: str) -> Row[Any] | None:
    """The survey, locked against a close."""
    asked = {"of_survey": survey_id, "of_workspace": workspace_id}
    return connection.execute(_THE_SURVEY, asked).one_or_none()


def groups_of(connection: Connection, survey_id: str, person_id: str) -> str | None:
    """The groups of a person as they were written down; None where the person is not invited."""
    found = connection.execute(_THE_GROUPS, {"of_survey": survey_id}).all()
    return next((one.groups for one in found if one.person_id == person_id), None)


def urn_of(connection: Connection, survey_id: str, token: bytes) -> int | None:
    """The urn a person was dealt into; None where the token is not on the roll."""
    asked = {"of_survey": survey_id, "of_token": token}
    urn: int | None = connection.execute(_THE_URN, asked).scalar()
    return urn


def queue(connection: Connection, survey_id: str, urn: int) -> Mapping[bytes, int]:
    """The marks of an urn by token, once all earlier votes of that urn are over."""
    rows = connection.execute(_THE_QUEUE, {"of_survey": survey_id, "of_urn": urn})
    return {row.token: row.marked for row in rows}


def free_slots(connection: Connection, survey_id: str, urn: int, kinds: int) -> Sequence[int]:
    """The id of one empty slot of each kind, drawn for each kind by itself."""
    empty: list[list[int]] = [[] for _ in range(kinds)]
    for row in connection.execute(_THE_EMPTY, {"of_survey": survey_id, "of_urn": urn}):
        empty[row.kind].append(row.id)
    return [secrets.choice(ids) for ids in empty]


def write_in_place(
    connection: Connection, survey_id: str, token: bytes, boxes: Mapping[int, bytes]
) -> None:
    """SQLite: each row keeps its place in the file, since neither key nor length changes."""
    _met(connection.execute(_MARK_ONE, {"of_survey": survey_id, "of_token": token}), 1)
    for slot, box in boxes.items():
        _met(connection.execute(_FILL_ONE, {"of_slot": slot, "box": box}), 1)


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
    ours = {"of_survey": survey_id, "of_urn": urn}
    _met(connection.execute(_MARK_IN_ALL, {**ours, "of_token": token}), people)
    chosen = {f"of_slot_{n}": slot for n, slot in enumerate(boxes)}
    sealed = {f"box_{n}": box for n, box in enumerate(boxes.values())}
    filled = connection.execute(_fill_in_all(len(boxes)), {**ours, **chosen, **sealed})
    _met(filled, people * len(boxes))


def _met(done: CursorResult[Any], rows: int) -> None:
    if done.rowcount != rows:
        raise PulseTrouble("pulse.not_stored")

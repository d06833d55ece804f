"""What of the open surveys of a database goes into a copy of it: the survey, void, and no slip.

Two databases with slips to one share would be two states of one survey, and the difference between
two states is an answer.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from store.pulse.tables import PulseAudienceRow, PulseRollRow, PulseSlotRow, PulseSurveyRow
from store.pulse.voiding import ALIVE, ENDED, RESTORED

_DROPPED = {row.__tablename__ for row in (PulseAudienceRow, PulseRollRow, PulseSlotRow)}


def open_ones(connection: Connection) -> Mapping[str, datetime]:
    """When each survey closes that is open or being counted, by its id, in all workspaces."""
    asked = select(PulseSurveyRow.id, PulseSurveyRow.closes_at)
    found = connection.execute(asked.where(PulseSurveyRow.state.in_(ALIVE)))
    return {row.id: row.closes_at for row in found}


def in_copy(table: Table, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """A row as it is to stand in the copy; None where it does not go along."""
    if table.name in _DROPPED:
        return None
    if table.name != PulseSurveyRow.__tablename__ or values["state"] not in ALIVE:
        return values
    return {**values, **ENDED, "why_void": RESTORED, "look_at": values["closes_at"]}

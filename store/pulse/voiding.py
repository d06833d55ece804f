"""Voids surveys: what was answered is deleted unread, in the transaction that says so.

The share goes after the commit (`Vault.destroy`): a transaction that is undone leaves the survey as
it was. Votes on their way hold the survey's row and end first; later ones find it void.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, select, update

from program.pulse.survey import SurveyState
from store.pulse.tables import (
    PulseAudienceRow,
    PulseResultRow,
    PulseRollRow,
    PulseSlotRow,
    PulseSurveyRow,
)
from store.session import StoreSession

RESTORED = "restored"
"""The database it was in was put back from a copy, or moved: its key did not come along."""
LEFT = "left"
"""Its workspace took the app out."""
FEW = "few"
"""Fewer answered than a group may be small."""
CHECK = "check"
"""A slip, a number or a rule was not what it was when it was sealed."""
KEY_GONE = "key_gone"
"""The part of its key that lies apart from the database is lost."""

ALIVE = (SurveyState.OPEN.value, SurveyState.CLOSING.value)
"""States in which there is something to be deleted."""
ENDED: Mapping[str, Any] = {
    "state": SurveyState.VOID.value,
    "db_share": None,
    "n_answers": None,
    "progress": None,
    "progress_on": None,
}
"""What every void survey looks like: nothing tells how many had answered."""
_QUIET = {"synchronize_session": False}


def void_all(session: StoreSession, why: str) -> tuple[str, ...]:
    """Void every survey of the workspace that is open or being counted; which, by their ids."""
    alive = select(PulseSurveyRow.id).where(PulseSurveyRow.state.in_(ALIVE))
    return void(session, session.scalars(alive.order_by(PulseSurveyRow.id)).all(), why)


def void(session: StoreSession, survey_ids: Collection[str], why: str) -> tuple[str, ...]:
    """Void these surveys, as far as they are open or being counted; which it were.

    Done twice it changes nothing. The first reason stays, and so does a release.
    """
    put_back(session, survey_ids)
    mine = select(PulseSurveyRow.id).where(
        PulseSurveyRow.id.in_(survey_ids), PulseSurveyRow.state.in_(ALIVE)
    )
    found = tuple(session.scalars(mine.order_by(PulseSurveyRow.id).with_for_update()))
    if not found:
        return ()
    for row in (PulseSlotRow, PulseRollRow, PulseAudienceRow):
        session.execute(delete(row).where(row.survey_id.in_(found)).execution_options(**_QUIET))
    until_told = PulseSurveyRow.closes_at
    session.execute(
        update(PulseSurveyRow)
        .where(PulseSurveyRow.id.in_(found))
        .values(**ENDED, why_void=why, look_at=until_told)
        .execution_options(**_QUIET)
    )
    return found


def put_back(session: StoreSession, survey_ids: Collection[str]) -> bool:
    """A survey with a release has closed, whatever its row says by now. Was there such a one?"""
    told = select(PulseResultRow.survey_id).where(PulseResultRow.survey_id.in_(survey_ids))
    changed = [PulseSurveyRow.id.in_(told), PulseSurveyRow.state != SurveyState.CLOSED.value]
    found = session.scalars(select(PulseSurveyRow.id).where(*changed)).all()
    session.execute(
        update(PulseSurveyRow)
        .where(PulseSurveyRow.id.in_(found))
        .values(state=SurveyState.CLOSED.value)
        .execution_options(**_QUIET)
    )
    return bool(found)

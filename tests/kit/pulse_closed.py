"""Pulses that were closed: how they are, and what the database holds of one afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.pulse_tasks import carry_out
from program.pulse.survey import SurveyState
from services.desk import Desk
from store.pulse import closing, counting, janitor
from store.pulse.tables import (
    PulseAudienceRow,
    PulseResultRow,
    PulseRollRow,
    PulseSlotRow,
    PulseSurveyRow,
)
from store.pulse.voting import Cast
from store.store import Store
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse, open_pulse

EMPTIED = (PulseAudienceRow, PulseRollRow, PulseSlotRow)
NO_ROWS = {one.__tablename__: 0 for one in EMPTIED}


@dataclass(frozen=True)
class Ended:
    """What the database holds of a survey."""

    state: SurveyState
    why_void: str | None
    answers: int | None
    has_share: bool
    rows: Mapping[str, int]
    document: str | None


def standing(store: Store, workspace_id: str, survey_id: str) -> Ended:
    """How a survey stands, open or not."""
    with store.look(workspace_id) as session:
        row = session.scalars(select(PulseSurveyRow).where(PulseSurveyRow.id == survey_id)).one()
        rows = {
            one.__tablename__: session.scalar(
                select(func.count()).select_from(one).where(one.survey_id == survey_id)
            )
            or 0
            for one in EMPTIED
        }
        document = session.scalars(
            select(PulseResultRow.document).where(PulseResultRow.survey_id == survey_id)
        ).one_or_none()
        return Ended(
            SurveyState(row.state),
            row.why_void,
            row.n_answers,
            row.db_share is not None,
            rows,
            document,
        )


def of(pulse: OpenPulse) -> Ended:
    """The same of a survey that a test opened."""
    return standing(pulse.store, pulse.workspace_id, pulse.survey.id)


def answered(store: Store, workspace_id: str, votes: int, people: int = 12) -> OpenPulse:
    """An open survey with so many answers."""
    pulse = open_pulse(store, workspace_id, people=people)
    for person in pulse.people[:votes]:
        assert pulse.cast(person, comments={"better": "More time."}) is Cast.COUNTED
    return pulse


def begin(pulse: OpenPulse) -> bool:
    """The first step of a close: no more votes, if its time has come."""
    with pulse.store.work(pulse.workspace_id) as session:
        return closing.begin(session, pulse.survey.id)


def close(pulse: OpenPulse, clock: FrozenClock) -> SurveyState:
    """Everything from its last moment on, in this process."""
    clock.set(max(clock.now, pulse.survey.closes_at))
    begin(pulse)
    return janitor.finish(pulse.store, pulse.workspace_id, pulse.survey.id)


def close_now(store: Store, desk: Desk, workspace_id: str, survey_id: str) -> SurveyState:
    """All of a close at once and in this process, in place of the one that counts apart."""
    return carry_out(store, desk, workspace_id, survey_id, counting.count)

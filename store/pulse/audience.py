"""Who is invited to an open survey, and, with its key, who need not be reminded of it."""

import json

from sqlalchemy import func, select

from program.pulse.survey import Dimension, Survey, SurveyState, digest_of
from store.pulse.derived import keys_of, token
from store.pulse.opening import shuffled
from store.pulse.surveys import record, row_of
from store.pulse.tables import PulseAudienceRow, PulseRollRow, PulseSurveyRow
from store.pulse.troubles import PulseTrouble
from store.session import StoreSession


def invited(session: StoreSession, survey_id: str) -> tuple[str, ...]:
    """The person ids of everyone invited, in another order each time; nobody after the close."""
    found = session.scalars(
        select(PulseAudienceRow.person_id).where(PulseAudienceRow.survey_id == survey_id)
    )
    return tuple(shuffled(found.all()))


def everyone(session: StoreSession, survey_id: str) -> dict[str, dict[Dimension, str]]:
    """Everyone invited, by person id, with their groups that may be shown; none after the close."""
    rows = session.execute(
        select(PulseAudienceRow.person_id, PulseAudienceRow.groups).where(
            PulseAudienceRow.survey_id == survey_id
        )
    )
    return {person_id: read_groups(written) for person_id, written in rows}


def groups_of(session: StoreSession, survey_id: str, person_id: str) -> dict[Dimension, str] | None:
    """The groups a person is in and that may be shown; None where the person is not invited."""
    written = session.scalars(
        select(PulseAudienceRow.groups).where(
            PulseAudienceRow.survey_id == survey_id, PulseAudienceRow.person_id == person_id
        )
    ).one_or_none()
    return None if written is None else read_groups(written)


def read_groups(written: str) -> dict[Dimension, str]:
    """Groups as they stand in a row of the audience. For the store only."""
    return {Dimension(dimension): group for dimension, group in json.loads(written).items()}


def open_for(session: StoreSession, person_id: str) -> tuple[Survey, ...]:
    """The open surveys a person is invited to, answered or not; the next to close comes first."""
    mine = select(PulseAudienceRow.survey_id).where(PulseAudienceRow.person_id == person_id)
    rows = session.scalars(
        select(PulseSurveyRow)
        .where(PulseSurveyRow.state == SurveyState.OPEN.value, PulseSurveyRow.id.in_(mine))
        .order_by(PulseSurveyRow.closes_at, PulseSurveyRow.id)
    )
    return tuple(record(row) for row in rows)


def unanswered(session: StoreSession, survey_id: str) -> frozenset[str]:
    """Whoever is invited and has not answered. For the reminder and for the person alone.

    Raises PulseTrouble where the key is gone: then nobody can tell. None after the close.
    """
    row = row_of(session, survey_id)
    if row is None or row.state != SurveyState.OPEN.value:
        return frozenset()
    if row.db_share is None:
        raise PulseTrouble("pulse.key_gone")
    keys = keys_of(session.vault, survey_id, row.db_share, digest_of(row.policy))
    if keys.public != row.public_key:
        raise PulseTrouble("pulse.key_gone")
    found = session.scalars(
        select(PulseRollRow.token).where(
            PulseRollRow.survey_id == survey_id, PulseRollRow.marked == 0
        )
    )
    waiting = frozenset(found)
    return frozenset(
        person_id for person_id in invited(session, survey_id) if token(keys, person_id) in waiting
    )


def marked(session: StoreSession, survey_id: str) -> int:
    """How many answered so far. For the rounded daily count alone: never shown as it is."""
    found = session.scalars(
        select(func.count(PulseRollRow.id)).where(
            PulseRollRow.survey_id == survey_id, PulseRollRow.marked == 1
        )
    )
    return found.one()

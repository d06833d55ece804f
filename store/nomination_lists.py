"""Nominations in lists and figures: the queue, tallies, who was ever put forward."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, func, or_, select

from program.nomination import Standing
from program.nomination_steps import NominationState
from store.nomination_standings import records
from store.nomination_tables import NominationRow
from store.session import StoreSession


def count(
    session: StoreSession,
    cohort_ids: Collection[str],
    states: Collection[NominationState],
    *,
    without: str | None = None,
    people: Collection[str] | None = None,
) -> int:
    """How many nominations for these cohorts stand so; of these people only, or without one."""
    query = _in(select(func.count()).select_from(NominationRow), cohort_ids, states)
    if without is not None:
        query = query.where(NominationRow.person_id != without)
    if people is not None:
        query = query.where(NominationRow.person_id.in_(people))
    return session.scalar(query) or 0


def queue(
    session: StoreSession,
    cohort_ids: Collection[str],
    states: Collection[NominationState],
    *,
    without: str | None = None,
    people: Collection[str] | None = None,
    most: int | None = None,
) -> tuple[Standing, ...]:
    """The queue, whoever waits longest in front; of these people, or without one."""
    query = _in(select(NominationRow), cohort_ids, states)
    if without is not None:
        query = query.where(NominationRow.person_id != without)
    if people is not None:
        query = query.where(NominationRow.person_id.in_(people))
    query = query.order_by(NominationRow.state_since, NominationRow.id)
    return records(session, query if most is None else query.limit(most))


def tally(
    session: StoreSession, cohort_ids: Collection[str]
) -> Mapping[str, Mapping[NominationState, int]]:
    """How many nominations of each cohort stand in each state; empty ones are left out.

    Of those without the nominee's yes only the ones that wait for it are counted.
    """
    readable = NominationRow.review_from.is_not(None)
    is_asked = NominationRow.state == NominationState.CONSENT_ASKED
    query = (
        select(NominationRow.cohort_id, NominationRow.state, func.count())
        .where(NominationRow.cohort_id.in_(cohort_ids), or_(readable, is_asked))
        .group_by(NominationRow.cohort_id, NominationRow.state)
    )
    found: dict[str, dict[NominationState, int]] = {}
    for cohort_id, state, number in session.execute(query):
        found.setdefault(cohort_id, {})[NominationState(state)] = number
    return found


def nominees(session: StoreSession) -> frozenset[str]:
    """Everybody whose nomination the program team may read, by person id."""
    query = select(NominationRow.person_id).where(NominationRow.review_from.is_not(None))
    return frozenset(session.scalars(query.distinct()))


def ever_nominated(session: StoreSession, cohort_id: str) -> frozenset[str]:
    """Everybody who was put forward for a cohort by anybody, whatever became of it."""
    query = select(NominationRow.person_id).where(NominationRow.cohort_id == cohort_id)
    return frozenset(session.scalars(query))


def in_state(session: StoreSession, cohort_id: str, state: NominationState) -> tuple[str, ...]:
    """The people whose nomination for a cohort stands so, whoever stands so longest in front."""
    query = _in(select(NominationRow.person_id), [cohort_id], [state])
    return tuple(session.scalars(query.order_by(NominationRow.state_since, NominationRow.id)))


def _in(
    query: Select[Any], cohort_ids: Collection[str], states: Collection[NominationState]
) -> Select[Any]:
    """Only what the program team may read: nothing before the nominee's own yes."""
    return query.where(
        NominationRow.cohort_id.in_(cohort_ids),
        NominationRow.state.in_(list(states)),
        NominationRow.review_from.is_not(None),
    )

"""Where nominations stand, as records: with the wait list and the usual wait around each."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select

from program.cohort import Cohort
from program.nomination import Standing
from program.nomination_rhythm import USUAL, Wait, usual_wait
from program.nomination_steps import NominationState
from store import cohorts
from store.nomination_tables import NominationRow
from store.session import StoreSession


def waits(session: StoreSession, cohort_ids: Collection[str]) -> Mapping[str, Wait]:
    """How long a decision usually takes, for each of these cohorts."""
    query = select(NominationRow.cohort_id, NominationRow.waited_days).where(
        NominationRow.cohort_id.in_(cohort_ids), NominationRow.waited_days.is_not(None)
    )
    found: dict[str, list[int]] = {one: [] for one in cohort_ids}
    for cohort_id, waited in session.execute(query):
        found[cohort_id].append(waited or 0)
    return {cohort_id: usual_wait(waited) for cohort_id, waited in found.items()}


def wait_listed(session: StoreSession, cohort_id: str) -> tuple[tuple[str, str], ...]:
    """The wait list of a cohort in its order: nomination and nominee."""
    query = (
        select(NominationRow.id, NominationRow.person_id)
        .where(
            NominationRow.cohort_id == cohort_id,
            NominationRow.state == NominationState.WAIT_LISTED,
        )
        .order_by(NominationRow.state_since, NominationRow.id)
    )
    return tuple((nomination_id, person_id) for nomination_id, person_id in session.execute(query))


def records(session: StoreSession, query: Select[Any]) -> tuple[Standing, ...]:
    """What a query of nominations finds, in its order."""
    rows: Sequence[NominationRow] = session.scalars(query).all()
    of_cohort = cohorts.by_ids(session, {row.cohort_id for row in rows})
    lists: dict[str, list[str]] = {
        one: [nomination_id for nomination_id, _ in wait_listed(session, one)]
        for one in {row.cohort_id for row in rows if row.state == NominationState.WAIT_LISTED}
    }
    usual = waits(
        session, {row.cohort_id for row in rows if row.state == NominationState.IN_REVIEW}
    )
    return tuple(
        _record(row, of_cohort[row.cohort_id], lists, usual.get(row.cohort_id, USUAL))
        for row in rows
    )


def _record(
    row: NominationRow, cohort: Cohort, lists: Mapping[str, list[str]], usual: Wait
) -> Standing:
    return Standing(
        id=row.id,
        cohort=cohort,
        nominee=row.person_id,
        state=NominationState(row.state),
        since=row.state_since,
        received_at=row.received_at,
        version=row.version,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        answer_by=row.answer_by,
        review_from=row.review_from,
        has_own_words=row.own_words_at is not None,
        usual=usual,
        **_place(row, lists),
    )


def _place(row: NominationRow, lists: Mapping[str, list[str]]) -> dict[str, int]:
    if row.state != NominationState.WAIT_LISTED:
        return {}
    waiting = lists[row.cohort_id]
    return {"place": waiting.index(row.id) + 1, "waiting": len(waiting)}

"""Nominations at rest: one for each person and cohort, moved on from the version that was seen."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select, update

from program.cohort import Cohort
from program.nomination import NominationState, SelfNomination, Standing, Step
from store import cohorts
from store import nomination_words as words
from store.base import new_id
from store.nomination_tables import NominationRow
from store.session import StoreSession


def receive(
    session: StoreSession, form: SelfNomination, person_id: str, *, withdrawn: Standing | None
) -> Standing:
    """Keep a new nomination, or renew the one that was withdrawn; answers where it stands."""
    row = _row_of(session, form.cohort_id, person_id) if withdrawn else None
    step = Step.RENEWED if row else Step.RECEIVED
    if row is None:
        row = NominationRow(id=new_id(), cohort_id=form.cohort_id, person_id=person_id, version=0)
        session.add(row)
    row.state = NominationState.IN_REVIEW
    row.state_since = row.received_at = session.now
    row.version += 1
    row.may_ask_manager = form.may_ask_manager
    row.decided_by = row.decided_at = None
    session.seal(row, "competencies", json.dumps(form.competencies))
    session.seal(row, "aspiration", form.aspiration)
    session.flush()
    words.keep_evidence(session, row.id, form.evidence, is_new=step is Step.RECEIVED)
    words.add_step(session, row.id, row.version, step, by=person_id)
    return _record(row, cohorts.by_ids(session, [row.cohort_id])[row.cohort_id], {})


def take_step(
    session: StoreSession,
    seen: Standing,
    step: Step,
    state: NominationState,
    *,
    by: str,
    decides: bool,
    text: str | None = None,
    remark: str | None = None,
    criteria_met: Sequence[str] = (),
) -> bool:
    """Move a nomination on from what was seen. False if somebody moved it meanwhile."""
    values: dict[str, Any] = {"version": seen.version + 1, "state": state}
    if state is not seen.state:
        values["state_since"] = session.now
    if decides:
        values |= {"decided_by": by, "decided_at": session.now}
    moved = session.execute(
        update(NominationRow)
        .where(NominationRow.id == seen.id, NominationRow.version == seen.version)
        .values(**values)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        return False
    words.add_step(
        session,
        seen.id,
        seen.version + 1,
        step,
        by=by,
        text=text,
        remark=remark,
        criteria_met=criteria_met,
    )
    return True


def standing(session: StoreSession, nomination_id: str) -> Standing | None:
    """Where one nomination stands."""
    found = _standings(session, select(NominationRow).where(NominationRow.id == nomination_id))
    return found[0] if found else None


def standing_of(session: StoreSession, cohort_id: str, person_id: str) -> Standing | None:
    """Where one person's nomination for a cohort stands."""
    found = _standings(session, _of(cohort_id, person_id))
    return found[0] if found else None


def standings_of(session: StoreSession, person_id: str) -> tuple[Standing, ...]:
    """All nominations of a person, the latest first."""
    query = select(NominationRow).where(NominationRow.person_id == person_id)
    return _standings(session, query.order_by(NominationRow.received_at.desc(), NominationRow.id))


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


def page(
    session: StoreSession,
    cohort_ids: Collection[str],
    states: Collection[NominationState],
    *,
    first: int,
    size: int,
    without: str | None = None,
    people: Collection[str] | None = None,
) -> tuple[Standing, ...]:
    """One page of the queue, whoever waits longest in front; of these people, or without one."""
    query = _in(select(NominationRow), cohort_ids, states)
    if without is not None:
        query = query.where(NominationRow.person_id != without)
    if people is not None:
        query = query.where(NominationRow.person_id.in_(people))
    query = query.order_by(NominationRow.state_since, NominationRow.id)
    return _standings(session, query.offset(first).limit(size))


def tally(
    session: StoreSession, cohort_ids: Collection[str]
) -> Mapping[str, Mapping[NominationState, int]]:
    """How many nominations of each cohort stand in each state; empty ones are left out."""
    query = (
        select(NominationRow.cohort_id, NominationRow.state, func.count())
        .where(NominationRow.cohort_id.in_(cohort_ids))
        .group_by(NominationRow.cohort_id, NominationRow.state)
    )
    found: dict[str, dict[NominationState, int]] = {}
    for cohort_id, state, number in session.execute(query):
        found.setdefault(cohort_id, {})[NominationState(state)] = number
    return found


def nominees(session: StoreSession) -> frozenset[str]:
    """Everybody who was ever nominated, by person id."""
    return frozenset(session.scalars(select(NominationRow.person_id).distinct()))


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


def _in(
    query: Select[Any], cohort_ids: Collection[str], states: Collection[NominationState]
) -> Select[Any]:
    return query.where(
        NominationRow.cohort_id.in_(cohort_ids), NominationRow.state.in_(list(states))
    )


def _row_of(session: StoreSession, cohort_id: str, person_id: str) -> NominationRow | None:
    return session.scalars(_of(cohort_id, person_id)).one_or_none()


def _of(cohort_id: str, person_id: str) -> Select[Any]:
    return select(NominationRow).where(
        NominationRow.cohort_id == cohort_id, NominationRow.person_id == person_id
    )


def _standings(session: StoreSession, query: Select[Any]) -> tuple[Standing, ...]:
    rows: Sequence[NominationRow] = session.scalars(query).all()
    of_cohort = cohorts.by_ids(session, {row.cohort_id for row in rows})
    lists: dict[str, list[str]] = {
        one: [nomination_id for nomination_id, _ in wait_listed(session, one)]
        for one in {row.cohort_id for row in rows if row.state == NominationState.WAIT_LISTED}
    }
    return tuple(_record(row, of_cohort[row.cohort_id], lists) for row in rows)


def _record(row: NominationRow, cohort: Cohort, lists: Mapping[str, list[str]]) -> Standing:
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
        **_place(row, lists),
    )


def _place(row: NominationRow, lists: Mapping[str, list[str]]) -> dict[str, int]:
    if row.state != NominationState.WAIT_LISTED:
        return {}
    waiting = lists[row.cohort_id]
    return {"place": waiting.index(row.id) + 1, "waiting": len(waiting)}

"""Nominations at rest: one for each person and cohort, moved on from the version that was seen."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, update

from program.cohort import Cohort
from program.nomination import Standing
from program.nomination_forms import SelfNomination
from program.nomination_rhythm import USUAL, Wait, usual_wait
from program.nomination_steps import NominationState, Step
from store import cohorts
from store import nomination_words as words
from store.base import new_id
from store.nomination_tables import NominationRow
from store.session import StoreSession

_TIMED = (NominationState.CONSENT_ASKED, NominationState.IN_REVIEW)
"""States in which something falls due with time; the clock looks at once and notes the moment."""


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
    row.review_from = row.look_at = session.now
    row.decided_by = row.decided_at = row.waited_days = row.answer_by = None
    _keep_own_words(session, row, form)
    words.add_step(session, row.id, row.version, step, by=person_id)
    return _needed(session, row.id)


def propose(
    session: StoreSession,
    cohort_id: str,
    person_id: str,
    *,
    by: str,
    answer_by: date,
    earlier: Standing | None,
) -> Standing:
    """Keep that somebody put a person forward, who is asked for their yes; new or once more."""
    row = _row_of(session, cohort_id, person_id) if earlier else None
    if row is None:
        row = NominationRow(id=new_id(), cohort_id=cohort_id, person_id=person_id, version=0)
        row.may_ask_manager = False
        row.received_at = session.now
        session.seal(row, "competencies", json.dumps([]))
        session.seal(row, "aspiration", "")
        session.add(row)
    row.state = NominationState.CONSENT_ASKED
    row.state_since = row.look_at = session.now
    row.version += 1
    row.answer_by = answer_by
    row.review_from = row.decided_by = row.decided_at = row.waited_days = None
    session.flush()
    words.add_step(session, row.id, row.version, Step.NOMINATED, by=by)
    return _needed(session, row.id)


def keep_own_words(session: StoreSession, seen: Standing, form: SelfNomination) -> None:
    """Write down what the nominee says themselves, beside what others said."""
    row = _row_of(session, seen.cohort.id, seen.nominee)
    assert row is not None  # noqa: S101  it was seen
    _keep_own_words(session, row, form)


def allow_manager(session: StoreSession, seen: Standing) -> None:
    """Note that the nominee agrees that their manager is asked."""
    session.execute(
        update(NominationRow).where(NominationRow.id == seen.id).values(may_ask_manager=True)
    )


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
    changes: Mapping[str, Any] | None = None,
) -> bool:
    """Move a nomination on from what was seen. False if somebody moved it meanwhile.

    `changes` are further columns of the nomination, with their new values.
    """
    values: dict[str, Any] = {"version": seen.version + 1, "state": state}
    if state is not seen.state:
        values["state_since"] = session.now
        values["look_at"] = session.now if state in _TIMED else None
    if decides:
        values |= {"decided_by": by, "decided_at": session.now}
    values |= changes or {}
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


def _needed(session: StoreSession, nomination_id: str) -> Standing:
    found = standing(session, nomination_id)
    assert found is not None  # noqa: S101  it was written in this very transaction
    return found


def standing_of(session: StoreSession, cohort_id: str, person_id: str) -> Standing | None:
    """Where one person's nomination for a cohort stands."""
    found = _standings(session, _of(cohort_id, person_id))
    return found[0] if found else None


def standings_by_id(session: StoreSession, nomination_ids: Collection[str]) -> tuple[Standing, ...]:
    """Several nominations by their ids, the latest first."""
    query = select(NominationRow).where(NominationRow.id.in_(nomination_ids))
    return _standings(session, query.order_by(NominationRow.received_at.desc(), NominationRow.id))


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
    return _standings(session, query if most is None else query.limit(most))


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


def waits(session: StoreSession, cohort_ids: Collection[str]) -> Mapping[str, Wait]:
    """How long a decision usually takes, for each of these cohorts."""
    query = select(NominationRow.cohort_id, NominationRow.waited_days).where(
        NominationRow.cohort_id.in_(cohort_ids), NominationRow.waited_days.is_not(None)
    )
    found: dict[str, list[int]] = {one: [] for one in cohort_ids}
    for cohort_id, waited in session.execute(query):
        found[cohort_id].append(waited or 0)
    return {cohort_id: usual_wait(waited) for cohort_id, waited in found.items()}


def next_look(session: StoreSession) -> datetime | None:
    """The earliest moment at which the clock has something to do with a nomination."""
    return session.scalar(select(func.min(NominationRow.look_at)))


def to_look_at(session: StoreSession, limit: int) -> tuple[Standing, ...]:
    """The nominations with which the clock has something to do by now."""
    query = select(NominationRow).where(NominationRow.look_at <= session.now)
    return _standings(session, query.order_by(NominationRow.look_at).limit(limit))


def look_again(session: StoreSession, nomination_id: str, at: datetime | None) -> None:
    """Note when the clock is to look at a nomination again; None: never."""
    session.execute(
        update(NominationRow).where(NominationRow.id == nomination_id).values(look_at=at)
    )


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
    """Only what the program team may read: nothing before the nominee's own yes."""
    return query.where(
        NominationRow.cohort_id.in_(cohort_ids),
        NominationRow.state.in_(list(states)),
        NominationRow.review_from.is_not(None),
    )


def _keep_own_words(session: StoreSession, row: NominationRow, form: SelfNomination) -> None:
    row.own_words_at = session.now
    row.may_ask_manager = form.may_ask_manager
    session.seal(row, "competencies", json.dumps(form.competencies))
    session.seal(row, "aspiration", form.aspiration)
    session.flush()
    words.keep_evidence(session, row.id, form.evidence)


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

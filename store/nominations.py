"""Nominations at rest: one for each person and cohort, moved on from the version that was seen."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select, update

from program.nomination import Standing
from program.nomination_forms import SelfNomination
from program.nomination_steps import NominationState, Step
from store import nomination_words as words
from store.base import new_id
from store.nomination_standings import records
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
    found = records(session, select(NominationRow).where(NominationRow.id == nomination_id))
    return found[0] if found else None


def _needed(session: StoreSession, nomination_id: str) -> Standing:
    found = standing(session, nomination_id)
    assert found is not None  # noqa: S101  it was written in this very transaction
    return found


def standing_of(session: StoreSession, cohort_id: str, person_id: str) -> Standing | None:
    """Where one person's nomination for a cohort stands."""
    found = records(session, _of(cohort_id, person_id))
    return found[0] if found else None


def standings_by_id(session: StoreSession, nomination_ids: Collection[str]) -> tuple[Standing, ...]:
    """Several nominations by their ids, the latest first."""
    query = select(NominationRow).where(NominationRow.id.in_(nomination_ids))
    return records(session, query.order_by(NominationRow.received_at.desc(), NominationRow.id))


def standings_of(session: StoreSession, person_id: str) -> tuple[Standing, ...]:
    """All nominations of a person, the latest first."""
    query = select(NominationRow).where(NominationRow.person_id == person_id)
    return records(session, query.order_by(NominationRow.received_at.desc(), NominationRow.id))


def next_look(session: StoreSession) -> datetime | None:
    """The earliest moment at which the clock has something to do with a nomination."""
    return session.scalar(select(func.min(NominationRow.look_at)))


def to_look_at(session: StoreSession, limit: int) -> tuple[Standing, ...]:
    """The nominations with which the clock has something to do by now."""
    query = select(NominationRow).where(NominationRow.look_at <= session.now)
    return records(session, query.order_by(NominationRow.look_at).limit(limit))


def look_again(session: StoreSession, nomination_id: str, at: datetime | None) -> None:
    """Note when the clock is to look at a nomination again; None: never."""
    session.execute(
        update(NominationRow).where(NominationRow.id == nomination_id).values(look_at=at)
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

"""Pairings at rest: every move names the version that was seen, and leaves a line of history."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, update

from program.cohort import Cohort
from program.pairing import (
    HOLDS_PLACE,
    Ending,
    Flag,
    Pairing,
    PairingKind,
    PairingState,
    PairingStep,
    after,
)
from program.refusal import Refusal
from store import cohorts, rhythms
from store.base import new_id
from store.pairing_tables import PairingRow, PairingStepRow
from store.session import StoreSession

_CHANGES = frozenset(
    {
        "answer_by",
        "started_on",
        "resting_until",
        "resumed_on",
        "ended_on",
        "ending",
        "end_told_at",
        "flag",
        "instead_of",
        "kind",
        "look_at",
    }
)
"""What a step may change beside the state."""


def pairing(session: StoreSession, pairing_id: str) -> Pairing | None:
    """One pairing by its id."""
    found = records(session, select(PairingRow).where(PairingRow.id == pairing_id))
    return found[0] if found else None


def by_ids(session: StoreSession, pairing_ids: Collection[str]) -> Mapping[str, Pairing]:
    """These pairings by their ids; those that are not there are left out."""
    found = records(session, select(PairingRow).where(PairingRow.id.in_(pairing_ids)))
    return {one.id: one for one in found}


def of_person(
    session: StoreSession, person_id: str, states: Collection[PairingState]
) -> tuple[Pairing, ...]:
    """The pairings in which this person is mentor or mentee, oldest first."""
    query = select(PairingRow).where(
        or_(PairingRow.mentor_id == person_id, PairingRow.mentee_id == person_id),
        PairingRow.state.in_(list(states)),
    )
    return records(session, in_order(query))


def of_cohort(
    session: StoreSession, cohort_id: str, states: Collection[PairingState]
) -> tuple[Pairing, ...]:
    """The pairings of a cohort that stand so, oldest first."""
    return of_cohorts(session, [cohort_id], states)


def standing_so(session: StoreSession, states: Collection[PairingState]) -> tuple[Pairing, ...]:
    """The pairings of the whole workspace that stand so, oldest first."""
    query = select(PairingRow).where(PairingRow.state.in_(list(states)))
    return records(session, in_order(query))


def holding(session: StoreSession, cohort_id: str) -> Mapping[str, int]:
    """How many places each mentor of the cohort has taken, by person id; nobody with none."""
    query = (
        select(PairingRow.mentor_id, func.count())
        .where(PairingRow.cohort_id == cohort_id, PairingRow.state.in_(list(HOLDS_PLACE)))
        .group_by(PairingRow.mentor_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def promised(session: StoreSession, cohort_id: str) -> frozenset[str]:
    """Everybody in a cohort who has a mentor, or for whom one is asked; by person id."""
    query = select(PairingRow.mentee_id).where(
        PairingRow.cohort_id == cohort_id, PairingRow.state.in_(list(HOLDS_PLACE))
    )
    return frozenset(session.scalars(query))


def completed(session: StoreSession, cohort_id: str) -> frozenset[str]:
    """Everybody in a cohort whose pairing reached its end as planned; by person id."""
    query = select(PairingRow.mentee_id).where(
        PairingRow.cohort_id == cohort_id, PairingRow.ending == Ending.COMPLETED.value
    )
    return frozenset(session.scalars(query))


def due(session: StoreSession, now: datetime, limit: int) -> tuple[Pairing, ...]:
    """The pairings with which the clock has something to do by now, longest due first."""
    query = select(PairingRow).where(PairingRow.look_at <= now)
    return records(session, query.order_by(PairingRow.look_at, PairingRow.id).limit(limit))


def next_due(session: StoreSession) -> datetime | None:
    """The earliest moment at which the clock has something to do with a pairing."""
    return session.scalar(select(func.min(PairingRow.look_at)))


def look_again_at(session: StoreSession, seen: Pairing, moment: datetime | None) -> None:
    """Put off what the clock has to do with a pairing; nothing else about it changes."""
    session.execute(update(PairingRow).where(PairingRow.id == seen.id).values(look_at=moment))


def note_end_told(session: StoreSession, seen: Pairing) -> Pairing:
    """Note that the two hear of the last day now."""
    session.execute(
        update(PairingRow).where(PairingRow.id == seen.id).values(end_told_at=session.now)
    )
    return replace(seen, end_told=True)


def tally(
    session: StoreSession, cohort_ids: Collection[str]
) -> Mapping[str, Mapping[PairingState, int]]:
    """How many pairings of each cohort stand in each state; empty ones are left out."""
    query = (
        select(PairingRow.cohort_id, PairingRow.state, func.count())
        .where(PairingRow.cohort_id.in_(cohort_ids))
        .group_by(PairingRow.cohort_id, PairingRow.state)
    )
    found: dict[str, dict[PairingState, int]] = {}
    for cohort_id, state, number in session.execute(query):
        found.setdefault(cohort_id, {})[PairingState(state)] = number
    return found


def of_cohorts(
    session: StoreSession, cohort_ids: Collection[str], states: Collection[PairingState]
) -> tuple[Pairing, ...]:
    """The pairings of several cohorts that stand so, oldest first."""
    query = select(PairingRow).where(
        PairingRow.cohort_id.in_(cohort_ids), PairingRow.state.in_(list(states))
    )
    return records(session, in_order(query))


def took_step(session: StoreSession, pairing_id: str, step: PairingStep) -> bool:
    """Whether this ever happened to a pairing."""
    query = select(PairingStepRow.id).where(
        PairingStepRow.pairing_id == pairing_id, PairingStepRow.step == step
    )
    return session.scalar(query.limit(1)) is not None


def between(session: StoreSession, one: str, other: str) -> tuple[Pairing, ...]:
    """Every pairing there ever was of these two, in whichever parts, oldest first."""
    both = [one, other]
    query = select(PairingRow).where(PairingRow.mentor_id.in_(both), PairingRow.mentee_id.in_(both))
    return records(session, in_order(query))


def move(
    session: StoreSession,
    seen: Pairing,
    step: PairingStep,
    *,
    by: str | None,
    reason: str | None = None,
    words: str | None = None,
    **changes: Any,
) -> Pairing:
    """Take a step from what was seen, and write it into the history; answers the new record.

    Once it holds no place any more, the clock has nothing to do with it.
    `by` is a person id, or None for what happens by itself. `changes` are columns by their names
    (`resting_until`, `ended_on` …). Raises Refusal `pairings.is_{state}` for a step the table does
    not know, `pairings.changed_meanwhile` if somebody moved it first.
    """
    if unknown := changes.keys() - _CHANGES:
        raise ValueError(f"a step does not change {sorted(unknown)}")
    state = after(seen, step)
    values: dict[str, Any] = {"version": seen.version + 1, "state": state, **changes}
    if state not in HOLDS_PLACE:
        values["look_at"] = None
    if state is not seen.state:
        values["state_since"] = session.now
    moved = session.execute(
        update(PairingRow)
        .where(PairingRow.id == seen.id, PairingRow.version == seen.version)
        .values(**values)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("pairings.changed_meanwhile")
    add_step(session, seen.id, seen.version + 1, step, by=by, reason=reason, words=words)
    rhythms.pairing_changed(session, seen.id, state)
    now_standing = pairing(session, seen.id)
    assert now_standing is not None  # noqa: S101 - it was moved a moment ago
    return now_standing


def add_step(
    session: StoreSession,
    pairing_id: str,
    version: int,
    step: PairingStep,
    *,
    by: str | None,
    reason: str | None = None,
    words: str | None = None,
) -> None:
    """Write one line of the history of a pairing."""
    row = PairingStepRow(
        id=new_id(),
        pairing_id=pairing_id,
        version=version,
        step=step,
        at=session.now,
        by=by,
        reason=reason,
    )
    session.seal(row, "words", words or None)
    session.add(row)
    session.flush()


def in_order(query: Select[Any]) -> Select[Any]:
    """Oldest question first."""
    return query.order_by(PairingRow.asked_at, PairingRow.id)


def records(session: StoreSession, query: Select[Any]) -> tuple[Pairing, ...]:
    """The rows a query finds, as records with their cohorts."""
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    of_cohort = cohorts.by_ids(session, {row.cohort_id for row in rows})
    return tuple(_record(row, of_cohort[row.cohort_id]) for row in rows)


def _record(row: PairingRow, cohort: Cohort) -> Pairing:
    return Pairing(
        id=row.id,
        cohort=cohort,
        mentor=row.mentor_id,
        mentee=row.mentee_id,
        kind=PairingKind(row.kind),
        state=PairingState(row.state),
        since=row.state_since,
        version=row.version,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        answer_by=row.answer_by,
        started_on=row.started_on,
        resting_until=row.resting_until,
        resumed_on=row.resumed_on,
        ended_on=row.ended_on,
        ending=Ending(row.ending) if row.ending else None,
        end_told=row.end_told_at is not None,
        flag=Flag(row.flag) if row.flag else None,
        instead_of=row.instead_of,
    )

"""Requests at rest: one open request for each pairing, moved on from the version that was seen."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, update

from program.pairing import Pairing
from program.refusal import Refusal
from program.request import OPEN, Request, RequestState, RequestStep, Voice, after
from store import pairings
from store.base import new_id
from store.pairing_tables import PairingRow
from store.request_tables import RequestRow, RequestStepRow, RequestVoiceRow
from store.session import StoreSession

_CHANGES = frozenset({"owner_id", "by_charter", "due_on", "watch_on"})
"""What a step may change beside the state."""


def open_case(
    session: StoreSession,
    pairing: Pairing,
    *,
    by: str,
    owner: str | None,
    by_charter: bool,
    due: date,
    watch_on: date,
) -> Request:
    """Write a new request down, without a voice; there must be no open one for the pairing."""
    row = RequestRow(
        id=new_id(),
        pairing_id=pairing.id,
        state=RequestState.RECEIVED,
        state_since=session.now,
        received_at=session.now,
        owner_id=owner,
        by_charter=by_charter,
        due_on=due,
        watch_on=watch_on,
        version=1,
    )
    session.add(row)
    session.flush()
    _add_step(session, row.id, 1, RequestStep.RECEIVED, by=by, words=None, told=False)
    found = request(session, row.id)
    assert found is not None  # noqa: S101 - it was written a moment ago
    return found


def take_step(
    session: StoreSession,
    seen: Request,
    step: RequestStep,
    *,
    by: str | None,
    words: str | None = None,
    told: bool = False,
    **changes: Any,
) -> Request:
    """Take a step from what was seen, and write it into the history; answers the new record.

    `by` is a person id, or None for what happens by itself. Raises Refusal `requests.settled` for
    a step the table does not know, `requests.changed_meanwhile` if somebody moved it first.
    """
    if unknown := changes.keys() - _CHANGES:
        raise ValueError(f"a step does not change {sorted(unknown)}")
    state = after(seen.state, step)
    values: dict[str, Any] = {"version": seen.version + 1, "state": state, **changes}
    if state is not seen.state:
        values["state_since"] = session.now
    moved = session.execute(
        update(RequestRow)
        .where(RequestRow.id == seen.id, RequestRow.version == seen.version)
        .values(**values)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("requests.changed_meanwhile")
    _add_step(session, seen.id, values["version"], step, by=by, words=words, told=told)
    found = request(session, seen.id)
    assert found is not None  # noqa: S101 - it was moved a moment ago
    return found


def watch(session: StoreSession, request_id: str, day: date | None) -> None:
    """Look at a request again on that day, or (None) not by itself any more."""
    session.execute(update(RequestRow).where(RequestRow.id == request_id).values(watch_on=day))


def request(session: StoreSession, request_id: str) -> Request | None:
    """One request by its id."""
    found = _requests(session, select(RequestRow).where(RequestRow.id == request_id))
    return found[0] if found else None


def open_of_pairing(session: StoreSession, pairing_id: str) -> Request | None:
    """The open request about a pairing, whoever of the two asked."""
    query = _open().where(RequestRow.pairing_id == pairing_id)
    found = _requests(session, query)
    return found[0] if found else None


def of_asker(session: StoreSession, person_id: str) -> tuple[Request, ...]:
    """The requests this person made, the latest first."""
    query = (
        select(RequestRow)
        .join(RequestVoiceRow, RequestVoiceRow.request_id == RequestRow.id)
        .where(RequestVoiceRow.person_id == person_id)
        .order_by(RequestRow.received_at.desc(), RequestRow.id)
    )
    return _requests(session, query)


def of_cohorts(
    session: StoreSession, cohort_ids: Collection[str], states: Collection[RequestState]
) -> tuple[Request, ...]:
    """The requests of these cohorts that stand so, the soonest due first."""
    query = (
        select(RequestRow)
        .join(PairingRow, PairingRow.id == RequestRow.pairing_id)
        .where(PairingRow.cohort_id.in_(cohort_ids), RequestRow.state.in_(list(states)))
        .order_by(RequestRow.due_on, RequestRow.received_at, RequestRow.id)
    )
    return _requests(session, query)


def of_owner(session: StoreSession, person_id: str) -> tuple[Request, ...]:
    """The open requests that this person answers, the soonest due first."""
    query = _open().where(RequestRow.owner_id == person_id)
    return _requests(session, query.order_by(RequestRow.due_on, RequestRow.id))


def load_of(session: StoreSession, person_ids: Collection[str]) -> dict[str, int]:
    """How many open requests each of these people answers."""
    query = (
        select(RequestRow.owner_id, func.count())
        .where(RequestRow.owner_id.in_(person_ids), RequestRow.state.in_(OPEN))
        .group_by(RequestRow.owner_id)
    )
    return {owner: number for owner, number in session.execute(query) if owner}


def watched(session: StoreSession, until: date) -> tuple[Request, ...]:
    """The open requests to be looked at by that day."""
    query = _open().where(RequestRow.watch_on <= until)
    return _requests(session, query.order_by(RequestRow.watch_on, RequestRow.id))


def first_watch(session: StoreSession) -> date | None:
    """The earliest day on which an open request is looked at by itself."""
    return session.scalar(select(func.min(RequestRow.watch_on)).where(RequestRow.state.in_(OPEN)))


def of_ended_pairings(session: StoreSession) -> tuple[Request, ...]:
    """The open requests whose pairing has ended: nothing is left to be answered."""
    query = _open().join(PairingRow, PairingRow.id == RequestRow.pairing_id)
    return _requests(session, query.where(PairingRow.state == "ended").order_by(RequestRow.id))


def owners_before(session: StoreSession, request_id: str) -> frozenset[str]:
    """Everybody who had it and from whom it went on: they had their turn."""
    gone_on = (RequestStep.HANDED_OVER, RequestStep.PASSED_ON)
    found = session.scalars(
        select(RequestStepRow.by).where(
            RequestStepRow.request_id == request_id,
            RequestStepRow.step.in_(gone_on),
            RequestStepRow.by.is_not(None),
        )
    )
    return frozenset(one for one in found if one)


def _open() -> Select[Any]:
    return select(RequestRow).where(RequestRow.state.in_(OPEN))


def _add_step(
    session: StoreSession,
    request_id: str,
    version: int,
    step: RequestStep,
    *,
    by: str | None,
    words: str | None,
    told: bool,
) -> None:
    row = RequestStepRow(
        id=new_id(),
        request_id=request_id,
        version=version,
        step=step,
        at=session.now,
        by=by,
        told=told,
    )
    session.seal(row, "words", words or None)
    session.add(row)
    session.flush()


def _requests(session: StoreSession, query: Select[Any]) -> tuple[Request, ...]:
    rows: Sequence[RequestRow] = session.scalars(
        query.execution_options(populate_existing=True)
    ).all()
    voices = _voices(session, [row.id for row in rows])
    found = []
    for row in rows:
        pairing = pairings.pairing(session, row.pairing_id)
        assert pairing is not None  # noqa: S101 - a foreign key holds it
        found.append(_record(row, pairing, voices.get(row.id, ())))
    return tuple(found)


def _voices(session: StoreSession, request_ids: Collection[str]) -> dict[str, tuple[Voice, ...]]:
    rows = session.scalars(
        select(RequestVoiceRow)
        .where(RequestVoiceRow.request_id.in_(request_ids))
        .order_by(RequestVoiceRow.asked_at, RequestVoiceRow.id)
    )
    found: dict[str, tuple[Voice, ...]] = {}
    for row in rows:
        found[row.request_id] = (
            *found.get(row.request_id, ()),
            Voice(row.person_id, row.asked_at, withdrawn=row.withdrawn_at is not None),
        )
    return found


def _record(row: RequestRow, pairing: Pairing, voices: tuple[Voice, ...]) -> Request:
    return Request(
        id=row.id,
        pairing_id=row.pairing_id,
        cohort=pairing.cohort,
        mentor=pairing.mentor,
        mentee=pairing.mentee,
        state=RequestState(row.state),
        since=row.state_since,
        received_at=row.received_at,
        owner=row.owner_id,
        by_charter=row.by_charter,
        due_on=row.due_on,
        watch_on=row.watch_on,
        version=row.version,
        voices=voices,
    )

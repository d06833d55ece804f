"""The questions of releases: each moves once from what was seen, and the next one follows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update

from program.pairing import PairingState
from program.release import GOES_ON, Ask, AskState, Obstacle
from store.base import new_id
from store.pairing_tables import PairingRow, PairingStepRow
from store.release_tables import ReleaseAskRow, ReleaseRow
from store.session import StoreSession


def add_first(session: StoreSession, release_id: str, pairs: Mapping[str, str | None]) -> None:
    """Write the first question for each mentee; without a mentor where the draft has nobody."""
    session.insert_rows(
        ReleaseAskRow,
        [
            _values(release_id, mentee, mentor, turn=1, state=AskState.WAITING)
            for mentee, mentor in pairs.items()
        ],
    )


def asks(session: StoreSession, release_id: str) -> tuple[Ask, ...]:
    """Every question of a release, each mentee's in their order."""
    query = select(ReleaseAskRow).where(ReleaseAskRow.release_id == release_id)
    return _asks(session, query.order_by(ReleaseAskRow.mentee_id, ReleaseAskRow.turn))


def asks_of(session: StoreSession, release_id: str, mentee: str) -> tuple[Ask, ...]:
    """The questions for one mentee, in their order."""
    query = select(ReleaseAskRow).where(
        ReleaseAskRow.release_id == release_id, ReleaseAskRow.mentee_id == mentee
    )
    return _asks(session, query.order_by(ReleaseAskRow.turn))


def waiting(session: StoreSession, release_id: str) -> tuple[Ask, ...]:
    """The questions that were decided and are still to be asked, always in the same order."""
    query = select(ReleaseAskRow).where(
        ReleaseAskRow.release_id == release_id,
        ReleaseAskRow.state == AskState.WAITING,
        ReleaseAskRow.mentor_id.is_not(None),
    )
    return _asks(session, query.order_by(ReleaseAskRow.id))


def to_go_on(session: StoreSession, release_id: str) -> tuple[Ask, ...]:
    """The last question of every mentee for whom somebody else is looked for, or anybody at all."""
    found = _last(session, release_id, [*GOES_ON, AskState.WAITING])
    return tuple(one for one in found if one.state in GOES_ON or one.mentor is None)


def without_anybody(session: StoreSession, release_id: str) -> tuple[Ask, ...]:
    """The last question of every mentee of a release for whom nobody is left to be asked."""
    return _last(session, release_id, [AskState.NOBODY])


def is_open(session: StoreSession, release_id: str) -> bool:
    """Whether anything of a release is waited for: a question to be asked, or an answer."""
    to_ask = select(ReleaseAskRow.id).where(
        ReleaseAskRow.release_id == release_id,
        ReleaseAskRow.state == AskState.WAITING,
    )
    unanswered = (
        select(ReleaseAskRow.id)
        .join(PairingRow, PairingRow.id == ReleaseAskRow.pairing_id)
        .where(ReleaseAskRow.release_id == release_id, PairingRow.state == PairingState.ASKED.value)
    )
    for query in (to_ask, unanswered):
        if session.scalar(query.limit(1)) is not None:
            return True
    return bool(to_go_on(session, release_id))


def not_taken_up(
    session: StoreSession, release_id: str
) -> tuple[tuple[str, PairingState, str | None], ...]:
    """Mentors of a release who said no or did not answer, each with the reason from the list."""
    query = (
        select(PairingRow.mentor_id, PairingRow.state, PairingStepRow.reason)
        .join(ReleaseAskRow, ReleaseAskRow.pairing_id == PairingRow.id)
        .join(
            PairingStepRow,
            (PairingStepRow.pairing_id == PairingRow.id)
            & (PairingStepRow.version == PairingRow.version),
        )
        .where(
            ReleaseAskRow.release_id == release_id,
            PairingRow.state.in_([PairingState.DECLINED.value, PairingState.LAPSED.value]),
        )
    )
    return tuple((row[0], PairingState(row[1]), row[2]) for row in session.execute(query))


def ask(session: StoreSession, ask_id: str) -> Ask | None:
    """One question by its id."""
    found = _asks(session, select(ReleaseAskRow).where(ReleaseAskRow.id == ask_id))
    return found[0] if found else None


def by_ids(session: StoreSession, ask_ids: Collection[str]) -> Mapping[str, Ask]:
    """These questions as they stand, by their ids."""
    found = _asks(session, select(ReleaseAskRow).where(ReleaseAskRow.id.in_(ask_ids)))
    return {one.id: one for one in found}


def ask_of_pairing(session: StoreSession, pairing_id: str) -> Ask | None:
    """The question a pairing stands for; None for a pairing made by hand."""
    found = _asks(session, select(ReleaseAskRow).where(ReleaseAskRow.pairing_id == pairing_id))
    return found[0] if found else None


def without_mentor(session: StoreSession, cohort_id: str, mentee: str) -> tuple[Ask, ...]:
    """The questions in a cohort that ended with nobody to be asked for this mentee."""
    query = (
        select(ReleaseAskRow)
        .join(ReleaseRow, ReleaseRow.id == ReleaseAskRow.release_id)
        .where(
            ReleaseRow.cohort_id == cohort_id,
            ReleaseAskRow.mentee_id == mentee,
            ReleaseAskRow.state == AskState.NOBODY,
        )
    )
    return _asks(session, query)


def nobody_left(session: StoreSession, cohort_ids: Collection[str]) -> tuple[Ask, ...]:
    """Everybody in these cohorts for whom nobody is left to be asked."""
    query = (
        select(ReleaseAskRow)
        .join(ReleaseRow, ReleaseRow.id == ReleaseAskRow.release_id)
        .where(ReleaseRow.cohort_id.in_(cohort_ids), ReleaseAskRow.state == AskState.NOBODY)
    )
    return _asks(session, query.order_by(ReleaseAskRow.mentee_id, ReleaseAskRow.id))


def move(
    session: StoreSession,
    seen: Ask,
    state: AskState,
    *,
    obstacle: Obstacle | None = None,
    pairing_id: str | None = None,
    look_at: datetime | None = None,
    times_told: int | None = None,
) -> bool:
    """Move a question on from what was seen. False: somebody else did before."""
    moved = session.execute(
        update(ReleaseAskRow)
        .where(
            ReleaseAskRow.id == seen.id,
            ReleaseAskRow.state == seen.state,
            ReleaseAskRow.times_told == seen.times_told,
        )
        .values(
            state=state,
            obstacle=obstacle or seen.obstacle,
            pairing_id=pairing_id or seen.pairing_id,
            look_at=look_at,
            times_told=seen.times_told if times_told is None else times_told,
        )
    )
    return bool(moved.rowcount)  # type: ignore[attr-defined]


def add_next(
    session: StoreSession,
    after: Ask,
    mentor: str | None,
    state: AskState,
    *,
    pairing_id: str | None = None,
    times_told: int = 0,
) -> Ask | None:
    """Write the next question for a mentee. None where one follows already."""
    values = _values(after.release_id, after.mentee, mentor, turn=after.turn + 1, state=state)
    values |= {"pairing_id": pairing_id, "times_told": times_told}
    if not session.insert_once(ReleaseAskRow, values):
        return None
    return ask(session, values["id"])


def next_told(session: StoreSession) -> datetime | None:
    """The earliest moment at which a mentee without a mentor hears again, by index."""
    return session.scalar(select(func.min(ReleaseAskRow.look_at)))


def told_due(session: StoreSession, now: datetime, most: int) -> tuple[Ask, ...]:
    """The mentees who hear again by now, longest due first."""
    query = select(ReleaseAskRow).where(ReleaseAskRow.look_at <= now)
    return _asks(session, query.order_by(ReleaseAskRow.look_at, ReleaseAskRow.id).limit(most))


def _last(session: StoreSession, release_id: str, states: Collection[AskState]) -> tuple[Ask, ...]:
    """Questions that stand so and that no other follows."""
    query = select(ReleaseAskRow).where(
        ReleaseAskRow.release_id == release_id, ReleaseAskRow.state.in_(list(states))
    )
    found = _asks(session, query.order_by(ReleaseAskRow.mentee_id, ReleaseAskRow.turn))
    if not found:
        return ()
    turns = (
        select(ReleaseAskRow.mentee_id, func.max(ReleaseAskRow.turn))
        .where(ReleaseAskRow.release_id == release_id)
        .group_by(ReleaseAskRow.mentee_id)
    )
    last: dict[str, int] = {row[0]: row[1] for row in session.execute(turns)}
    return tuple(one for one in found if one.turn == last[one.mentee])


def _values(
    release_id: str, mentee: str, mentor: str | None, *, turn: int, state: AskState
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "release_id": release_id,
        "mentee_id": mentee,
        "mentor_id": mentor,
        "turn": turn,
        "state": state,
        "times_told": 0,
    }


def _asks(session: StoreSession, query: Select[Any]) -> tuple[Ask, ...]:
    rows: Sequence[ReleaseAskRow] = session.scalars(
        query.execution_options(populate_existing=True)
    ).all()
    return tuple(
        Ask(
            id=row.id,
            release_id=row.release_id,
            mentee=row.mentee_id,
            mentor=row.mentor_id,
            turn=row.turn,
            state=AskState(row.state),
            obstacle=Obstacle(row.obstacle) if row.obstacle else None,
            pairing_id=row.pairing_id,
            times_told=row.times_told,
        )
        for row in rows
    )

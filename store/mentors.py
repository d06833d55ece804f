"""Mentors at rest: one row for each person and cohort, moved on by what they and others do."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, func, select

from program.mentor import Deadlines, Mentor, MentorState, Offer
from store.base import new_id
from store.mentor_tables import MentorCompetencyRow, MentorRow
from store.session import StoreSession


def mentor(session: StoreSession, mentor_id: str) -> Mentor | None:
    """One mentor by id."""
    return _first(session, select(MentorRow).where(MentorRow.id == mentor_id))


def mentor_of(session: StoreSession, cohort_id: str, person_id: str) -> Mentor | None:
    """One person as mentor of one cohort."""
    query = select(MentorRow).where(
        MentorRow.cohort_id == cohort_id, MentorRow.person_id == person_id
    )
    return _first(session, query)


def of_person(session: StoreSession, person_id: str) -> tuple[Mentor, ...]:
    """Everything somebody is or was as a mentor, the latest first."""
    query = select(MentorRow).where(MentorRow.person_id == person_id)
    return _records(session, query.order_by(MentorRow.state_since.desc(), MentorRow.id))


def of_cohorts(
    session: StoreSession, cohort_ids: Collection[str], states: Collection[MentorState]
) -> tuple[Mentor, ...]:
    """The mentors of these cohorts who stand so, whoever stands so longest in front."""
    query = select(MentorRow).where(
        MentorRow.cohort_id.in_(cohort_ids), MentorRow.state.in_(list(states))
    )
    return _records(session, query.order_by(MentorRow.state_since, MentorRow.id))


def silent(session: StoreSession, cohort_ids: Collection[str]) -> tuple[Mentor, ...]:
    """Open invitations to these cohorts whose one reminder is behind them, the oldest first."""
    query = select(MentorRow).where(
        MentorRow.cohort_id.in_(cohort_ids),
        MentorRow.state == MentorState.INVITED,
        MentorRow.remind_at.is_(None),
    )
    return _records(session, query.order_by(MentorRow.state_since, MentorRow.id))


def invite(
    session: StoreSession,
    cohort_id: str,
    person_id: str,
    *,
    by: str,
    line: str,
    until: Deadlines,
) -> Mentor:
    """Keep an invitation, new or in place of what came of an earlier one."""
    row = _row_of(session, cohort_id, person_id) or _new(cohort_id, person_id)
    _move(session, row, MentorState.INVITED)
    row.invited_by = by
    session.seal(row, "line", line or None)
    row.answer_by, row.remind_at, row.over_at = until.answer_by, until.remind_at, until.over_at
    session.add(row)
    session.flush()
    return _records_of(session, [row])[0]


def keep_offer(session: StoreSession, offer: Offer, person_id: str) -> Mentor:
    """Put somebody on the roster with what they offer, in place of any earlier offer."""
    row = _row_of(session, offer.cohort_id, person_id) or _new(offer.cohort_id, person_id)
    _move(session, row, MentorState.ON_ROSTER)
    _close_invitation(row)
    row.style = offer.style
    row.places = offer.places or 0
    row.hours_a_month = offer.hours_a_month or 0
    row.backup = offer.backup
    row.times, row.languages = " ".join(offer.times), " ".join(offer.languages)
    session.seal(row, "boundaries", offer.boundaries or None)
    session.add(row)
    session.flush()
    session.execute(delete(MentorCompetencyRow).where(MentorCompetencyRow.mentor_id == row.id))
    session.add_all(
        MentorCompetencyRow(mentor_id=row.id, competency_id=one)
        for one in dict.fromkeys(offer.competencies)
    )
    session.flush()
    return _records_of(session, [row])[0]


def move(session: StoreSession, mentor_id: str, state: MentorState) -> Mentor:
    """Let somebody stand so from now on; an invitation that was open is closed."""
    row = _row(session, mentor_id)
    _move(session, row, state)
    _close_invitation(row)
    session.flush()
    return _records_of(session, [row])[0]


def set_capacity(
    session: StoreSession, mentor_id: str, *, places: int, hours_a_month: int, backup: bool
) -> Mentor:
    """Write down places, hours and standing by."""
    row = _row(session, mentor_id)
    row.places, row.hours_a_month, row.backup = places, hours_a_month, backup
    row.version += 1
    session.flush()
    return _records_of(session, [row])[0]


def boundaries(session: StoreSession, mentor_id: str) -> str:
    """What somebody does not want to be asked for."""
    return session.unseal(_row(session, mentor_id), "boundaries") or ""


def line(session: StoreSession, mentor_id: str) -> str:
    """The program manager's own line beside the invitation."""
    return session.unseal(_row(session, mentor_id), "line") or ""


def to_remind(session: StoreSession) -> tuple[Mentor, ...]:
    """Open invitations whose one reminder is due."""
    query = select(MentorRow).where(MentorRow.remind_at <= session.now)
    return _records(session, query.order_by(MentorRow.remind_at, MentorRow.id))


def reminded(session: StoreSession, mentor_id: str) -> None:
    """The one reminder is queued; there is no second."""
    _row(session, mentor_id).remind_at = None
    session.flush()


def to_lapse(session: StoreSession) -> tuple[Mentor, ...]:
    """Open invitations whose time is over."""
    query = select(MentorRow).where(MentorRow.over_at <= session.now)
    return _records(session, query.order_by(MentorRow.over_at, MentorRow.id))


def next_due(session: StoreSession) -> datetime | None:
    """When the next reminder or the next end of an invitation is due."""
    moments: Iterable[datetime | None] = (
        session.scalar(
            select(MentorRow.remind_at)
            .where(MentorRow.remind_at.is_not(None))
            .order_by(MentorRow.remind_at)
            .limit(1)
        ),
        session.scalar(
            select(MentorRow.over_at)
            .where(MentorRow.over_at.is_not(None))
            .order_by(MentorRow.over_at)
            .limit(1)
        ),
    )
    return min((one for one in moments if one is not None), default=None)


def competency_uses(session: StoreSession, cohort_id: str) -> Mapping[str, int]:
    """How many mentors of a cohort offer each competency, whoever left the roster included."""
    query = (
        select(MentorCompetencyRow.competency_id, func.count())
        .join(MentorRow, MentorRow.id == MentorCompetencyRow.mentor_id)
        .where(MentorRow.cohort_id == cohort_id)
        .group_by(MentorCompetencyRow.competency_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _new(cohort_id: str, person_id: str) -> MentorRow:
    return MentorRow(
        id=new_id(),
        cohort_id=cohort_id,
        person_id=person_id,
        version=0,
        places=0,
        hours_a_month=0,
        backup=False,
        times="",
        languages="",
    )


def _move(session: StoreSession, row: MentorRow, state: MentorState) -> None:
    if row.state != state:
        row.state, row.state_since = state, session.now
    row.version += 1


def _close_invitation(row: MentorRow) -> None:
    row.answer_by = row.remind_at = row.over_at = None


def _row(session: StoreSession, mentor_id: str) -> MentorRow:
    return session.scalars(select(MentorRow).where(MentorRow.id == mentor_id)).one()


def _row_of(session: StoreSession, cohort_id: str, person_id: str) -> MentorRow | None:
    return session.scalars(
        select(MentorRow).where(MentorRow.cohort_id == cohort_id, MentorRow.person_id == person_id)
    ).one_or_none()


def _first(session: StoreSession, query: Select[MentorRow]) -> Mentor | None:
    found = _records(session, query)
    return found[0] if found else None


def _records(session: StoreSession, query: Select[MentorRow]) -> tuple[Mentor, ...]:
    return _records_of(session, session.scalars(query).all())


def _records_of(session: StoreSession, rows: Sequence[MentorRow]) -> tuple[Mentor, ...]:
    offered: dict[str, list[str]] = {row.id: [] for row in rows}
    found = select(MentorCompetencyRow).where(MentorCompetencyRow.mentor_id.in_(offered))
    for one in session.scalars(found.order_by(MentorCompetencyRow.competency_id)):
        offered[one.mentor_id].append(one.competency_id)
    return tuple(
        Mentor(
            id=row.id,
            cohort_id=row.cohort_id,
            person_id=row.person_id,
            state=MentorState(row.state),
            places=row.places,
            hours_a_month=row.hours_a_month,
            competencies=tuple(offered[row.id]),
            style=row.style,
            backup=row.backup,
            since=row.state_since,
            version=row.version,
            times=tuple(row.times.split()),
            languages=tuple(row.languages.split()),
            invited_by=row.invited_by,
            answer_by=row.answer_by,
            reminded=row.state == MentorState.INVITED and row.remind_at is None,
        )
        for row in rows
    )

"""Wishes and avoid lists at rest, sealed: the ids in them can be read with the keys alone."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from program.mentor import MentorState
from program.nomination_steps import NominationState
from program.profile import Wishes
from store.base import new_id
from store.mentor_tables import MentorRow
from store.nomination_tables import NominationRow
from store.profile_tables import AvoidListRow, WishListRow
from store.session import StoreSession


def of_person(session: StoreSession, cohort_id: str, person_id: str) -> Wishes:
    """The wishes of one person for a cohort and their avoid list; empty where nothing is kept."""
    wished = _wish_row(session, cohort_id, person_id)
    avoided = _avoid_row(session, person_id)
    return Wishes(cohort_id, person_id, _ids(session, wished, "wishes"), _avoid(session, avoided))


def keep(session: StoreSession, wanted: Wishes) -> None:
    """Put both lists in place of earlier ones; of an empty one nothing is kept."""
    wished = _wish_row(session, wanted.cohort_id, wanted.person_id)
    avoided = _avoid_row(session, wanted.person_id)
    if wanted.wishes:
        wished = wished or WishListRow(
            id=new_id(), cohort_id=wanted.cohort_id, person_id=wanted.person_id
        )
        session.seal(wished, "wishes", json.dumps(wanted.wishes))
        session.add(wished)
    elif wished is not None:
        session.delete(wished)
    if wanted.avoid:
        avoided = avoided or AvoidListRow(id=new_id(), person_id=wanted.person_id)
        session.seal(avoided, "avoid", json.dumps(wanted.avoid))
        avoided.changed_at = session.now
        session.add(avoided)
    elif avoided is not None:
        session.delete(avoided)
    session.flush()


def of_cohort(session: StoreSession, cohort_id: str) -> tuple[Wishes, ...]:
    """What every mentee and mentor of a cohort said; whoever said nothing is left out."""
    wished = session.scalars(select(WishListRow).where(WishListRow.cohort_id == cohort_id))
    wishes = {row.person_id: _ids(session, row, "wishes") for row in wished}
    taking_part = _taking_part(cohort_id)
    avoided = session.scalars(select(AvoidListRow).where(AvoidListRow.person_id.in_(taking_part)))
    avoid = {row.person_id: _avoid(session, row) for row in avoided}
    return tuple(
        Wishes(cohort_id, one, wishes.get(one, ()), avoid.get(one, ()))
        for one in sorted({*wishes, *avoid})
    )


def avoid_each_other(session: StoreSession, one: str, other: str) -> bool:
    """Whether one of two people has the other on their avoid list."""
    rows = session.scalars(select(AvoidListRow).where(AvoidListRow.person_id.in_([one, other])))
    return any({one, other} - {row.person_id} <= set(_avoid(session, row)) for row in rows)


def all_of(session: StoreSession, person_id: str) -> Mapping[str, tuple[str, ...]]:
    """Whom one person wishes for, by cohort id, for that person."""
    rows = session.scalars(select(WishListRow).where(WishListRow.person_id == person_id))
    return {row.cohort_id: _ids(session, row, "wishes") for row in rows}


def avoided_by(session: StoreSession, person_id: str) -> tuple[str, ...]:
    """One person's avoid list, for that person."""
    return _avoid(session, _avoid_row(session, person_id))


def _taking_part(cohort_id: str) -> Any:
    mentees = select(NominationRow.person_id).where(
        NominationRow.cohort_id == cohort_id, NominationRow.state == NominationState.ACCEPTED
    )
    mentors = select(MentorRow.person_id).where(
        MentorRow.cohort_id == cohort_id, MentorRow.state == MentorState.ON_ROSTER
    )
    return mentees.union(mentors)


def _wish_row(session: StoreSession, cohort_id: str, person_id: str) -> WishListRow | None:
    return session.scalars(
        select(WishListRow).where(
            WishListRow.cohort_id == cohort_id, WishListRow.person_id == person_id
        )
    ).one_or_none()


def _avoid_row(session: StoreSession, person_id: str) -> AvoidListRow | None:
    return session.scalars(
        select(AvoidListRow).where(AvoidListRow.person_id == person_id)
    ).one_or_none()


def _avoid(session: StoreSession, row: AvoidListRow | None) -> tuple[str, ...]:
    return _ids(session, row, "avoid")


def _ids(session: StoreSession, row: Any, column: str) -> tuple[str, ...]:
    return () if row is None else tuple(json.loads(session.unseal(row, column) or "[]"))

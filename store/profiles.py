"""Profiles at rest: one row for each person, cohort and role; the choices sealed as one."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from program.profile import MenteeProfile, MentorProfile
from store.base import new_id
from store.profile_tables import MenteeProfileRow, MentorProfileRow
from store.session import StoreSession


def mentee(session: StoreSession, cohort_id: str, person_id: str) -> MenteeProfile | None:
    """What somebody sent as a mentee of a cohort."""
    row = _mentee_row(session, cohort_id, person_id)
    return None if row is None else _mentee(session, row)


def mentor(session: StoreSession, cohort_id: str, person_id: str) -> MentorProfile | None:
    """What somebody sent as a mentor of a cohort."""
    row = _mentor_row(session, cohort_id, person_id)
    return None if row is None else _mentor(session, row)


def latest_mentee(session: StoreSession, person_id: str) -> MenteeProfile | None:
    """What somebody last sent as a mentee of any cohort."""
    query = select(MenteeProfileRow).where(MenteeProfileRow.person_id == person_id)
    row = session.scalars(
        query.order_by(MenteeProfileRow.changed_at.desc(), MenteeProfileRow.id).limit(1)
    ).first()
    return None if row is None else _mentee(session, row)


def latest_mentor(session: StoreSession, person_id: str) -> MentorProfile | None:
    """What somebody last sent as a mentor of any cohort."""
    query = select(MentorProfileRow).where(MentorProfileRow.person_id == person_id)
    row = session.scalars(
        query.order_by(MentorProfileRow.changed_at.desc(), MentorProfileRow.id).limit(1)
    ).first()
    return None if row is None else _mentor(session, row)


def mentees_of(session: StoreSession, cohort_id: str) -> Mapping[str, MenteeProfile]:
    """Every mentee's profile of a cohort, by person id; boundaries stay sealed."""
    rows = session.scalars(select(MenteeProfileRow).where(MenteeProfileRow.cohort_id == cohort_id))
    return {row.person_id: _mentee(session, row, words=False) for row in rows}


def mentors_of(session: StoreSession, cohort_id: str) -> Mapping[str, MentorProfile]:
    """Every mentor's profile of a cohort, by person id."""
    rows = session.scalars(select(MentorProfileRow).where(MentorProfileRow.cohort_id == cohort_id))
    return {row.person_id: _mentor(session, row) for row in rows}


def all_of(
    session: StoreSession, person_id: str
) -> tuple[tuple[MenteeProfile, ...], tuple[MentorProfile, ...]]:
    """Everything one person sent, for that person."""
    as_mentee = session.scalars(
        select(MenteeProfileRow)
        .where(MenteeProfileRow.person_id == person_id)
        .order_by(MenteeProfileRow.changed_at, MenteeProfileRow.id)
    ).all()
    as_mentor = session.scalars(
        select(MentorProfileRow)
        .where(MentorProfileRow.person_id == person_id)
        .order_by(MentorProfileRow.changed_at, MentorProfileRow.id)
    ).all()
    return (
        tuple(_mentee(session, row) for row in as_mentee),
        tuple(_mentor(session, row) for row in as_mentor),
    )


def keep_mentee(session: StoreSession, profile: MenteeProfile) -> MenteeProfile:
    """Put a mentee's profile in place of any earlier one of the cohort."""
    row = _mentee_row(session, profile.cohort_id, profile.person_id)
    if row is None:
        row = MenteeProfileRow(
            id=new_id(), cohort_id=profile.cohort_id, person_id=profile.person_id, version=0
        )
    row.version += 1
    row.changed_at = session.now
    said = {
        "wanted": {one: list(levels) for one, levels in profile.wanted.items()},
        "themes": profile.themes,
        "functions": profile.functions,
        "function": profile.function,
        "style": profile.style,
        "languages": profile.languages,
        "times": profile.times,
    }
    session.seal(row, "choices", json.dumps(said))
    session.seal(row, "boundaries", profile.boundaries or None)
    session.add(row)
    session.flush()
    return _mentee(session, row)


def keep_mentor(session: StoreSession, profile: MentorProfile) -> MentorProfile:
    """Put a mentor's profile in place of any earlier one of the cohort."""
    row = _mentor_row(session, profile.cohort_id, profile.person_id)
    if row is None:
        row = MentorProfileRow(
            id=new_id(), cohort_id=profile.cohort_id, person_id=profile.person_id, version=0
        )
    row.version += 1
    row.changed_at = session.now
    said = {
        "levels": dict(profile.levels),
        "themes": profile.themes,
        "functions": profile.functions,
        "function": profile.function,
        "reach": profile.reach,
        "directness": profile.directness,
        "stretch": profile.stretch,
    }
    session.seal(row, "choices", json.dumps(said))
    session.add(row)
    session.flush()
    return _mentor(session, row)


def _mentee_row(session: StoreSession, cohort_id: str, person_id: str) -> MenteeProfileRow | None:
    return session.scalars(
        select(MenteeProfileRow).where(
            MenteeProfileRow.cohort_id == cohort_id, MenteeProfileRow.person_id == person_id
        )
    ).one_or_none()


def _mentor_row(session: StoreSession, cohort_id: str, person_id: str) -> MentorProfileRow | None:
    return session.scalars(
        select(MentorProfileRow).where(
            MentorProfileRow.cohort_id == cohort_id, MentorProfileRow.person_id == person_id
        )
    ).one_or_none()


def _mentee(session: StoreSession, row: MenteeProfileRow, *, words: bool = True) -> MenteeProfile:
    said = _said(session, row)
    return MenteeProfile(
        cohort_id=row.cohort_id,
        person_id=row.person_id,
        wanted={one: (now, aim) for one, (now, aim) in said["wanted"].items()},
        themes=tuple(said["themes"]),
        functions=tuple(said["functions"]),
        function=said["function"],
        style=said["style"],
        languages=tuple(said["languages"]),
        times=tuple(said["times"]),
        boundaries=(session.unseal(row, "boundaries") or "") if words else "",
        version=row.version,
    )


def _mentor(session: StoreSession, row: MentorProfileRow) -> MentorProfile:
    said = _said(session, row)
    return MentorProfile(
        cohort_id=row.cohort_id,
        person_id=row.person_id,
        levels=dict(said["levels"]),
        themes=tuple(said["themes"]),
        functions=tuple(said["functions"]),
        function=said["function"],
        reach=said["reach"],
        directness=said["directness"],
        stretch=said["stretch"],
        version=row.version,
    )


def _said(session: StoreSession, row: Any) -> dict[str, Any]:
    return dict(json.loads(session.unseal(row, "choices") or "{}"))

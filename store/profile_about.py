"""What people say about groups they belong to, at rest: read by its author and by nobody else."""

import json

from sqlalchemy import select

from program.profile_about import AboutMe
from store.base import new_id
from store.profile_about_tables import AboutMeRow
from store.session import StoreSession


def of_person(session: StoreSession, person_id: str) -> AboutMe:
    """What one person said; nothing where they said nothing."""
    row = _row(session, person_id)
    said = {} if row is None else dict(json.loads(session.unseal(row, "groups") or "{}"))
    return AboutMe(person_id, said)


def keep(session: StoreSession, about: AboutMe) -> None:
    """Put it in place of what was said before; where nothing is said, nothing is kept."""
    row = _row(session, about.person_id)
    if about.groups:
        row = row or AboutMeRow(id=new_id(), person_id=about.person_id)
        session.seal(row, "groups", json.dumps(dict(about.groups)))
        row.changed_at = session.now
        session.add(row)
    elif row is not None:
        session.delete(row)
    session.flush()


def _row(session: StoreSession, person_id: str) -> AboutMeRow | None:
    query = select(AboutMeRow).where(AboutMeRow.person_id == person_id)
    return session.scalars(query).one_or_none()

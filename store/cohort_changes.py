"""Changes to cohorts and competencies at rest; those that stay keep their ids."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from program.cohort import Cohort, Competency
from store import cohorts, rhythms
from store.base import new_id
from store.cohorts import (
    CohortCompetencyRow,
    CohortRow,
    CompetencyRow,
    CriterionRow,
    ProgramRow,
    name_digest,
)
from store.session import StoreSession


def change(session: StoreSession, after: Cohort, *, by: str) -> Cohort | None:
    """Write a cohort over the version it names. None if somebody changed it meanwhile.

    A criterion without an id is a new one; those no longer named go.
    """
    moved = session.execute(
        update(CohortRow)
        .where(CohortRow.id == after.id, CohortRow.version == after.version)
        .values(
            name=after.name,
            name_digest=name_digest(session, after.name),
            nominations_open=after.nominations_open,
            nominations_close=after.nominations_close,
            starts=after.starts,
            ends=after.ends,
            cadence_days=after.cadence_days,
            hours_a_month=after.hours_a_month,
            version=after.version + 1,
            changed_at=session.now,
            changed_by=by,
        )
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        return None
    _aim_at(session, after)
    _ask_for(session, after)
    rhythms.cohort_changed(session, after.id)
    return _fresh(session, after.id)


def last_change(session: StoreSession, cohort_id: str) -> tuple[str | None, datetime | None]:
    """Who changed a cohort last, and when."""
    row = session.scalars(select(CohortRow).where(CohortRow.id == cohort_id)).one()
    return row.changed_by, row.changed_at


def name_is_taken(session: StoreSession, cohort: Cohort, name: str) -> bool:
    """Whether another cohort of the same program has this name."""
    found = select(CohortRow.id).where(
        CohortRow.program_id == cohort.program.id,
        CohortRow.name_digest == name_digest(session, name),
        CohortRow.id != cohort.id,
    )
    return session.scalars(found).first() is not None


def rename_program(session: StoreSession, program_id: str, name: str) -> None:
    """Another name for the same program."""
    row = session.scalars(select(ProgramRow).where(ProgramRow.id == program_id)).one()
    row.name, row.name_digest = name, name_digest(session, name)
    session.flush()
    session.info.pop("cohorts", None)


def competencies_of(session: StoreSession, program_id: str) -> tuple[Competency, ...]:
    """Everything on the list of a program, by name."""
    rows = session.scalars(select(CompetencyRow).where(CompetencyRow.program_id == program_id))
    return tuple(
        Competency(row.id, row.name) for row in sorted(rows, key=lambda row: row.name.casefold())
    )


def competency_named(session: StoreSession, program_id: str, name: str) -> Competency | None:
    """The competency of that name, however it is spelled."""
    row = session.scalars(
        select(CompetencyRow).where(
            CompetencyRow.program_id == program_id,
            CompetencyRow.name_digest == name_digest(session, name),
        )
    ).one_or_none()
    return None if row is None else Competency(row.id, row.name)


def add_competency(session: StoreSession, program_id: str, name: str) -> Competency:
    """A new competency on the list of a program."""
    row = CompetencyRow(
        id=new_id(),
        program_id=program_id,
        name=name,
        name_digest=name_digest(session, name),
    )
    session.add(row)
    session.flush()
    return Competency(row.id, row.name)


def rename_competency(session: StoreSession, competency_id: str, name: str) -> None:
    """Another name for the same competency."""
    row = session.scalars(select(CompetencyRow).where(CompetencyRow.id == competency_id)).one()
    row.name, row.name_digest = name, name_digest(session, name)
    session.flush()
    session.info.pop("cohorts", None)


def remove_competency(session: StoreSession, competency_id: str) -> None:
    """Take a competency off the list of its program."""
    session.execute(delete(CompetencyRow).where(CompetencyRow.id == competency_id))
    session.info.pop("cohorts", None)


def cohorts_aiming_at(session: StoreSession, competency_id: str) -> int:
    """How many cohorts name a competency."""
    found = session.scalar(
        select(func.count())
        .select_from(CohortCompetencyRow)
        .where(CohortCompetencyRow.competency_id == competency_id)
    )
    return found or 0


def _aim_at(session: StoreSession, cohort: Cohort) -> None:
    session.execute(delete(CohortCompetencyRow).where(CohortCompetencyRow.cohort_id == cohort.id))
    session.insert_rows(
        CohortCompetencyRow,
        [
            {"cohort_id": cohort.id, "competency_id": one.id, "position": place}
            for place, one in enumerate(cohort.competencies)
        ],
    )


def _ask_for(session: StoreSession, cohort: Cohort) -> None:
    rows = session.scalars(select(CriterionRow).where(CriterionRow.cohort_id == cohort.id))
    known = {row.id: row for row in rows}
    for place, criterion in enumerate(cohort.criteria):
        row = known.pop(criterion.id, None)
        if row is None:
            row = CriterionRow(id=new_id(), cohort_id=cohort.id)
            session.add(row)
        row.text, row.position = criterion.text, place
    for gone in known.values():
        session.delete(gone)
    session.flush()


def _fresh(session: StoreSession, cohort_id: str) -> Cohort | None:
    """The cohort as it is now: what was read of it before in this unit of work is old."""
    session.info.pop("cohorts", None)
    return cohorts.cohort(session, cohort_id)

"""Programs and their cohorts, with the competencies and criteria they publish."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Integer, UniqueConstraint, select
from sqlalchemy.orm import Mapped

from program.cohort import Cohort, CohortPlan, Competency, Criterion, Program
from program.text import same_words
from store.base import Base, Kept, Tenanted, new_id
from store.columns import Id, Published, UtcDateTime, Word, column
from store.promises import Erase, Keep
from store.session import StoreSession

_KEPT = {"keep": Keep.PROGRAM, "erase": Erase.NOT_ABOUT}
_PUBLIC = {"whose": "the program", "readers": "everyone in the workspace", **_KEPT}
_INNER = {"whose": "the program", "readers": "the program", **_KEPT}


class ProgramRow(Kept, Tenanted, Base):
    __tablename__ = "program"
    __table_args__ = (UniqueConstraint("workspace_id", "name_digest"),)

    name: Mapped[str] = column(Published(75), purpose="what the program is called", **_PUBLIC)
    name_digest: Mapped[str] = column(Id(64), purpose="keeps names apart", **_INNER)
    zone: Mapped[str] = column(Word(64), purpose="where its days begin and end", **_PUBLIC)
    made_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was made", **_PUBLIC)


class CohortRow(Kept, Tenanted, Base):
    __tablename__ = "cohort"
    __table_args__ = (UniqueConstraint("program_id", "name_digest"),)

    program_id: Mapped[str] = column(
        Id(26), ForeignKey("program.id"), index=True, purpose="its program", **_INNER
    )
    name: Mapped[str] = column(Published(75), purpose="what the cohort is called", **_PUBLIC)
    name_digest: Mapped[str] = column(Id(64), purpose="keeps names apart", **_INNER)
    nominations_close: Mapped[date] = column(
        Date, purpose="the last day for nominations", **_PUBLIC
    )
    starts: Mapped[date] = column(Date, purpose="the first day of the cohort", **_PUBLIC)
    ends: Mapped[date] = column(Date, purpose="the last day of the cohort", **_PUBLIC)
    nominations_open: Mapped[date | None] = column(
        Date, nullable=True, purpose="the first day for nominations", **_PUBLIC
    )
    cadence_days: Mapped[int] = column(
        Integer, default=14, server_default="14", purpose="how often a pair meets", **_PUBLIC
    )
    hours_a_month: Mapped[int] = column(
        Integer, default=2, server_default="2", purpose="what a mentor is to give", **_PUBLIC
    )
    version: Mapped[int] = column(
        Integer, default=1, server_default="1", purpose="shows the later of two changes", **_INNER
    )
    changed_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when it was changed last", **_PUBLIC
    )
    changed_by: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="who changed it last",
        whose="the program manager",
        readers="program managers",
        keep=Keep.COHORT_STANDS,
        erase=Erase.PSEUDONYM,
    )
    made_by: Mapped[str] = column(
        Id(26),
        purpose="who set it up",
        whose="the program manager",
        readers="the program",
        keep=Keep.COHORT_STANDS,
        erase=Erase.PSEUDONYM,
    )
    made_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was made", **_PUBLIC)


class CompetencyRow(Kept, Tenanted, Base):
    __tablename__ = "competency"
    __table_args__ = (UniqueConstraint("program_id", "name_digest"),)

    program_id: Mapped[str] = column(
        Id(26), ForeignKey("program.id"), purpose="its program", **_INNER
    )
    name: Mapped[str] = column(Published(75), purpose="what future leaders must do", **_PUBLIC)
    name_digest: Mapped[str] = column(Id(64), purpose="keeps names apart", **_INNER)


class CohortCompetencyRow(Tenanted, Base):
    __tablename__ = "cohort_competency"

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), primary_key=True, purpose="the cohort", **_INNER
    )
    competency_id: Mapped[str] = column(
        Id(26), ForeignKey("competency.id"), primary_key=True, purpose="what it aims at", **_INNER
    )
    position: Mapped[int] = column(Integer, purpose="order in the list", **_INNER)


class CriterionRow(Kept, Tenanted, Base):
    __tablename__ = "criterion"

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), index=True, purpose="its cohort", **_INNER
    )
    text: Mapped[str] = column(Published(150), purpose="a readiness criterion", **_PUBLIC)
    position: Mapped[int] = column(Integer, purpose="order in the list", **_INNER)


def add_program(session: StoreSession, name: str, zone: str) -> Program:
    """A new program."""
    row = ProgramRow(
        id=new_id(),
        name=name,
        name_digest=name_digest(session, name),
        zone=zone,
        made_at=session.now,
    )
    session.add(row)
    session.flush()
    return _program(row)


def add_cohort(session: StoreSession, program: Program, plan: CohortPlan, made_by: str) -> Cohort:
    """A new cohort of the program, as planned; competencies the program has keep their ids."""
    nominations_close, starts, ends = plan.days()
    cohort = CohortRow(
        id=new_id(),
        program_id=program.id,
        name=plan.name,
        name_digest=name_digest(session, plan.name),
        nominations_close=nominations_close,
        starts=starts,
        ends=ends,
        nominations_open=plan.nominations_open,
        cadence_days=plan.cadence_days,
        hours_a_month=plan.hours_a_month,
        version=1,
        made_by=made_by,
        made_at=session.now,
    )
    session.add(cohort)
    session.flush()
    for position, name in enumerate(plan.competencies):
        competency_id = _competency(session, program.id, name)
        session.add(
            CohortCompetencyRow(cohort_id=cohort.id, competency_id=competency_id, position=position)
        )
    session.add_all(
        CriterionRow(id=new_id(), cohort_id=cohort.id, text=text, position=position)
        for position, text in enumerate(plan.criteria)
    )
    session.flush()
    return _records(session, [cohort])[0]


def programs(session: StoreSession) -> tuple[Program, ...]:
    """Every program of the workspace, oldest first."""
    return session.remembered("programs", lambda: _programs(session))


def _programs(session: StoreSession) -> tuple[Program, ...]:
    rows = session.scalars(select(ProgramRow).order_by(ProgramRow.made_at, ProgramRow.id))
    return tuple(_program(row) for row in rows)


def program_named(session: StoreSession, name: str) -> Program | None:
    """The program of that name, however it is spelled."""
    found = session.scalar(
        select(ProgramRow).where(ProgramRow.name_digest == name_digest(session, name))
    )
    return _program(found) if found else None


def cohort_named(session: StoreSession, program_id: str, name: str) -> tuple[Cohort, str] | None:
    """The program's cohort of that name, and who made it."""
    found = session.scalar(
        select(CohortRow).where(
            CohortRow.program_id == program_id, CohortRow.name_digest == name_digest(session, name)
        )
    )
    return (_records(session, [found])[0], found.made_by) if found else None


def cohorts(session: StoreSession, *, ending_from: date | None = None) -> tuple[Cohort, ...]:
    """Cohorts, those whose nominations close first in front; without those that ended before."""
    found = session.remembered("cohorts", lambda: _all(session))
    return tuple(one for one in found if ending_from is None or one.ends >= ending_from)


def _all(session: StoreSession) -> list[Cohort]:
    query = select(CohortRow).order_by(CohortRow.nominations_close, CohortRow.id)
    found = _records(session, session.scalars(query).all())
    session.info["cohorts"] = {one.id: one for one in found}
    return found


def cohort(session: StoreSession, cohort_id: str) -> Cohort | None:
    """One cohort by its id."""
    return by_ids(session, [cohort_id]).get(cohort_id)


def by_ids(session: StoreSession, cohort_ids: Iterable[str]) -> Mapping[str, Cohort]:
    """These cohorts, by id; read once in a unit of work. A change forgets what was read."""
    wanted = set(cohort_ids)
    known: dict[str, Cohort] = session.info.setdefault("cohorts", {})
    if missing := wanted - known.keys():
        rows = session.scalars(select(CohortRow).where(CohortRow.id.in_(missing))).all()
        known.update({one.id: one for one in _records(session, rows)})
    return {one: known[one] for one in wanted if one in known}


def _competency(session: StoreSession, program_id: str, name: str) -> str:
    digest = name_digest(session, name)
    known = session.scalar(
        select(CompetencyRow.id).where(
            CompetencyRow.program_id == program_id, CompetencyRow.name_digest == digest
        )
    )
    if known is not None:
        return known
    row = CompetencyRow(id=new_id(), program_id=program_id, name=name, name_digest=digest)
    session.add(row)
    session.flush()
    return row.id


def _records(session: StoreSession, rows: Sequence[CohortRow]) -> list[Cohort]:
    """Records for rows, in their order, with three queries however many there are."""
    ids = [row.id for row in rows]
    of_program = {one.id: one for one in programs(session)}
    competencies: dict[str, list[Competency]] = {one: [] for one in ids}
    aims = (
        select(CohortCompetencyRow.cohort_id, CompetencyRow.id, CompetencyRow.name)
        .join(CompetencyRow, CompetencyRow.id == CohortCompetencyRow.competency_id)
        .where(CohortCompetencyRow.cohort_id.in_(ids))
        .order_by(CohortCompetencyRow.position)
    )
    for cohort_id, competency_id, name in session.execute(aims):
        competencies[cohort_id].append(Competency(competency_id, name))
    criteria: dict[str, list[Criterion]] = {one: [] for one in ids}
    asked = select(CriterionRow).where(CriterionRow.cohort_id.in_(ids))
    for row in session.scalars(asked.order_by(CriterionRow.position)):
        criteria[row.cohort_id].append(Criterion(row.id, row.text))
    return [
        Cohort(
            id=row.id,
            program=of_program[row.program_id],
            name=row.name,
            nominations_close=row.nominations_close,
            starts=row.starts,
            ends=row.ends,
            competencies=tuple(competencies[row.id]),
            criteria=tuple(criteria[row.id]),
            cadence_days=row.cadence_days,
            hours_a_month=row.hours_a_month,
            nominations_open=row.nominations_open,
            version=row.version,
        )
        for row in rows
    ]


def _program(row: ProgramRow) -> Program:
    return Program(row.id, row.name, row.zone)


def name_digest(session: StoreSession, name: str) -> str:
    """Under which a name is found again, however it is spelled."""
    return session.digest("name", same_words(name))

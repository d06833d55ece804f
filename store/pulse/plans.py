"""Plans of pulses at rest: each change names the version that was seen."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update

from program.pulse.plan import Plan, PlanState
from program.pulse.survey import AnswerKind, AudienceKind, Question
from store.base import new_id
from store.pulse.tables import PulsePlanRow
from store.session import StoreSession


def add(session: StoreSession, new: Plan) -> Plan:
    """Write a new plan down, under an id of its own."""
    row = PulsePlanRow(id=new_id(), program_id=new.program_id, by=new.by, version=1)
    for name, value in _columns(new).items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return _record(row)


def by_id(session: StoreSession, plan_id: str) -> Plan | None:
    """One plan."""
    found = _records(session, select(PulsePlanRow).where(PulsePlanRow.id == plan_id))
    return found[0] if found else None


def of_programs(session: StoreSession, program_ids: Collection[str]) -> tuple[Plan, ...]:
    """Every plan of these programs, the next day in front."""
    return _records(session, select(PulsePlanRow).where(PulsePlanRow.program_id.in_(program_ids)))


def waiting(session: StoreSession, program_id: str) -> tuple[Plan, ...]:
    """The plans of a program that wait for their day, the next day in front."""
    return _records(
        session,
        select(PulsePlanRow).where(
            PulsePlanRow.program_id == program_id, PulsePlanRow.state == PlanState.WAITS.value
        ),
    )


def change(session: StoreSession, seen: Plan, after: Plan) -> Plan | None:
    """Put what a plan is to be in place of what was seen; None if somebody changed it meanwhile."""
    changed = session.execute(
        update(PulsePlanRow)
        .where(PulsePlanRow.id == seen.id, PulsePlanRow.version == seen.version)
        .values(version=seen.version + 1, by=after.by, **_columns(after))
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        return None
    return by_id(session, seen.id)


def due(session: StoreSession, now: datetime, limit: int) -> tuple[Plan, ...]:
    """The plans whose day has come, longest due first."""
    found = select(PulsePlanRow).where(PulsePlanRow.look_at <= now)
    ordered = found.order_by(PulsePlanRow.look_at, PulsePlanRow.id).limit(limit)
    return _listed(session, ordered)


def next_due(session: StoreSession) -> datetime | None:
    """The earliest moment at which a plan has something due."""
    return session.scalar(select(func.min(PulsePlanRow.look_at)))


def _columns(plan: Plan) -> dict[str, Any]:
    """What a change may change, as it stands in the row."""
    return {
        "title": plan.title,
        "audience": plan.audience.value,
        "cohort_id": plan.cohort_id,
        "questions": _written(plan.questions),
        "opens_on": plan.opens_on,
        "days_open": plan.days_open,
        "every_days": plan.every_days,
        "moved": plan.moved,
        "state": plan.state.value,
        "refused": plan.refused,
        "survey_id": plan.survey_id,
        "look_at": plan.look_at,
    }


def _written(questions: Sequence[Question]) -> str:
    return json.dumps([asdict(one) for one in questions], ensure_ascii=False)


def _questions(written: str) -> tuple[Question, ...]:
    return tuple(
        Question(**{**one, "kind": AnswerKind(one["kind"]), "options": tuple(one["options"])})
        for one in json.loads(written)
    )


def _records(session: StoreSession, found: Select[PulsePlanRow]) -> tuple[Plan, ...]:
    return _listed(session, found.order_by(PulsePlanRow.opens_on, PulsePlanRow.id))


def _listed(session: StoreSession, found: Select[PulsePlanRow]) -> tuple[Plan, ...]:
    rows = session.scalars(found.execution_options(populate_existing=True))
    return tuple(_record(row) for row in rows)


def _record(row: PulsePlanRow) -> Plan:
    return Plan(
        id=row.id,
        program_id=row.program_id,
        title=row.title,
        audience=AudienceKind(row.audience),
        cohort_id=row.cohort_id,
        questions=_questions(row.questions),
        opens_on=row.opens_on,
        days_open=row.days_open,
        every_days=row.every_days,
        state=PlanState(row.state),
        by=row.by,
        version=row.version,
        moved=row.moved,
        refused=row.refused,
        survey_id=row.survey_id,
        look_at=row.look_at,
    )

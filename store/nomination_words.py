"""What is written in a nomination: sealed on the way in, a record for one reader on the way out."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select

from program.nomination import (
    Evidence,
    NominationForNominee,
    NominationForReview,
    Standing,
    competencies_of,
)
from program.nomination_steps import NominationState, Step, StepReviewed, StepTaken
from store.base import new_id
from store.nomination_tables import NominationEvidenceRow, NominationRow, NominationStepRow
from store.session import StoreSession


def for_nominee(session: StoreSession, seen: Standing) -> NominationForNominee:
    """Everything the nominee may read."""
    row = session.scalars(select(NominationRow).where(NominationRow.id == seen.id)).one()
    return NominationForNominee(
        standing=seen,
        competencies=competencies_of(seen.cohort, _list(session, row, "competencies")),
        may_ask_manager=row.may_ask_manager,
        aspiration=session.unseal(row, "aspiration") or "",
        evidence=_evidence(session, seen),
        steps=tuple(
            StepTaken(Step(step.step), step.at, session.unseal(step, "text"))
            for step in _steps(session, seen.id)
        ),
    )


def for_review(session: StoreSession, seen: Standing, *, remarks: bool) -> NominationForReview:
    """Everything the program team may read; `remarks` only for program managers."""
    shown = for_nominee(session, seen)
    return NominationForReview(
        standing=seen,
        competencies=shown.competencies,
        may_ask_manager=shown.may_ask_manager,
        aspiration=shown.aspiration,
        evidence=shown.evidence,
        steps=tuple(
            StepReviewed(
                Step(step.step),
                step.at,
                session.unseal(step, "text"),
                by=step.by,
                remark=session.unseal(step, "remark") if remarks else None,
                criteria_met=_list(session, step, "criteria_met") if remarks else (),
            )
            for step in _steps(session, seen.id)
        ),
    )


def last_step(session: StoreSession, nomination_id: str) -> StepReviewed:
    """The latest step of a nomination, with its words."""
    row = _steps(session, nomination_id)[-1]
    return StepReviewed(
        Step(row.step),
        row.at,
        session.unseal(row, "text"),
        by=row.by,
        remark=session.unseal(row, "remark"),
        criteria_met=_list(session, row, "criteria_met"),
    )


def step_at(session: StoreSession, nomination_id: str, version: int) -> StepTaken | None:
    """The step that made this version of a nomination, as the nominee reads it."""
    for row in _steps(session, nomination_id):
        if row.version == version:
            return StepTaken(Step(row.step), row.at, session.unseal(row, "text"))
    return None


def steps_of(session: StoreSession, nomination_id: str) -> tuple[StepTaken, ...]:
    """The history of a nomination without a word of it."""
    return tuple(StepTaken(Step(row.step), row.at) for row in _steps(session, nomination_id))


def last_answer(
    session: StoreSession, nomination_id: str, state: NominationState
) -> StepReviewed | None:
    """The latest decision that led to a state, without its words."""
    rows = [one for one in _steps(session, nomination_id) if one.step == state.value]
    return StepReviewed(Step(rows[-1].step), rows[-1].at, by=rows[-1].by) if rows else None


def keep_evidence(session: StoreSession, nomination_id: str, texts: Mapping[str, str]) -> None:
    """Write down the nominee's text to each criterion, over the one of an earlier time."""
    known = {row.criterion_id: row for row in session.scalars(_evidence_of(nomination_id))}
    for criterion_id, text in texts.items():
        row = known.get(criterion_id) or NominationEvidenceRow(
            id=new_id(), nomination_id=nomination_id, criterion_id=criterion_id
        )
        session.seal(row, "text", text)
        session.add(row)


def _evidence(session: StoreSession, seen: Standing) -> tuple[Evidence, ...]:
    rows = session.scalars(_evidence_of(seen.id))
    texts = {row.criterion_id: session.unseal(row, "text") or "" for row in rows}
    return tuple(
        Evidence(criterion, texts[criterion.id])
        for criterion in seen.cohort.criteria
        if criterion.id in texts
    )


def _evidence_of(nomination_id: str) -> Select[NominationEvidenceRow]:
    return select(NominationEvidenceRow).where(NominationEvidenceRow.nomination_id == nomination_id)


def add_step(
    session: StoreSession,
    nomination_id: str,
    version: int,
    step: Step,
    *,
    by: str,
    text: str | None = None,
    remark: str | None = None,
    criteria_met: Sequence[str] = (),
) -> None:
    row = NominationStepRow(
        id=new_id(),
        nomination_id=nomination_id,
        version=version,
        step=step,
        at=session.now,
        by=by,
    )
    session.seal(row, "text", text or None)
    session.seal(row, "remark", remark or None)
    session.seal(row, "criteria_met", json.dumps(list(criteria_met)) if criteria_met else None)
    session.add(row)
    session.flush()


def _steps(session: StoreSession, nomination_id: str) -> Sequence[NominationStepRow]:
    return session.scalars(
        select(NominationStepRow)
        .where(NominationStepRow.nomination_id == nomination_id)
        .order_by(NominationStepRow.version)
    ).all()


def _list(session: StoreSession, row: Any, name: str) -> tuple[str, ...]:
    return tuple(json.loads(session.unseal(row, name) or "[]"))

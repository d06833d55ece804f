"""Drafts of pairs at rest: asked for, gathered, ready, launched; one state follows another."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, delete, select

from program.matching import frozen
from program.matching.records import Inputs, Solution
from program.matching_draft import FOLLOWS, Draft, DraftState, Figures
from store import cohorts, matching_copies
from store.base import new_id
from store.matching_tables import MatchingDraftRow, MatchingPartRow
from store.once import insert_once
from store.session import StoreSession


def ask(
    session: StoreSession, cohort_id: str, *, number: int, by: str | None, made_from: str | None
) -> Draft | None:
    """Write down that a run is wanted; None where there is one of that number."""
    draft_id = insert_once(
        session,
        MatchingDraftRow,
        cohort_id=cohort_id,
        number=number,
        state=DraftState.QUEUED.value,
        state_since=session.now,
        asked_by=by,
        asked_at=session.now,
        edits=0,
        made_from=made_from,
        rules_version=0,
        engine="",
        digest="",
        erased=0,
        figures={},
    )
    return None if draft_id is None else draft(session, draft_id)


def draft(session: StoreSession, draft_id: str) -> Draft | None:
    """One draft by its id."""
    found = _records(session, select(MatchingDraftRow).where(MatchingDraftRow.id == draft_id))
    return found[0] if found else None


def of_cohort(
    session: StoreSession, cohort_id: str, states: Collection[DraftState] = tuple(DraftState)
) -> tuple[Draft, ...]:
    """The drafts of a cohort that stand so, the newest first."""
    query = select(MatchingDraftRow).where(
        MatchingDraftRow.cohort_id == cohort_id, MatchingDraftRow.state.in_(list(states))
    )
    return _records(session, query.order_by(MatchingDraftRow.number.desc()))


def gathered(
    session: StoreSession, seen: Draft, inputs: Inputs, figures: Figures, *, edits: int
) -> Draft | None:
    """Keep what a run is made from; `edits` were carried over. None: it stands otherwise by now."""
    row = _locked(session, seen)
    if row is None:
        return None
    text = frozen.freeze_inputs(inputs)
    _move(session, row, DraftState.RUNNING)
    matching_copies.seal_inputs(session, row, text)
    row.digest, row.rules_version = frozen.digest(text), inputs.rules.version
    row.figures, row.edits = _facts(figures), edits
    session.flush()
    parts = sorted(frozen.people_in(inputs))
    session.insert_rows(
        MatchingPartRow,
        [{"id": new_id(), "draft_id": row.id, "person_id": one} for one in parts],
    )
    return draft(session, row.id)


def ready(session: StoreSession, seen: Draft, found: Solution, figures: Figures) -> Draft | None:
    """Keep the pairs a run came to. None: it stands otherwise by now."""
    row = _locked(session, seen)
    if row is None:
        return None
    _move(session, row, DraftState.READY)
    matching_copies.seal_result(session, row, found)
    row.engine, row.ready_at, row.figures = found.engine, session.now, _facts(figures)
    session.flush()
    return draft(session, row.id)


def edited(session: StoreSession, seen: Draft, figures: Figures, *, by: str | None) -> Draft | None:
    """Count one more edit. None: it was edited, launched or discarded meanwhile."""
    row = _locked(session, seen)
    if row is None:
        return None
    row.edits, row.figures = seen.edits + 1, _facts(figures)
    row.edited_by, row.edited_at = by, session.now
    session.flush()
    return draft(session, row.id)


def move(
    session: StoreSession, seen: Draft, state: DraftState, *, reason: str | None = None
) -> Draft | None:
    """Let a draft stand so from now on. None: it stands otherwise than it was seen."""
    row = _locked(session, seen)
    if row is None:
        return None
    _move(session, row, state)
    row.reason = reason
    session.flush()
    return draft(session, row.id)


def inputs(session: StoreSession, draft_id: str) -> Inputs | None:
    """What a draft was made from; None where nothing is kept."""
    return matching_copies.inputs(session, _row(session, draft_id))


def result(session: StoreSession, draft_id: str) -> Solution | None:
    """The pairs of the run itself, before any edit of its own."""
    return matching_copies.result(session, _row(session, draft_id))


def of_person(session: StoreSession, person_id: str) -> tuple[Draft, ...]:
    """The drafts in whose copy somebody stands, the newest first."""
    mine = select(MatchingPartRow.draft_id).where(MatchingPartRow.person_id == person_id)
    query = select(MatchingDraftRow).where(MatchingDraftRow.id.in_(mine))
    newest = query.order_by(MatchingDraftRow.asked_at.desc(), MatchingDraftRow.id)
    return _records(session, newest)


def people_in(session: StoreSession, draft_id: str) -> frozenset[str]:
    """Everybody in the copy of a draft, but those who were erased since."""
    return frozenset(
        session.scalars(
            select(MatchingPartRow.person_id).where(MatchingPartRow.draft_id == draft_id)
        )
    )


def forget_copy(session: StoreSession, draft_id: str) -> None:
    """Delete what a draft was made from that never became ready, with who was in it."""
    row = _row(session, draft_id)
    row.inputs = row.result = None
    session.flush()
    session.execute(
        delete(MatchingPartRow)
        .where(MatchingPartRow.draft_id == draft_id)
        .execution_options(synchronize_session=False)
    )


def _locked(session: StoreSession, seen: Draft) -> MatchingDraftRow | None:
    """The row, held until the end, if nothing about it changed since it was seen."""
    asked = select(MatchingDraftRow).where(
        MatchingDraftRow.id == seen.id,
        MatchingDraftRow.state == seen.state.value,
        MatchingDraftRow.edits == seen.edits,
        MatchingDraftRow.erased == seen.erased,
    )
    fresh = asked.with_for_update().execution_options(populate_existing=True)
    return session.scalars(fresh).one_or_none()


def _move(session: StoreSession, row: MatchingDraftRow, state: DraftState) -> None:
    if state not in FOLLOWS[DraftState(row.state)]:
        raise ValueError(f"A draft that is {row.state} does not become {state.value}")
    row.state, row.state_since = state.value, session.now


def _row(session: StoreSession, draft_id: str) -> MatchingDraftRow:
    return session.scalars(select(MatchingDraftRow).where(MatchingDraftRow.id == draft_id)).one()


def _facts(figures: Figures) -> dict[str, int]:
    return {name: value for name, value in asdict(figures).items() if value is not None}


def _figures(kept: Mapping[str, Any]) -> Figures:
    return Figures(**kept)


def _records(session: StoreSession, query: Select[Any]) -> tuple[Draft, ...]:
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    known = cohorts.by_ids(session, {row.cohort_id for row in rows})
    return tuple(
        Draft(
            id=row.id,
            cohort=known[row.cohort_id],
            number=row.number,
            state=DraftState(row.state),
            asked_at=row.asked_at,
            asked_by=row.asked_by,
            since=row.state_since,
            ready_at=row.ready_at,
            edits=row.edits,
            edited_by=row.edited_by,
            edited_at=row.edited_at,
            made_from=row.made_from,
            rules_version=row.rules_version,
            engine=row.engine,
            digest=row.digest,
            erased=row.erased,
            reason=row.reason,
            figures=_figures(row.figures),
        )
        for row in rows
    )

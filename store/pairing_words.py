"""A new pairing and what is written in one: sealed on the way in, read by those it is for."""

import json

from sqlalchemy import select

from program.matching.records import Reason
from program.matching.rules import Component
from program.pairing import Pairing, PairingState, PairingStep, StepTaken
from program.pairing_forms import NewPairing
from store import pairings
from store.base import new_id
from store.pairing_tables import PairingRow, PairingStepRow
from store.session import StoreSession


def propose(session: StoreSession, new: NewPairing, *, by: str) -> Pairing | None:
    """Keep a new proposal. None if the mentee is promised to somebody in this cohort already."""
    row = PairingRow(id=new_id())
    session.seal(row, "why", new.why)
    session.seal(row, "reasons", None if new.reasons is None else _as_json(new.reasons))
    values = {
        "id": row.id,
        "cohort_id": new.cohort_id,
        "mentor_id": new.mentor,
        "mentee_id": new.mentee,
        "kind": new.kind,
        "state": PairingState.ASKED,
        "state_since": session.now,
        "version": 1,
        "asked_at": session.now,
        "asked_by": by,
        "answer_by": new.answer_by,
        "why": row.why,
        "reasons": row.reasons,
        "look_at": new.look_at,
        "instead_of": new.instead_of,
    }
    if not session.insert_once(PairingRow, values):
        return None
    pairings.add_step(session, row.id, 1, PairingStep.ASKED, by=by)
    return pairings.pairing(session, row.id)


def why(session: StoreSession, pairing_id: str) -> str:
    """Why these two: the words of whoever proposed it."""
    return session.unseal(_row(session, pairing_id), "why") or ""


def reasons(session: StoreSession, pairing_id: str) -> tuple[Reason, ...] | None:
    """Why these two, as a draft found it, the strongest first; None for a pairing made by hand."""
    kept = session.unseal(_row(session, pairing_id), "reasons")
    if kept is None:
        return None
    return tuple(Reason(Component(name), tuple(shared)) for name, shared in json.loads(kept))


def thanks(session: StoreSession, pairing_id: str) -> str | None:
    """The words of thanks with which it ended, if any."""
    return session.unseal(_row(session, pairing_id), "thanks")


def keep_thanks(session: StoreSession, pairing_id: str, words: str | None) -> None:
    """Write the words of thanks down, over those that were there."""
    session.seal(_row(session, pairing_id), "thanks", words or None)
    session.flush()


def steps(session: StoreSession, pairing_id: str) -> tuple[StepTaken, ...]:
    """The whole history, oldest first."""
    rows = session.scalars(
        select(PairingStepRow)
        .where(PairingStepRow.pairing_id == pairing_id)
        .order_by(PairingStepRow.version)
    )
    return tuple(
        StepTaken(PairingStep(row.step), row.at, row.by, row.reason, session.unseal(row, "words"))
        for row in rows
    )


def last_by(session: StoreSession, pairing_id: str, step: PairingStep) -> str | None:
    """Who last took this step with a pairing, by person id; None for the clock, or nobody."""
    return session.scalar(
        select(PairingStepRow.by)
        .where(PairingStepRow.pairing_id == pairing_id, PairingStepRow.step == step)
        .order_by(PairingStepRow.version.desc())
        .limit(1)
    )


def _row(session: StoreSession, pairing_id: str) -> PairingRow:
    return session.scalars(select(PairingRow).where(PairingRow.id == pairing_id)).one()


def _as_json(reasons: tuple[Reason, ...]) -> str:
    return json.dumps([[one.component, list(one.shared)] for one in reasons])

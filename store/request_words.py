"""What is written in a request: sealed on the way in, a record for one reader on the way out."""

import json
from datetime import datetime

from sqlalchemy import select

from program.request import (
    Asked,
    Helps,
    Reason,
    Request,
    RequestCase,
    RequestForAsker,
    RequestStep,
    StepShown,
    Voice,
    VoiceRead,
    seen_by,
)
from store.base import new_id
from store.request_tables import RequestStepRow, RequestVoiceRow
from store.session import StoreSession

_OF_THE_ANSWER = frozenset(
    {
        RequestStep.READ,
        RequestStep.TALK,
        RequestStep.ASKED,
        RequestStep.HANDED_OVER,
        RequestStep.PASSED_ON,
        RequestStep.SETTLED,
    }
)
"""Steps that whoever asked may see; what the other one did is never among them."""


def speak(session: StoreSession, request_id: str, person_id: str, asked: Asked) -> None:
    """Write down what somebody asks, over what they asked before; taken back or not, it counts."""
    row = _voice(session, request_id, person_id)
    if row is None:
        row = RequestVoiceRow(id=new_id(), request_id=request_id, person_id=person_id)
        session.add(row)
    if row.asked_at is None or row.withdrawn_at is not None:
        row.asked_at = session.now
    row.withdrawn_at = None
    people = {"wishes": list(asked.wishes), "avoid": list(asked.avoid)}
    session.seal(row, "reason", asked.reason.value if asked.reason else "")
    session.seal(row, "words", asked.words)
    session.seal(row, "helps", asked.helps.value if asked.helps else "")
    session.seal(row, "people", json.dumps(people) if asked.wishes or asked.avoid else None)
    session.seal(row, "reach", asked.reach or None)
    session.flush()


def take_back(session: StoreSession, request_id: str, person_id: str) -> None:
    """Note that somebody does not ask any more; their words stay sealed with the request."""
    row = _voice(session, request_id, person_id)
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at = session.now
        session.flush()


def asked_by(session: StoreSession, request_id: str, person_id: str) -> Asked | None:
    """What this person wrote, for themselves."""
    row = _voice(session, request_id, person_id)
    return None if row is None else _asked(session, row)


def for_asker(session: StoreSession, request: Request, person_id: str) -> RequestForAsker:
    """Everything somebody who asked may read. Raises ValueError for whoever did not ask."""
    seen = seen_by(request, person_id)
    asked = asked_by(session, request.id, person_id)
    assert asked is not None  # noqa: S101 - they are among the voices
    return RequestForAsker(seen, asked, _told(session, request, seen.asked_at))


def for_owner(session: StoreSession, request: Request) -> RequestCase:
    """Everything whoever answers it may read."""
    rows = session.scalars(
        select(RequestVoiceRow)
        .where(RequestVoiceRow.request_id == request.id, RequestVoiceRow.withdrawn_at.is_(None))
        .order_by(RequestVoiceRow.asked_at, RequestVoiceRow.id)
    )
    voices = tuple(
        VoiceRead(Voice(row.person_id, row.asked_at), _asked(session, row)) for row in rows
    )
    steps = tuple(
        StepShown(RequestStep(row.step), row.at, row.by, session.unseal(row, "words"))
        for row in _steps(session, request.id)
    )
    return RequestCase(request, voices, steps)


def last_step(session: StoreSession, request_id: str) -> StepShown:
    """The latest step of a request, with its words."""
    row = _steps(session, request_id)[-1]
    return StepShown(RequestStep(row.step), row.at, row.by, session.unseal(row, "words"))


def _told(session: StoreSession, request: Request, since: datetime) -> tuple[StepShown, ...]:
    return tuple(
        StepShown(
            RequestStep(row.step),
            row.at,
            row.by,
            session.unseal(row, "words") if row.told else None,
        )
        for row in _steps(session, request.id)
        if row.at >= since and RequestStep(row.step) in _OF_THE_ANSWER
    )


def _asked(session: StoreSession, row: RequestVoiceRow) -> Asked:
    people = json.loads(session.unseal(row, "people") or "{}")
    reason = session.unseal(row, "reason")
    helps = session.unseal(row, "helps")
    return Asked(
        reason=Reason(reason) if reason else None,
        words=session.unseal(row, "words") or "",
        helps=Helps(helps) if helps else None,
        wishes=tuple(people.get("wishes", ())),
        avoid=tuple(people.get("avoid", ())),
        reach=session.unseal(row, "reach") or "",
    )


def _voice(session: StoreSession, request_id: str, person_id: str) -> RequestVoiceRow | None:
    return session.scalars(
        select(RequestVoiceRow).where(
            RequestVoiceRow.request_id == request_id, RequestVoiceRow.person_id == person_id
        )
    ).one_or_none()


def _steps(session: StoreSession, request_id: str) -> list[RequestStepRow]:
    return list(
        session.scalars(
            select(RequestStepRow)
            .where(RequestStepRow.request_id == request_id)
            .order_by(RequestStepRow.version)
        )
    )

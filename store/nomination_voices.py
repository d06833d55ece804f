"""Voices and managers' views at rest: sealed on the way in, one record for each reader."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, select

from program.nomination import Evidence, Standing, competencies_of
from program.nomination_voice import (
    KnownAs,
    Rating,
    Ratings,
    View,
    ViewForReview,
    ViewState,
    Voice,
    VoiceForAuthor,
    VoiceForm,
    VoiceForNominee,
    VoiceForReview,
)
from store.base import new_id
from store.nomination_voice_tables import NominationViewRow, NominationVoiceRow
from store.session import StoreSession


def keep(session: StoreSession, nomination_id: str, form: VoiceForm, by: str) -> str:
    """Write down somebody's voice, over the one they had withdrawn; answers its id."""
    row = _voice_row(session, nomination_id, by)
    if row is None:
        row = NominationVoiceRow(id=new_id(), nomination_id=nomination_id, person_id=by)
        session.add(row)
    assert form.known_as is not None  # noqa: S101  checked by the rules
    row.known_as, row.has_conflict = form.known_as, form.has_conflict
    row.given_at, row.withdrawn_at = session.now, None
    session.seal(row, "competencies", json.dumps(form.competencies))
    session.seal(row, "evidence", json.dumps(dict(form.evidence)))
    session.seal(row, "ratings", json.dumps(dict(form.ratings)))
    session.seal(row, "remark", form.remark or None)
    session.flush()
    return row.id


def withdraw(session: StoreSession, nomination_id: str, by: str) -> bool:
    """Let somebody's voice no longer count. False: it did not count."""
    row = _voice_row(session, nomination_id, by)
    if row is None or row.withdrawn_at is not None:
        return False
    row.withdrawn_at = session.now
    session.flush()
    return True


def voices(session: StoreSession, nomination_ids: Collection[str]) -> tuple[Voice, ...]:
    """Who speaks for these nominees, the first voice in front."""
    rows = session.scalars(
        select(NominationVoiceRow)
        .where(
            NominationVoiceRow.nomination_id.in_(nomination_ids),
            NominationVoiceRow.withdrawn_at.is_(None),
        )
        .order_by(NominationVoiceRow.given_at, NominationVoiceRow.id)
    )
    return tuple(_voice(row) for row in rows)


def spoken_by(session: StoreSession, person_id: str) -> tuple[Voice, ...]:
    """The voices somebody gave for others and did not take back, the latest first."""
    rows = session.scalars(
        select(NominationVoiceRow)
        .where(
            NominationVoiceRow.person_id == person_id,
            NominationVoiceRow.withdrawn_at.is_(None),
        )
        .order_by(NominationVoiceRow.given_at.desc(), NominationVoiceRow.id)
    )
    return tuple(_voice(row) for row in rows)


def voice_of(session: StoreSession, nomination_id: str, person_id: str) -> Voice | None:
    """Somebody's own voice for a nominee, if it counts."""
    row = _voice_row(session, nomination_id, person_id)
    return None if row is None or row.withdrawn_at is not None else _voice(row)


def ever_spoke(session: StoreSession, nomination_id: str) -> frozenset[str]:
    """Everybody who gave a voice for a nominee, also those who took it back."""
    query = select(NominationVoiceRow.person_id).where(
        NominationVoiceRow.nomination_id == nomination_id
    )
    return frozenset(session.scalars(query))


def for_nominee(session: StoreSession, seen: Standing) -> tuple[VoiceForNominee, ...]:
    """All voices as the nominee reads them: no rating, no remark."""
    return tuple(
        VoiceForNominee(
            _voice(row),
            competencies_of(seen.cohort, json.loads(session.unseal(row, "competencies") or "[]")),
            _evidence(session, row, seen),
        )
        for row in _rows(session, seen.id)
    )


def for_review(
    session: StoreSession, seen: Standing, *, remarks: bool
) -> tuple[VoiceForReview, ...]:
    """All voices as the program team reads them; `remarks` only for program managers."""
    return tuple(
        VoiceForReview(
            voice=_voice(row),
            competencies=competencies_of(
                seen.cohort, json.loads(session.unseal(row, "competencies") or "[]")
            ),
            has_conflict=row.has_conflict,
            evidence=_evidence(session, row, seen),
            ratings=_ratings(session.unseal(row, "ratings")),
            remark=session.unseal(row, "remark") if remarks else None,
        )
        for row in _rows(session, seen.id)
    )


def for_author(
    session: StoreSession, seen: Standing, by: str, reason: str | None
) -> VoiceForAuthor | None:
    """Somebody's own voice, whole, while it counts."""
    row = _voice_row(session, seen.id, by)
    if row is None or row.withdrawn_at is not None:
        return None
    return VoiceForAuthor(
        voice=_voice(row),
        standing=seen,
        competencies=competencies_of(
            seen.cohort, json.loads(session.unseal(row, "competencies") or "[]")
        ),
        evidence=_evidence(session, row, seen),
        ratings=_ratings(session.unseal(row, "ratings")),
        remark=session.unseal(row, "remark"),
        reason=reason,
    )


def ask_view(
    session: StoreSession, nomination_id: str, person_id: str, *, until: date, over: datetime
) -> View | None:
    """Note that a manager is asked; None if they were asked before."""
    if _view_row(session, nomination_id, person_id) is not None:
        return None
    row = NominationViewRow(
        id=new_id(),
        nomination_id=nomination_id,
        person_id=person_id,
        state=ViewState.ASKED,
        asked_at=session.now,
        answer_by=until,
        look_at=over,
    )
    session.add(row)
    session.flush()
    return _view(row)


def answer_view(
    session: StoreSession,
    view: View,
    state: ViewState,
    *,
    ratings: Ratings | None = None,
    remark: str = "",
) -> None:
    """Note what became of the question to a manager."""
    row = _view_row(session, view.nomination_id, view.by)
    assert row is not None  # noqa: S101  it was seen
    row.state, row.look_at = state, None
    row.answered_at = None if state is ViewState.LAPSED else session.now
    session.seal(row, "ratings", None if ratings is None else json.dumps(dict(ratings)))
    session.seal(row, "remark", remark or None)
    session.flush()


def view_of(session: StoreSession, nomination_id: str, person_id: str) -> View | None:
    """The question to one manager."""
    row = _view_row(session, nomination_id, person_id)
    return None if row is None else _view(row)


def view_answered(session: StoreSession, view: View) -> tuple[Ratings, str]:
    """What a manager answered: to know the same form when it comes again."""
    row = _view_row(session, view.nomination_id, view.by)
    assert row is not None  # noqa: S101  it was seen
    return _ratings(session.unseal(row, "ratings")), session.unseal(row, "remark") or ""


def views_for_review(session: StoreSession, nomination_id: str) -> tuple[ViewForReview, ...]:
    """What managers were asked and answered, as the program team reads it."""
    rows = session.scalars(
        select(NominationViewRow)
        .where(NominationViewRow.nomination_id == nomination_id)
        .order_by(NominationViewRow.asked_at, NominationViewRow.id)
    )
    return tuple(
        ViewForReview(
            _view(row), _ratings(session.unseal(row, "ratings")), session.unseal(row, "remark")
        )
        for row in rows
    )


def views_asked_of(session: StoreSession, person_id: str) -> tuple[View, ...]:
    """The questions that are open for a manager, the most urgent in front."""
    rows = session.scalars(
        select(NominationViewRow)
        .where(NominationViewRow.person_id == person_id, NominationViewRow.state == ViewState.ASKED)
        .order_by(NominationViewRow.answer_by, NominationViewRow.id)
    )
    return tuple(_view(row) for row in rows)


def next_view_over(session: StoreSession) -> datetime | None:
    """When the next open question to a manager ends."""
    return session.scalar(select(func.min(NominationViewRow.look_at)))


def views_over(session: StoreSession, limit: int) -> tuple[View, ...]:
    """The open questions whose time is over."""
    query = select(NominationViewRow).where(NominationViewRow.look_at <= session.now)
    rows = session.scalars(query.order_by(NominationViewRow.look_at).limit(limit))
    return tuple(_view(row) for row in rows)


def _rows(session: StoreSession, nomination_id: str) -> Sequence[NominationVoiceRow]:
    return session.scalars(
        select(NominationVoiceRow)
        .where(
            NominationVoiceRow.nomination_id == nomination_id,
            NominationVoiceRow.withdrawn_at.is_(None),
        )
        .order_by(NominationVoiceRow.given_at, NominationVoiceRow.id)
    ).all()


def _voice_row(
    session: StoreSession, nomination_id: str, person_id: str
) -> NominationVoiceRow | None:
    query: Select[NominationVoiceRow] = select(NominationVoiceRow).where(
        NominationVoiceRow.nomination_id == nomination_id,
        NominationVoiceRow.person_id == person_id,
    )
    return session.scalars(query).one_or_none()


def _view_row(
    session: StoreSession, nomination_id: str, person_id: str
) -> NominationViewRow | None:
    query: Select[NominationViewRow] = select(NominationViewRow).where(
        NominationViewRow.nomination_id == nomination_id,
        NominationViewRow.person_id == person_id,
    )
    return session.scalars(query).one_or_none()


def _voice(row: NominationVoiceRow) -> Voice:
    return Voice(row.id, row.nomination_id, row.person_id, row.given_at, KnownAs(row.known_as))


def _view(row: NominationViewRow) -> View:
    return View(
        row.id,
        row.nomination_id,
        row.person_id,
        ViewState(row.state),
        row.answer_by,
        row.answered_at,
    )


def _evidence(
    session: StoreSession, row: NominationVoiceRow, seen: Standing
) -> tuple[Evidence, ...]:
    texts = json.loads(session.unseal(row, "evidence") or "{}")
    return tuple(
        Evidence(criterion, texts[criterion.id])
        for criterion in seen.cohort.criteria
        if texts.get(criterion.id)
    )


def _ratings(kept: str | None) -> Ratings:
    return {Rating(name): given for name, given in json.loads(kept or "{}").items()}

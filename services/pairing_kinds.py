"""A pairing moves from one kind to another: one of the two suggests it, the other answers."""

from dataclasses import dataclass

from program.hours import local_day
from program.pairing import Pairing, PairingKind, PairingStep, as_told, subject_of
from program.pairing_kinds import (
    KindAsk,
    KindAskState,
    check_kind,
    kind_answer_by,
    kind_question_of,
)
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import pairing_kind_news, people
from services.desk import Look, Work
from store import pairing_kinds as kept
from store import pairings as kept_pairings
from store.base import new_id


@dataclass(frozen=True)
class KindForm:
    """What the form of another kind begins with, and what stands there once it was sent."""

    pairing: Pairing
    other: Person
    ask: KindAsk | None
    """The suggestion that waits for an answer."""
    is_mine: bool
    """Whether the actor made it."""


def kind_form(look: Look, pairing_id: str) -> KindForm:
    """The form. Raises Refusal as `ask` does, as far as it can be known before."""
    pairing = _running(look, pairing_id)
    ask = waiting(look, pairing)
    return KindForm(
        pairing=as_told(pairing),
        other=_other(look, pairing),
        ask=ask,
        is_mine=ask is not None and ask.asked_by == look.me,
    )


def waiting(look: Look, pairing: Pairing) -> KindAsk | None:
    """The suggestion an answer still counts for, in a pairing that runs; for the two of it."""
    require(look.actor, Act.PAIRINGS_KIND_ASK, subject_of(pairing))
    found = kept.open_of(look.session, pairing.id) if pairing.is_running else None
    return found if found is not None and found.waits_at(look.now) else None


def ask(work: Work, pairing_id: str, kind: str | None) -> KindForm:
    """Suggest another kind to the other of the two, who has 10 working days for an answer.

    Sent twice is a quiet success. Where the other suggested the very same kind, this agrees to it.
    Raises Refusal under `kind` (`pairings.choose_one`, `.kind_same`, `.kind_asked`,
    `.kind_asked_by_other`) and `pairings.is_ended`.
    """
    pairing = _running(work, pairing_id)
    chosen = check_kind(kind, pairing)
    other = _other(work, pairing)
    before = kept.open_of(work.session, pairing.id)
    if before is not None and not before.waits_at(work.now):
        lapse(work, before)
        before = None
    if before is None:
        before = _write(work, pairing, chosen, other)
    elif before.kind is not chosen:
        code = "kind_asked" if before.asked_by == work.me else "kind_asked_by_other"
        raise Refusal(
            f"pairings.{code}",
            field="kind",
            name=other.name,
            kind=before.kind,
            answer_by=before.answer_by,
        )
    elif before.asked_by != work.me:
        pairing = agree(work, before.id)
    settled = pairing.kind is chosen
    return KindForm(as_told(pairing), other, None if settled else before, not settled)


def agree(work: Work, kind_ask_id: str) -> Pairing:
    """Change the kind at once, as it was suggested. Agreed twice is a quiet success.

    Raises Refusal `pairings.kind_kept`, `.kind_lapsed`, `.kind_gone`, `pairings.is_ended`, and
    `permissions.*` for anybody but the one who is asked.
    """
    pairing, found = _asked(work, kind_ask_id)
    if found.state is KindAskState.AGREED:
        return pairing
    _refuse_late(work, pairing, found, KindAskState.KEPT)
    moved = kept_pairings.move(
        work.session,
        pairing,
        PairingStep.KIND_CHANGED,
        by=work.actor.person_id,
        reason=found.kind,
        kind=found.kind,
    )
    settled = kept.settle(work.session, found, KindAskState.AGREED)
    work.note("pairing.kind_changed", about=f"pairing:{pairing.id}", kind=found.kind.value)
    pairing_kind_news.tell_asker(work, moved, settled)
    return moved


def keep(work: Work, kind_ask_id: str) -> Pairing:
    """Leave the kind as it is. Said twice is a quiet success.

    Raises Refusal `pairings.kind_agreed`, `.kind_lapsed`, `.kind_gone`, `pairings.is_ended`, and
    `permissions.*` for anybody but the one who is asked.
    """
    pairing, found = _asked(work, kind_ask_id)
    if found.state is KindAskState.KEPT:
        return pairing
    _refuse_late(work, pairing, found, KindAskState.AGREED)
    settled = kept.settle(work.session, found, KindAskState.KEPT)
    work.note("pairing.kind_kept", about=f"pairing:{pairing.id}")
    pairing_kind_news.tell_asker(work, pairing, settled)
    return pairing


def lapse(work: Work, found: KindAsk) -> None:
    """Nobody answered in time: it stays as it is. Whoever asked hears so while the pairing runs."""
    settled = kept.settle(work.session, found, KindAskState.LAPSED)
    work.note("pairing.kind_lapsed", about=f"pairing:{found.pairing_id}")
    pairing = kept_pairings.pairing(work.session, found.pairing_id)
    assert pairing is not None  # noqa: S101 - its rows go with it
    pairing_kind_news.tell_asker(work, pairing, settled)


def _write(work: Work, pairing: Pairing, kind: PairingKind, other: Person) -> KindAsk:
    answer_by, lapse_at = kind_answer_by(work.now, other.zone)
    new = KindAsk(
        id=new_id(),
        pairing_id=pairing.id,
        asked_by=work.me,
        was=pairing.kind,
        kind=kind,
        state=KindAskState.OPEN,
        asked_at=work.now,
        answer_by=answer_by,
        lapse_at=lapse_at,
    )
    if not kept.ask(work.session, new):
        raise Refusal("pairings.changed_meanwhile")
    work.note("pairing.kind_asked", about=f"pairing:{pairing.id}", kind=kind.value)
    pairing_kind_news.tell_asked(work, pairing, new)
    return new


def _asked(look: Look, kind_ask_id: str) -> tuple[Pairing, KindAsk]:
    found = kept.by_id(look.session, kind_ask_id)
    pairing = kept_pairings.pairing(look.session, found.pairing_id) if found else None
    if found is None or pairing is None:
        raise Refusal("pairings.kind_gone")
    require(look.actor, Act.PAIRINGS_KIND_ANSWER, kind_question_of(pairing, found))
    return pairing, found


def _refuse_late(look: Look, pairing: Pairing, found: KindAsk, other_answer: KindAskState) -> None:
    """An answer that differs from the first one, one after the last day, one after the end."""
    if found.state is other_answer:
        at = local_day(found.settled_at or look.now, look.actor.zone)
        raise Refusal(f"pairings.kind_{found.state}", kind=found.kind, day=at)
    if not pairing.is_running:
        raise _over(pairing)
    if not found.waits_at(look.now):
        raise Refusal("pairings.kind_lapsed", answer_by=found.answer_by)


def _running(look: Look, pairing_id: str) -> Pairing:
    pairing = kept_pairings.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("pairings.not_found")
    require(look.actor, Act.PAIRINGS_KIND_ASK, subject_of(pairing))
    if not pairing.is_running:
        raise _over(pairing)
    return pairing


def _over(pairing: Pairing) -> Refusal:
    code = f"pairings.is_{pairing.state}"
    return Refusal(code, since=pairing.since, ended_on=pairing.ended_on)


def _other(look: Look, pairing: Pairing) -> Person:
    other_id = pairing.other(look.me)
    return people.named(look, [other_id])[other_id]

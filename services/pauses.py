"""Pauses: let a pairing rest until a day, change the day, resume; what is due resumes by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from program.hours import ONE_DAY, local_day
from program.pairing import Pairing, PairingState, PairingStep, case_of, subject_of
from program.permissions import Act, may, require
from program.refusal import Refusal
from program.request_pause import (
    Pause,
    check_reason,
    check_until,
    ends_at,
    longer,
    rests_until,
)
from program.request_pause import subject_of as owner_of
from services import pairings, pause_news, people
from services.desk import Look, Work
from store import pairings as kept_pairings
from store import request_pauses as kept


@dataclass(frozen=True)
class Start:
    """What the form begins with: the pairings that may rest, and which of them rest by my pause."""

    pairings: tuple[Pairing, ...]
    mine: Mapping[str, Pause]
    """My open pauses, by the id of their pairing."""


@dataclass(frozen=True)
class Paused:
    """What came of it: a pairing, until when it rests, and my own pause of it."""

    pairing: Pairing
    pause: Pause


def own_pairings(look: Look) -> tuple[Pairing, ...]:
    """The actor's own pairings that run or rest."""
    return pairings.mine(look)


def has_pairing(look: Look) -> bool:
    """Whether the actor is in a running pairing at all."""
    return bool(pairings.mine(look))


def start(look: Look, pairing_id: str | None = None) -> Start:
    """The actor's running pairings, or the one named. Raises Refusal `requests.no_pairing`."""
    running = pairings.mine(look)
    chosen = tuple(one for one in running if pairing_id in (None, "", one.id)) or running
    if not chosen:
        raise Refusal("requests.no_pairing")
    for one in chosen:
        require(look.actor, Act.PAUSES_BEGIN, subject_of(one))
    own = kept.of_person(look.session, look.me)
    return Start(chosen, {one.pairing_id: one for one in own})


def pause(work: Work, pairing_id: str, until: date | None, reason: str = "") -> Paused:
    """Let a pairing rest at once, or give one's own pause of it another end.

    The same day again is a quiet success. Raises Refusal under `until` (`requests.date_*`,
    `.pause_too_long`) or `reason`; `requests.pairing_over` once it has ended.
    """
    pairing = _running(work, pairing_id)
    require(work.actor, Act.PAUSES_BEGIN, subject_of(pairing))
    until = _checked(work, until, reason)
    before = pairing.resting_until
    own = _own(work, pairing.id)
    if own is not None and own.until == until and _says_nothing_new(work, own, reason):
        return Paused(pairing, own)
    changed = own is not None
    if own is None:
        own = kept.begin(work.session, pairing.id, work.me, until, reason)
    else:
        own = kept.change(work.session, own.id, until, reason or None)
    rests = rests_until(kept.of_pairing(work.session, pairing.id))
    if rests != before or pairing.state is not PairingState.PAUSED:
        pairing = kept_pairings.move(
            work.session, pairing, PairingStep.PAUSED, by=work.me, resting_until=rests
        )
    work.note("pairing.paused", about=f"pairing:{pairing.id}", until=until.isoformat())
    pause_news.told_of_pause(work, pairing, own, is_new=not changed, rests_longer=rests != before)
    return Paused(pairing, own)


def pause_all(work: Work, until: date | None, reason: str = "") -> tuple[Paused, ...]:
    """Let everything of the actor's rest until that day: every running pairing, in either part.

    Raises Refusal as `pause` does, and `requests.no_pairing` when there is none.
    """
    return tuple(pause(work, one.id, until, reason) for one in start(work).pairings)


def lengthen(work: Work, pause_id: str, seen: date | None) -> Paused:
    """Two more weeks than the end that was `seen`, as far as six months from today allow.

    Asked on an end that was changed meanwhile it is quiet. Raises Refusal `requests.pause_over`.
    """
    own = _own_by_id(work, pause_id)
    if own.until != seen:
        return Paused(_running(work, own.pairing_id), own)
    return pause(work, own.pairing_id, longer(own.until, local_day(work.now, work.actor.zone)))


def let_it_end(work: Work, pause_id: str) -> Pause:
    """Note that the coming end is fine. Said twice it is quiet. Raises `requests.pause_over`."""
    own = _own_by_id(work, pause_id)
    kept.note(work.session, own.id)
    work.retouch(f"pause:{own.id}")
    found = kept.by_id(work.session, own.id)
    assert found is not None  # noqa: S101 - it was there a moment ago
    return found


def resting(look: Look, pairing_id: str | None = None) -> tuple[Paused, ...]:
    """The actor's own open pauses of running pairings, or of the one named; the earliest first."""
    own = kept.of_person(look.session, look.me)
    running = {one.id: one for one in pairings.mine(look)}
    return tuple(
        Paused(running[one.pairing_id], one)
        for one in own
        if one.pairing_id in running and pairing_id in (None, "", one.pairing_id)
    )


def to_resume(look: Look, pairing_id: str | None = None) -> tuple[Paused, ...]:
    """What the actor may resume. Raises Refusal `requests.rest_of_other` or `.nothing_rests`."""
    found = resting(look, pairing_id) or resting(look)
    if found:
        return found
    for one in pairings.mine(look):
        if one.state is PairingState.PAUSED:
            raise Refusal("requests.rest_of_other", until=one.resting_until)
    raise Refusal("requests.nothing_rests")


def resting_ids(look: Look) -> tuple[str, ...]:
    """The ids of the pairings that rest by the actor's own pause."""
    return tuple(one.pairing.id for one in resting(look))


def resume(work: Work, pairing_id: str) -> Pairing:
    """End one's own pause now. The pairing goes on unless the other one lets it rest as well.

    Pressed twice is a quiet success. Raises Refusal `requests.rest_of_other` when only the other
    one has paused, `requests.pairing_over` once it has ended.
    """
    pairing = _running(work, pairing_id)
    require(work.actor, Act.PAUSES_BEGIN, subject_of(pairing))
    own = _own(work, pairing.id)
    if own is None:
        if pairing.state is PairingState.PAUSED:
            raise Refusal("requests.rest_of_other", until=pairing.resting_until)
        return pairing
    require(work.actor, Act.PAUSES_END, owner_of(own))
    return _end(work, pairing, own, by=work.me)


def next_resumption(look: Look) -> datetime | None:
    """When the next pause ends by itself. For the clock."""
    require(look.actor, Act.PAUSES_RUN)
    first = kept.first_end(look.session)
    if first is None:
        return None
    # The next day as well: in a zone further east it may begin before the first day further west.
    near = kept.ending_by(look.session, first + ONE_DAY)
    return min(ends_at(one, zone) for one, zone in _with_zones(look, near))


def resume_due(work: Work) -> None:
    """End every pause whose day has begun where its person is. For the clock."""
    require(work.actor, Act.PAUSES_RUN)
    near = kept.ending_by(work.session, local_day(work.now, "UTC") + ONE_DAY)
    for one, zone in _with_zones(work, near):
        if ends_at(one, zone) <= work.now:
            _run_out(work, one)


def overseen(look: Look) -> tuple[Pairing, ...]:
    """The pairings that rest, for the program team; never one of the actor's own."""
    found = kept_pairings.standing_so(look.session, {PairingState.PAUSED})
    return tuple(one for one in found if may(look.actor, Act.PAUSES_READ, case_of(one)))


def why(look: Look, pairing_id: str) -> tuple[Pairing, tuple[tuple[Pause, str | None], ...]]:
    """A pairing and its open pauses with the reasons given, for the program team without the two.

    Raises Refusal `requests.pairing_gone` or `permissions.*`.
    """
    pairing = kept_pairings.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("requests.pairing_gone")
    require(look.actor, Act.PAUSES_READ, case_of(pairing))
    found = kept.of_pairing(look.session, pairing.id)
    return pairing, tuple((one, kept.reason(look.session, one.id)) for one in found)


def _run_out(work: Work, pause: Pause) -> None:
    pairing = kept_pairings.pairing(work.session, pause.pairing_id)
    if pairing is None or pairing.state is not PairingState.PAUSED:
        kept.end(work.session, [pause.id])  # it ended while it rested: nothing is left to resume
        work.retouch(f"pause:{pause.id}")
        return
    _end(work, pairing, pause, by=None)


def _end(work: Work, pairing: Pairing, pause: Pause, *, by: str | None) -> Pairing:
    kept.end(work.session, [pause.id])
    left = rests_until(kept.of_pairing(work.session, pairing.id))
    if left is None:
        today = local_day(work.now, pairing.cohort.program.zone)
        pairing = kept_pairings.move(
            work.session,
            pairing,
            PairingStep.RESUMED,
            by=by,
            resting_until=None,
            resumed_on=today,
        )
        work.note("pairing.resumed", about=f"pairing:{pairing.id}")
        pause_news.told_of_resumption(work, pairing, by=by)
    elif left != pairing.resting_until:
        pairing = kept_pairings.move(
            work.session, pairing, PairingStep.PAUSED, by=by, resting_until=left
        )
    pause_news.spread(work, pairing, pause)
    return pairing


def _running(look: Look, pairing_id: str) -> Pairing:
    pairing = kept_pairings.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("requests.pairing_gone")
    if not pairing.is_running:
        require(look.actor, Act.PAUSES_BEGIN, subject_of(pairing))
        raise Refusal("requests.pairing_over", ended_on=pairing.ended_on)
    return pairing


def _checked(look: Look, until: date | None, reason: str) -> date:
    troubles = (*check_until(until, local_day(look.now, look.actor.zone)), *check_reason(reason))
    if troubles:
        raise Refusal.of(troubles)
    assert until is not None  # noqa: S101 - checked by the rules
    return until


def _says_nothing_new(look: Look, own: Pause, reason: str) -> bool:
    return not reason or reason == kept.reason(look.session, own.id)


def _own(look: Look, pairing_id: str) -> Pause | None:
    open_ones = kept.of_pairing(look.session, pairing_id)
    return next((one for one in open_ones if one.person_id == look.me), None)


def _own_by_id(look: Look, pause_id: str) -> Pause:
    found = kept.by_id(look.session, pause_id)
    if found is None:
        raise Refusal("requests.pause_over")
    require(look.actor, Act.PAUSES_END, owner_of(found))
    if not found.is_open:
        raise Refusal("requests.pause_over")
    return found


def _with_zones(look: Look, pauses: Iterable[Pause]) -> list[tuple[Pause, str]]:
    found = tuple(pauses)
    known = people.named(look, [one.person_id for one in found])
    return [(one, known[one.person_id].zone) for one in found]

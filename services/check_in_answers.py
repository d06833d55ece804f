"""What the other says of a meeting that was noted: yes, not quite, or which note is right."""

from program.check_in import (
    Answer,
    CheckIn,
    CheckInState,
    Claim,
)
from program.check_in_form import (
    check_answer,
)
from program.hours import local_day
from program.pairing import Pairing, subject_of
from program.permissions import Act, require
from program.refusal import Refusal
from services.check_in_settling import settle, spread
from services.desk import Look, Work
from store import check_ins as kept
from store import pairings as kept_pairings


def confirm(work: Work, check_in_id: str) -> CheckIn:
    """Say the same as the other: one tap. Whoever said so already says it once more.

    Raises Refusal `check_ins.withdrawn_meanwhile` when there is nothing left to confirm.
    """
    seen, pairing = _mine(work, check_in_id)
    me = work.me
    theirs, mine = seen.claim(pairing.other(me)), seen.claim(me)
    same = theirs if theirs is not None and theirs.met else mine
    if same is None or not same.met:
        raise Refusal("check_ins.withdrawn_meanwhile")
    if seen.state is CheckInState.CONFIRMED:
        return seen
    return _say(work, pairing, seen, same)


def stand_by(work: Work, check_in_id: str) -> CheckIn:
    """Say once more what one said, where notes differ."""
    seen, pairing = _mine(work, check_in_id)
    mine = seen.claim(work.me)
    if mine is None:
        raise Refusal("check_ins.withdrawn_meanwhile")
    return _say(work, pairing, seen, mine) if seen.state is CheckInState.DISPUTED else seen


def deny(work: Work, check_in_id: str) -> CheckIn:
    """Say that the two did not meet. When both say so, the note is gone; twice is once."""
    seen, pairing = _mine(work, check_in_id)
    if seen.state is CheckInState.WITHDRAWN:
        return seen
    return _say(work, pairing, seen, Claim(False, seen.met_on, 0))


def before_answering(look: Look, check_in_id: str) -> CheckIn:
    """The check-in to answer. Refuses as `answer` would."""
    seen, _ = _mine(look, check_in_id)
    if seen.state is CheckInState.WITHDRAWN:
        raise Refusal("check_ins.withdrawn_meanwhile")
    return seen


def answer(work: Work, check_in_id: str, said: Answer) -> CheckIn:
    """Say what there was instead: another day, other minutes, or nothing at all.

    Up to 15 minutes' difference is none: the shorter counts and nobody is asked. The same answer
    twice is a quiet success. Raises Refusal under the fields, `check_ins.withdrawn_meanwhile`.
    """
    seen, pairing = _mine(work, check_in_id)
    today = local_day(work.now, work.actor.zone)
    troubles = check_answer(said, pairing, today, noted=seen.met_on)
    if troubles:
        raise Refusal.of(troubles)
    claim = _claim(seen, said)
    if seen.claim(work.me) == claim:
        return seen
    if seen.state is CheckInState.WITHDRAWN:
        raise Refusal("check_ins.withdrawn_meanwhile")
    return _say(work, pairing, seen, claim)


def _claim(seen: CheckIn, said: Answer) -> Claim:
    if not said.met or said.met_on is None or said.minutes is None:
        return Claim(False, seen.met_on, 0)
    return Claim(True, said.met_on, said.minutes)


def _say(work: Work, pairing: Pairing, seen: CheckIn, claim: Claim) -> CheckIn:
    kept.say(work.session, seen.id, work.me, claim)
    now_said = settle(work, pairing, seen)
    work.note("check_in.answered", about=f"check_in:{seen.id}", state=now_said.state)
    spread(work, pairing, now_said)
    return now_said


def _mine(look: Look, check_in_id: str) -> tuple[CheckIn, Pairing]:
    seen = kept.check_in(look.session, check_in_id)
    pairing = kept_pairings.pairing(look.session, seen.pairing_id) if seen else None
    if seen is None or pairing is None:
        raise Refusal("check_ins.not_found")
    require(look.actor, Act.CHECK_INS_LOG, subject_of(pairing))
    return seen, pairing

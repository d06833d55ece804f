"""What somebody in a pairing does who would rather have another partner: ask, follow, take back."""

from dataclasses import dataclass, replace
from typing import Any

from program.hours import ONE_DAY, local_day
from program.pairing import Pairing, subject_of
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from program.request import (
    Asked,
    Helps,
    Reason,
    Request,
    RequestForAsker,
    RequestSeen,
    RequestStep,
    due_on,
    own_of,
    seen_by,
)
from program.request_forms import check_first, check_second
from services import drafts, pairings, people, request_news, request_owners
from services.desk import Look, Work
from store import pairings as kept_pairings
from store import request_words as words
from store import requests as kept

FORM = "requests.repair"
"""The name of the draft in which the first step waits for the second."""


@dataclass(frozen=True)
class Start:
    """What the form begins with."""

    pairing: Pairing
    other: Person
    mine: RequestSeen | None
    """What the actor asked about this pairing already and did not take back."""
    before: Asked | None
    """What they began to write, or what they asked already: the form goes on from it."""


def choice(look: Look) -> tuple[Pairing, ...]:
    """The actor's running pairings. Raises Refusal `requests.no_pairing_to_change`."""
    found = pairings.mine(look)
    if not found:
        raise Refusal("requests.no_pairing_to_change")
    return found


def start(look: Look, pairing_id: str) -> Start:
    """The form for one pairing. Raises Refusal `requests.pairing_gone` or `.pairing_over`."""
    pairing = _running(look, pairing_id)
    other = pairing.other(look.me)
    mine_already = _mine_of(look, pairing.id)
    earlier = words.asked_by(look.session, mine_already.id, look.me) if mine_already else None
    return Start(
        pairing=pairing,
        other=people.named(look, [other])[other],
        mine=mine_already,
        before=_draft(look, pairing.id) or earlier,
    )


def keep_first(work: Work, pairing_id: str, asked: Asked) -> Start:
    """Put the first step aside until the second is sent.

    Raises Refusal under `reason`, `helps` or `words`, or as `start` does.
    """
    begun = start(work, pairing_id)
    troubles = check_first(asked)
    if troubles:
        raise Refusal.of(troubles)
    kept_draft: dict[str, Any] = {
        "pairing": pairing_id,
        "reason": asked.reason,
        "helps": asked.helps,
        "words": asked.words,
    }
    drafts.keep(work, FORM, kept_draft)
    return replace(begun, before=replace(begun.before or asked, words=asked.words))


def ask_for_another(work: Work, pairing_id: str, second: Asked) -> RequestSeen:
    """Ask, with the first step that was put aside: in confidence, to somebody independent.

    Both of a pair asking is one request, and neither hears of the other's. Sent twice is a quiet
    success. Raises Refusal under `wishes`, `avoid` or `reach`, `requests.draft_gone`, or as `start`
    does.
    """
    pairing = _running(work, pairing_id)
    first = _draft(work, pairing_id)
    if first is None:
        return _sent_before(work, pairing_id)
    asked = replace(second, reason=first.reason, helps=first.helps, words=first.words)
    troubles = (*check_first(asked), *check_second(asked))
    if troubles:
        raise Refusal.of(troubles)
    found = kept.open_of_pairing(work.session, pairing_id)
    request = _received(work, pairing) if found is None else found
    is_first = work.me not in request.asking
    words.speak(work.session, request.id, work.me, asked)
    if found is not None:
        request = kept.take_step(work.session, found, RequestStep.ADDED, by=work.me)
    drafts.drop(work, FORM)
    request = _need(work, request.id)
    work.note("request.received", about=f"request:{request.id}")
    if is_first:
        request_news.tell_asker(work, request, work.me)
    if found is None:
        request_news.tell_owner(work, request)
    request_news.spread(work, request)
    return seen_by(request, work.me)


def mine(look: Look) -> tuple[RequestSeen, ...]:
    """Where the actor's own requests stand, the latest first."""
    found = kept.of_asker(look.session, look.me)
    for one in found:
        require(look.actor, Act.REQUESTS_READ_OWN, own_of(one))
    return tuple(seen_by(one, look.me) for one in found)


def read_mine(look: Look, request_id: str) -> RequestForAsker:
    """One's own words and what became of them. Raises Refusal `requests.not_found`."""
    request = _need(look, request_id)
    require(look.actor, Act.REQUESTS_READ_OWN, own_of(request))
    return words.for_asker(look.session, request, look.me)


def withdraw(work: Work, request_id: str) -> RequestSeen:
    """Take one's asking back; the other one's, if there is one, goes on and stays unknown.

    Pressed twice is a quiet success. Raises Refusal `requests.settled` once it is.
    """
    request = _need(work, request_id)
    require(work.actor, Act.REQUESTS_WITHDRAW, own_of(request))
    if work.me not in request.asking:
        return seen_by(request, work.me)
    if not request.is_open:
        raise Refusal("requests.settled")
    words.take_back(work.session, request.id, work.me)
    last = request.asking == {work.me}
    step = RequestStep.WITHDRAWN if last else RequestStep.ADDED
    days = {} if last else _days_left(request, without=work.me)
    request = kept.take_step(work.session, request, step, by=work.me, **days)
    work.note("request.withdrawn", about=f"request:{request.id}")
    request_news.spread(work, request)
    return seen_by(request, work.me)


def _received(work: Work, pairing: Pairing) -> Request:
    zone = pairing.cohort.program.zone
    today = local_day(work.now, zone)
    due = due_on(today, zone)
    owner = request_owners.choose(work, pairing, without=frozenset())
    return kept.open_case(
        work.session,
        pairing,
        by=work.me,
        owner=owner.person_id,
        by_charter=owner.by_charter,
        due=due,
        watch_on=(due if owner.person_id else today) + ONE_DAY,
    )


def _days_left(request: Request, *, without: str) -> dict[str, Any]:
    """The day the other one who asked was promised, where the case would have been due before."""
    zone = request.cohort.program.zone
    asked = [one.asked_at for one in request.voices if one.person_id in request.asking - {without}]
    due = min(due_on(local_day(at, zone), zone) for at in asked)
    if due <= request.due_on:
        return {}
    return {"due_on": due} if request.owner is None else {"due_on": due, "watch_on": due + ONE_DAY}


def _sent_before(look: Look, pairing_id: str) -> RequestSeen:
    """The second step came again after it was taken: what became of it."""
    mine_already = _mine_of(look, pairing_id)
    if mine_already is None:
        raise Refusal("requests.draft_gone")
    return mine_already


def _mine_of(look: Look, pairing_id: str) -> RequestSeen | None:
    request = kept.open_of_pairing(look.session, pairing_id)
    if request is None or look.me not in request.asking:
        return None
    return seen_by(request, look.me)


def _draft(look: Look, pairing_id: str) -> Asked | None:
    found = drafts.find(look, FORM)
    if found is None or found["pairing"] != pairing_id:
        return None
    return Asked(reason=Reason(found["reason"]), words=found["words"], helps=Helps(found["helps"]))


def _running(look: Look, pairing_id: str) -> Pairing:
    pairing = kept_pairings.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("requests.pairing_gone")
    require(look.actor, Act.REQUESTS_ASK, subject_of(pairing))
    if not pairing.is_running:
        raise Refusal("requests.pairing_over", ended_on=pairing.ended_on)
    return pairing


def _need(look: Look, request_id: str) -> Request:
    request = kept.request(look.session, request_id)
    if request is None:
        raise Refusal("requests.not_found")
    return request

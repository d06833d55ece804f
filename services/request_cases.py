"""What whoever answers a request does: read it, talk first, hand it over, settle it."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.hours import ONE_DAY, local_day
from program.pairing import Ending
from program.pairing_forms import EndForm
from program.permissions import Act, may, require
from program.person import Person
from program.refusal import Refusal
from program.request import (
    Request,
    RequestCase,
    RequestState,
    RequestStep,
    after,
    case_of,
    due_on,
)
from program.request_forms import Answer, Closing, check_answer
from services import pairing_ends, people, request_news, request_owners
from services.desk import Look, Work
from store import request_words as words
from store import requests as kept


@dataclass(frozen=True)
class Case:
    """A request as it is opened, with everybody's name and what the reader may do."""

    case: RequestCase
    people: Mapping[str, Person]
    may_answer: bool
    may_propose: bool
    may_end: bool


def open_case(work: Work, request_id: str) -> Case:
    """Open what was written, in order to answer it; noted in the audit log.

    Its owner's first reading is a step that whoever asked can see. Raises Refusal
    `requests.not_found`, `.in_conflict` or `permissions.*`.
    """
    request = _need(work, request_id)
    require(work.actor, Act.REQUESTS_READ, case_of(request))
    _refuse_conflict(work, request)
    work.note("request.opened", about=f"request:{request.id}")
    unread = (RequestState.RECEIVED, RequestState.PASSED_ON)
    if request.owner == work.actor.person_id and request.state in unread:
        request = _step(work, request, RequestStep.READ)
    return _case(work, request)


def read(look: Look, request_id: str) -> Case:
    """The same, to show it anew after an act; nothing is noted."""
    request = _need(look, request_id)
    require(look.actor, Act.REQUESTS_READ, case_of(request))
    _refuse_conflict(look, request)
    return _case(look, request)


def before_answer(look: Look, request_id: str) -> Case:
    """What a form of the owner begins with. Raises Refusal as the act would."""
    request = _need(look, request_id)
    _require_answer(look, request)
    after(request.state, RequestStep.SETTLED)
    return _case(look, request)


def talk_first(work: Work, request_id: str) -> Case:
    """Tell whoever asked that somebody would like to talk first. Pressed twice is quiet."""
    request = _need(work, request_id)
    _require_answer(work, request)
    if request.state is not RequestState.TALKING:
        request = _step(work, request, RequestStep.TALK)
        work.note("request.talk_first", about=f"request:{request.id}")
        request_news.tell_askers(work, request, request_news.TALK_FIRST)
    return _case(work, request)


def somebody_asked(work: Work, request_id: str) -> Request:
    """Note that another partner is asked because of it; who that is, nobody reads here."""
    request = _need(work, request_id)
    _require_answer(work, request)
    if request.state is RequestState.SOMEBODY_ASKED:
        return request
    work.note("request.somebody_asked", about=f"request:{request.id}")
    return _step(work, request, RequestStep.ASKED)


def somebody_asked_instead(work: Work, pairing_id: str) -> None:
    """The same for the request about a pairing that another proposal is to follow, if one is."""
    request = kept.open_of_pairing(work.session, pairing_id)
    if request is not None:
        somebody_asked(work, request.id)


def settle(work: Work, answer: Answer) -> Request:
    """Close it: the two go on, or the pairing ends today in neutral words to both.

    Sent twice is a quiet success. Raises Refusal under `closing` or `text`,
    `requests.changed_meanwhile` when somebody was earlier, `.only_managers_end`, `.settled`.
    """
    request = _need(work, answer.request_id)
    _require_answer(work, request)
    troubles = check_answer(answer)
    if troubles:
        raise Refusal.of(troubles)
    if not request.is_open and _sent_before(work, request, answer):
        return request
    if request.is_open and request.version != answer.seen_version:
        raise Refusal("requests.changed_meanwhile")
    after(request.state, RequestStep.SETTLED)
    if answer.closing is Closing.END:
        _end(work, request)
    request = _step(work, request, RequestStep.SETTLED, words=answer.text, told=answer.told)
    work.note("request.settled", about=f"request:{request.id}")
    request_news.tell_askers(work, request, request_news.ANSWERED)
    return request


def hand_over(work: Work, request_id: str, to: str) -> Request:
    """Give it to somebody else of the program team (`to`: a person id), with days of their own.

    Handed to whoever has it already it is quiet. Raises Refusal under `to`
    (`requests.cannot_own`), or `requests.settled`.
    """
    request = _need(work, request_id)
    if request.owner == to and may(work.actor, Act.REQUESTS_READ, case_of(request)):
        return request
    _require_answer(work, request)
    if to not in {one.id for one in request_owners.may_own(work, request)}:
        raise Refusal("requests.cannot_own", field="to")
    program = request.cohort.program
    due = due_on(local_day(work.now, program.zone), program.zone)
    request = _step(
        work,
        request,
        RequestStep.HANDED_OVER,
        owner_id=to,
        by_charter=not request_owners.is_manager(work, program.id, to),
        due_on=due,
        watch_on=due + ONE_DAY,
    )
    work.note("request.handed_over", about=f"request:{request.id}", to=to)
    request_news.tell_owner(work, request)
    return request


def others(look: Look, request_id: str) -> tuple[Person, ...]:
    """To whom it can be handed over. Raises Refusal as `before_answer` does."""
    return request_owners.may_own(look, before_answer(look, request_id).case.request)


def _require_answer(look: Look, request: Request) -> None:
    require(look.actor, Act.REQUESTS_ANSWER, case_of(request))
    _refuse_conflict(look, request)


def _refuse_conflict(look: Look, request: Request) -> None:
    if look.actor.person_id not in request_owners.in_conflict(look, request.mentor, request.mentee):
        return
    owner = request.owner
    name = people.named(look, [owner])[owner].name if owner else None
    raise Refusal("requests.in_conflict", name=None if owner == look.actor.person_id else name)


def _end(work: Work, request: Request) -> None:
    program = request.cohort.program
    if not may(work.actor, Act.PAIRINGS_END, case_of(request)):
        raise Refusal("requests.only_managers_end", field="closing")
    today = local_day(work.now, program.zone)
    form = EndForm(request.pairing_id, ending=Ending.CHANGED, last_day=today)
    pairing_ends.end(work, form)


def _step(work: Work, request: Request, step: RequestStep, **changes: object) -> Request:
    taken = kept.take_step(
        work.session,
        request,
        step,
        by=work.actor.person_id,
        **changes,  # type: ignore[arg-type]
    )
    request_news.spread(work, taken)
    return taken


def _sent_before(look: Look, request: Request, answer: Answer) -> bool:
    last = words.last_step(look.session, request.id)
    return (last.step, last.by, last.text) == (
        RequestStep.SETTLED,
        look.actor.person_id,
        answer.text,
    )


def _case(look: Look, request: Request) -> Case:
    read = words.for_owner(look.session, request)
    ids = {request.mentor, request.mentee}
    ids |= {request.owner} if request.owner else set()
    ids |= {one.by for one in read.steps if one.by}
    for voice in read.voices:
        ids |= {voice.voice.person_id, *voice.asked.wishes, *voice.asked.avoid}
    return Case(
        case=read,
        people=people.named(look, ids),
        may_answer=request.is_open and may(look.actor, Act.REQUESTS_ANSWER, case_of(request)),
        may_propose=request.is_open and may(look.actor, Act.PAIRINGS_PROPOSE, case_of(request)),
        may_end=may(look.actor, Act.PAIRINGS_END, case_of(request)),
    )


def _need(look: Look, request_id: str) -> Request:
    request = kept.request(look.session, request_id)
    if request is None:
        raise Refusal("requests.not_found")
    return request

"""What messages about a request say when they are sent or shown anew: never a word of it."""

from dataclasses import dataclass
from datetime import date

from program.delivery import Delivery
from program.hours import local_day
from program.permissions import Act, may, require
from program.person import Person
from program.refusal import Refusal
from program.request import Request, RequestSeen, RequestState, case_of, own_of, seen_by
from services import people
from services.desk import Look
from store import requests as kept


@dataclass(frozen=True)
class ToldAsker:
    """Where one's own request stands, and who answers it."""

    seen: RequestSeen
    owner: Person | None
    today: date


@dataclass(frozen=True)
class ToldOwner:
    """A request for whoever answers it: which pairing and until when, never who asked or why."""

    request: Request
    mentor: Person
    mentee: Person
    owner: Person | None
    is_mine: bool
    """Whether the reader still answers it."""
    may_propose: bool
    today: date


@dataclass(frozen=True)
class ToldOfPassing:
    """That a request went on: to whoever has it now, or to whoever asked."""

    owner: ToldOwner | None
    asker: ToldAsker | None


def told_asker(look: Look, delivery: Delivery) -> ToldAsker:
    """Where it stands for whoever asked. Raises Refusal when it is no more or not theirs."""
    request = _need(look, delivery)
    require(look.seen_by(_to(delivery)).actor, Act.REQUESTS_READ_OWN, own_of(request))
    seen = seen_by(request, _to(delivery))
    owner = people.named(look, [seen.owner])[seen.owner] if seen.owner else None
    return ToldAsker(seen, owner, _today(look, delivery))


def told_owner(look: Look, delivery: Delivery) -> ToldOwner:
    """The request as it stands, for whoever answers or answered it."""
    request = _need(look, delivery)
    reader = look.seen_by(_to(delivery)).actor
    ids = [one for one in (request.mentor, request.mentee, request.owner) if one]
    known = people.named(look, ids)
    return ToldOwner(
        request=request,
        mentor=known[request.mentor],
        mentee=known[request.mentee],
        owner=known[request.owner] if request.owner else None,
        is_mine=request.owner == _to(delivery)
        and may(reader, Act.REQUESTS_ANSWER, case_of(request)),
        may_propose=may(reader, Act.PAIRINGS_PROPOSE, case_of(request)),
        today=_today(look, delivery),
    )


def told_of_passing(look: Look, delivery: Delivery) -> ToldOfPassing:
    """The one or the other, by who reads it."""
    request = _need(look, delivery)
    if _to(delivery) in {one.person_id for one in request.voices}:
        return ToldOfPassing(None, told_asker(look, delivery))
    return ToldOfPassing(told_owner(look, delivery), None)


def is_mine_and_open(look: Look, delivery: Delivery) -> bool:
    """Whether the reader still answers it, or still asks for it."""
    request = _open(look, delivery)
    return request is not None and _to(delivery) in {request.owner, *request.asking}


def is_due_then(look: Look, delivery: Delivery) -> bool:
    """Whether it is still the reader's, and due on the day the message is about."""
    request = _open(look, delivery)
    if request is None or request.owner != _to(delivery):
        return False
    return request.due_on.isoformat() == delivery.about["due"]


def is_talking(look: Look, delivery: Delivery) -> bool:
    """Whether the wish to talk first still stands."""
    request = _open(look, delivery)
    if request is None or request.state is not RequestState.TALKING:
        return False
    return _to(delivery) in request.asking


def is_settled(look: Look, delivery: Delivery) -> bool:
    """Whether it was settled."""
    require(look.actor, Act.REQUESTS_READ_OWN)
    request = kept.request(look.session, delivery.about["request"])
    return request is not None and request.state is RequestState.SETTLED


def _open(look: Look, delivery: Delivery) -> Request | None:
    require(look.actor, Act.REQUESTS_READ_OWN)
    request = kept.request(look.session, delivery.about["request"])
    return request if request is not None and request.is_open else None


def _need(look: Look, delivery: Delivery) -> Request:
    request = kept.request(look.session, delivery.about["request"])
    if request is None:
        raise Refusal("requests.not_found")
    return request


def _to(delivery: Delivery) -> str:
    assert delivery.recipient is not None  # noqa: S101  every message here goes to a person
    return delivery.recipient


def _today(look: Look, delivery: Delivery) -> date:
    return local_day(look.now, people.named(look, [_to(delivery)])[_to(delivery)].zone)

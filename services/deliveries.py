"""What the courier may ask and do: due deliveries, how each kind looks, and what became of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from program.budget import ONE_WEEK, opening_for
from program.delivery import Delivery, Method, Rendered
from program.hours import WorkingHours
from program.outcome import (
    Delivered,
    HandedBack,
    HeldBack,
    NotNeeded,
    NotSure,
    Outcome,
    TryLater,
    Undelivered,
)
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from store import deliveries as rows
from store import people

if TYPE_CHECKING:  # the desk queues deliveries, so it is imported for its names only
    from services.desk import Look, Work

LEASE = timedelta(minutes=3)
"""How long a courier may hold what it claimed before another one takes it up."""


@dataclass(frozen=True)
class Message:
    """A kind of delivery: whether it is still wanted, what it says, and how that looks.

    `still_wanted` and `content` are asked in one read-only transaction at the moment of sending,
    with SYSTEM as the actor (`look.seen_by(delivery.recipient)` reads as the recipient may);
    `render` gets what `content` answered and touches nothing else. When a sent message is shown
    anew (`delivery.ts` is set) only `content` and `render` are asked. A Refusal raised by `content`
    means that there is nothing left to say.
    """

    name: str
    still_wanted: Callable[["Look", Delivery], bool]
    content: Callable[["Look", Delivery], Any]
    render: Callable[[Any], Rendered]


@dataclass(frozen=True)
class Ready:
    """To be sent now: to whom (Slack user id; None for a channel post), and what it says."""

    slack_user: str | None
    content: Any


def next_due(look: "Look") -> datetime | None:
    """The earliest moment at which a claim would find something; None when nothing is queued."""
    require(look.actor, Act.DELIVERIES_CARRY)
    return rows.next_due(look.session)


def claim(work: "Work", limit: int) -> list[Delivery]:
    """Take up to `limit` due deliveries for LEASE: by class, then by age."""
    require(work.actor, Act.DELIVERIES_CARRY)
    return rows.claim_due(work.session, work.now, limit, int(LEASE.total_seconds()))


def address(look: "Look", delivery: Delivery) -> str | None:
    """The Slack user id a delivery goes to; None when nobody is known by it."""
    require(look.actor, Act.DELIVERIES_CARRY)
    person = _recipient(look, delivery)
    return person.slack_user if person else None


def judge(look: "Look", delivery: Delivery, message: Message) -> Ready | Outcome:
    """Decide at this moment: send it, hold it for hours or budget, or let it go."""
    require(look.actor, Act.DELIVERIES_CARRY)
    person = _recipient(look, delivery)
    if delivery.recipient is not None and (person is None or person.erased):
        return NotNeeded("person_gone")
    if person is not None and person.deactivated:
        return Undelivered("user_disabled")
    if delivery.ts is None:
        objection = _objection(look, delivery, person) or _left_over(look, delivery, message)
        if objection is not None:
            return objection
    try:
        content = message.content(look, delivery)
    except Refusal as refusal:
        return NotNeeded(refusal.code)
    return Ready(person.slack_user if person else None, content)


def record(work: "Work", delivery: Delivery, outcome: Outcome) -> bool:
    """Write down what became of a claimed delivery. False: somebody else holds it by now."""
    require(work.actor, Act.DELIVERIES_CARRY)
    if delivery.claim is None:
        return False
    held = (work.session, delivery.id, delivery.claim)
    match outcome:
        case Delivered(channel, ts):
            written = rows.record_sent(*held, channel=channel, ts=ts)
        case HeldBack(until, reason):
            written = rows.record_held(*held, until=until, reason=reason)
        case TryLater(at, reason):
            written = rows.record_later(*held, at=at, reason=reason)
        case NotSure(again_at, reason):
            written = rows.record_unknown(*held, again_at=again_at, reason=reason)
        case Undelivered(reason):
            written = rows.record_failed(*held, reason=reason)
        case NotNeeded(_) if delivery.ts is not None:
            # What was sent stays sent: there is only nothing newer to show.
            written = rows.record_sent(*held, channel=delivery.channel, ts=delivery.ts)
        case NotNeeded(reason):
            written = rows.record_dropped(*held, reason=reason)
        case HandedBack():
            written = rows.release(*held)
    return written


def _recipient(look: "Look", delivery: Delivery) -> Person | None:
    if delivery.recipient is None:
        return None
    try:
        return people.by_id(look.session, delivery.recipient)
    except LookupError:
        return None


def _objection(look: "Look", delivery: Delivery, person: Person | None) -> Outcome | None:
    """Hours and budget of the reader, which a home page does not touch: nobody is rung up by it."""
    if person is None or delivery.method is Method.PUBLISH:
        return None
    sent = rows.sent_since(look.session, person.id, look.now - ONE_WEEK)
    opening = opening_for(delivery.cls, look.now, WorkingHours(zone=person.zone), sent)
    if opening.held is None:
        return None
    if delivery.expires_at is not None and delivery.expires_at <= opening.at:
        return NotNeeded("moment_passed")
    return HeldBack(opening.at, opening.held)


def _left_over(look: "Look", delivery: Delivery, message: Message) -> Outcome | None:
    if delivery.expires_at is not None and delivery.expires_at <= look.now:
        return NotNeeded("moment_passed")
    return None if message.still_wanted(look, delivery) else NotNeeded("not_wanted")

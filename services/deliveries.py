"""What is delivered: each kind of message, and whether it is sent at this moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from program.budget import ONE_WEEK, opening_for
from program.delivery import Delivery, Method, Rendered
from program.hours import WorkingHours
from program.outcome import HeldBack, NotNeeded, Outcome, Undelivered
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from store import deliveries as rows
from store import people

if TYPE_CHECKING:  # the desk queues deliveries, so it is imported for its names only
    from services.desk import Look


T = TypeVar("T")


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


def address(look: "Look", delivery: Delivery) -> str | None:
    """The Slack user id a delivery goes to; None when nobody is known by it."""
    require(look.actor, Act.DELIVERIES_CARRY)
    person = _recipient(look, delivery)
    return person.slack_user if person else None


def read_ahead(look: "Look", deliveries: Sequence[Delivery]) -> None:
    """Read at once what judging these asks of each of them. For a look that only reads."""
    require(look.actor, Act.DELIVERIES_CARRY)
    session = look.session
    recipients = {one.recipient for one in deliveries if one.recipient is not None}
    for recipient, person in people.by_ids(session, recipients).items():
        session.remembered(("recipient", recipient), partial(_same, person))
    for recipient, sent in rows.sent_to(session, recipients, look.now - ONE_WEEK).items():
        session.remembered(("sent to", recipient), partial(_same, sent))


def judge(look: "Look", delivery: Delivery, message: Message) -> Ready | Outcome:
    """Decide at this moment: send it, hold it for hours or budget, or let it go."""
    require(look.actor, Act.DELIVERIES_CARRY)
    person = _recipient(look, delivery)
    if delivery.recipient is not None and (person is None or person.erased):
        return NotNeeded("person_gone")
    if person is not None and person.deactivated:
        return Undelivered("user_disabled")
    try:
        if delivery.ts is None:
            objection = _objection(look, delivery, person) or _left_over(look, delivery, message)
            if objection is not None:
                return objection
        content = message.content(look, delivery)
    except Refusal as refusal:
        return NotNeeded(refusal.code)
    return Ready(person.slack_user if person else None, content)


def _recipient(look: "Look", delivery: Delivery) -> Person | None:
    recipient = delivery.recipient
    if recipient is None:
        return None
    return look.session.remembered(
        ("recipient", recipient), lambda: people.by_ids(look.session, [recipient]).get(recipient)
    )


def _same(known: T) -> T:
    return known


def _objection(look: "Look", delivery: Delivery, person: Person | None) -> Outcome | None:
    """Hours and budget of the reader, which a home page does not touch: nobody is rung up by it."""
    if person is None or delivery.method is Method.PUBLISH:
        return None
    sent = look.session.remembered(
        ("sent to", person.id),
        lambda: rows.sent_since(look.session, person.id, look.now - ONE_WEEK),
    )
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

"""What the messages of check-ins say at the moment they are sent or shown anew."""

from dataclasses import dataclass
from datetime import date

from program.check_in import CheckIn, CheckInState
from program.delivery import Delivery
from program.hours import local_day
from program.pairing import Pairing, PairingState, subject_of
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import people
from services.desk import Look
from store import check_ins as kept
from store import pairings as kept_pairings


@dataclass(frozen=True)
class Told:
    """A check-in for one of the two; not a word of what was written."""

    check_in: CheckIn
    pairing: Pairing
    reader: Person
    other: Person
    today: date
    is_open: bool
    """Whether this very message still waits for an answer."""
    entered_by: Person | None = None
    """Who entered what the message tells of, on somebody's behalf."""


def told(look: Look, delivery: Delivery) -> Told:
    """What any message about a check-in is made of. Raises Refusal when it is no more."""
    check_in, pairing, reader_id = _what(look, delivery)
    other_id = pairing.other(reader_id)
    sides = [check_in.side(reader_id), check_in.side(other_id)]
    entered_by = next((one.entered_by for one in sides if one and one.entered_by), None)
    ids = {reader_id, other_id, *([entered_by] if entered_by else [])}
    named = people.named(look, ids)
    return Told(
        check_in,
        pairing,
        reader=named[reader_id],
        other=named[other_id],
        today=local_day(look.now, named[reader_id].zone),
        is_open=_is_open(check_in, delivery, reader_id),
        entered_by=named[entered_by] if entered_by else None,
    )


def is_to_confirm(look: Look, delivery: Delivery) -> bool:
    """Whether the recipient is still asked, by this very message, and the pairing does not rest."""
    check_in, pairing, reader = _what(look, delivery)
    if pairing.state is PairingState.PAUSED or not check_in.waits_for(reader):
        return False
    return _is_open(check_in, delivery, reader)


def differs(look: Look, delivery: Delivery) -> bool:
    """Whether notes still differ, the two are asked, and the pairing does not rest."""
    check_in, pairing, _ = _what(look, delivery)
    asked = check_in.state is CheckInState.DISPUTED and check_in.ask_ends_at is not None
    return asked and pairing.state is not PairingState.PAUSED


def is_taken_back(look: Look, delivery: Delivery) -> bool:
    """Whether the other still says nothing of it, and the recipient does."""
    check_in, pairing, reader = _what(look, delivery)
    is_left = check_in.state is CheckInState.ONE_SIDED
    return is_left and check_in.claim(pairing.other(reader)) is None


def is_entered(look: Look, delivery: Delivery) -> bool:
    """Whether what was entered on the recipient's behalf still stands so."""
    check_in, _, reader = _what(look, delivery)
    side = check_in.side(reader)
    return side is not None and side.claim is not None and side.entered_by is not None


def _is_open(check_in: CheckIn, delivery: Delivery, reader: str) -> bool:
    """Whether nothing was said by the reader, and nothing taken from them, since it was queued."""
    side = check_in.side(reader)
    return side is None or side.said_at <= delivery.queued_at


def _what(look: Look, delivery: Delivery) -> tuple[CheckIn, Pairing, str]:
    check_in = kept.check_in(look.session, delivery.about["check_in"])
    pairing = kept_pairings.pairing(look.session, delivery.about["pairing"])
    if check_in is None or pairing is None:
        raise Refusal("check_ins.not_found")
    require(look.actor, Act.CHECK_INS_READ, subject_of(pairing))
    assert delivery.recipient is not None  # noqa: S101  every message here goes to a person
    return check_in, pairing, delivery.recipient

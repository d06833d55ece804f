"""What the messages about another kind say at the moment they are sent or shown anew."""

from dataclasses import dataclass
from datetime import date

from program.delivery import Delivery
from program.hours import local_day
from program.pairing import Pairing, as_told, subject_of
from program.pairing_kinds import KindAsk
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import people
from services.desk import Look
from store import pairing_kinds as kept
from store import pairings as kept_pairings


@dataclass(frozen=True)
class ToldOfKind:
    """A suggestion for one reader, and what became of it."""

    pairing: Pairing
    ask: KindAsk
    other: Person
    """The other of the two, as the reader sees it."""
    waits: bool
    """Whether an answer still counts."""
    zone: str
    today: date


def told_of_kind(look: Look, delivery: Delivery) -> ToldOfKind:
    """The suggestion as it stands. Raises Refusal when it is no more."""
    pairing, ask = _found(look, delivery)
    reader_id = delivery.recipient or ""
    seen = look.seen_by(reader_id)
    require(seen.actor, Act.PAIRINGS_KIND_ASK, subject_of(pairing))
    other_id = pairing.other(reader_id)
    zone = seen.actor.zone
    return ToldOfKind(
        pairing=as_told(pairing),
        ask=ask,
        other=people.named(look, [other_id])[other_id],
        waits=pairing.is_running and ask.waits_at(look.now),
        zone=zone,
        today=local_day(look.now, zone),
    )


def kind_is_asked(look: Look, delivery: Delivery) -> bool:
    """Whether the answer is still to come."""
    pairing, ask = _found(look, delivery)
    return pairing.is_running and ask.waits_at(look.now)


def kind_is_told(look: Look, delivery: Delivery) -> bool:
    """Whether the two still meet or rest, so that what became of it matters to them."""
    return _found(look, delivery)[0].is_running


def _found(look: Look, delivery: Delivery) -> tuple[Pairing, KindAsk]:
    require(look.actor, Act.PAIRINGS_PLAN)
    ask = kept.by_id(look.session, delivery.about["kind_ask"])
    pairing = kept_pairings.pairing(look.session, ask.pairing_id) if ask else None
    if ask is None or pairing is None:
        raise Refusal("pairings.kind_gone")
    return pairing, ask

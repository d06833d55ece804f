"""What the messages about a pause say at the moment they are sent or shown anew."""

from dataclasses import dataclass
from datetime import date

from program.delivery import Delivery
from program.hours import local_day
from program.pairing import Pairing, PairingState, subject_of
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from program.request_pause import Pause
from services import people
from services.desk import Look
from store import pairings as kept_pairings
from store import request_pauses as kept


@dataclass(frozen=True)
class ToldOfPause:
    """A pause for one reader: whether it is theirs, and what became of it."""

    pairing: Pairing
    pause: Pause
    is_mine: bool
    today: date
    asked_until: date | None = None
    """The end the message was about, where it was about one."""


@dataclass(frozen=True)
class ToldOfResumption:
    """That a pairing is back on, and who the other one is."""

    pairing: Pairing
    other: Person
    today: date
    is_current: bool
    """Whether it still goes on since then."""


def told_of_pause(look: Look, delivery: Delivery) -> ToldOfPause:
    """The pause as it is now. Raises Refusal when it is no more."""
    pairing, pause = _pairing(look, delivery), _pause(look, delivery)
    if pairing is None or pause is None:
        raise Refusal("requests.pause_over")
    until = delivery.about.get("until")
    return ToldOfPause(
        pairing=pairing,
        pause=pause,
        is_mine=pause.person_id == delivery.recipient,
        today=_today(look, delivery),
        asked_until=date.fromisoformat(until) if until else None,
    )


def told_of_resumption(look: Look, delivery: Delivery) -> ToldOfResumption:
    """The pairing as it is now, and the other of the two. Raises Refusal when it is no more."""
    pairing = _pairing(look, delivery)
    if pairing is None:
        raise Refusal("requests.pairing_gone")
    other = pairing.other(delivery.recipient or "")
    return ToldOfResumption(
        pairing=pairing,
        other=people.named(look, [other])[other],
        today=_today(look, delivery),
        is_current=pairing.state is PairingState.ACTIVE,
    )


def is_resting(look: Look, delivery: Delivery) -> bool:
    """Whether the pause still lets the pairing rest."""
    pairing, pause = _pairing(look, delivery), _pause(look, delivery)
    if pairing is None or pause is None:
        return False
    return pause.is_open and pairing.state is PairingState.PAUSED


def ends_as_asked(look: Look, delivery: Delivery) -> bool:
    """Whether it still rests, and until the day the message is about."""
    pause = _pause(look, delivery)
    same = pause is not None and pause.until.isoformat() == delivery.about["until"]
    return same and is_resting(look, delivery)


def goes_on(look: Look, delivery: Delivery) -> bool:
    """Whether the pairing still goes on since it was resumed."""
    pairing = _pairing(look, delivery)
    return pairing is not None and pairing.state is PairingState.ACTIVE


def _pairing(look: Look, delivery: Delivery) -> Pairing | None:
    pairing = kept_pairings.pairing(look.session, delivery.about["pairing"])
    if pairing is not None:
        require(look.actor, Act.PAIRINGS_READ, subject_of(pairing))
    return pairing


def _pause(look: Look, delivery: Delivery) -> Pause | None:
    return kept.by_id(look.session, delivery.about["pause"])


def _today(look: Look, delivery: Delivery) -> date:
    assert delivery.recipient is not None  # noqa: S101  every message here goes to a person
    reader = people.named(look, [delivery.recipient])[delivery.recipient]
    return local_day(look.now, reader.zone)

"""What the messages of pairings say at the moment they are sent or shown anew."""

from dataclasses import dataclass
from datetime import date

from program.delivery import Delivery
from program.hours import local_day
from program.pairing import Pairing, PairingState, as_told, question_of, subject_of
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import pairing_answers, pairing_reasons, pairing_starts, people, rhythm
from services.desk import Look
from services.pairing_reasons import Reasons
from services.pairing_starts import Left
from store import pairings as kept


@dataclass(frozen=True)
class ToldMentor:
    """The question to a mentor, or what became of it."""

    pairing: Pairing
    mentee: Person
    reasons: Reasons
    left: Left
    further: int | None
    most_further: int
    zone: str
    today: date


@dataclass(frozen=True)
class ToldPair:
    """What one of the two is told of their pairing."""

    pairing: Pairing
    reader: Person
    other: Person
    reasons: Reasons
    today: date
    has_met: bool = False
    """Whether the two noted a meeting already."""

    @property
    def is_mentee(self) -> bool:
        """Whether the reader is the mentee."""
        return self.reader.id == self.pairing.mentee


def told_mentor(look: Look, delivery: Delivery) -> ToldMentor:
    """For the mentor who is or was asked. Raises Refusal when it is no more."""
    return told_of(look.seen_by(_reader(look, delivery).id), _pairing(look, delivery))


def told_of(look: Look, pairing: Pairing) -> ToldMentor:
    """The same for the actor, who is or was asked. Raises Refusal `permissions.*`."""
    require(look.actor, Act.PAIRINGS_ANSWER, question_of(pairing))
    further, most = pairing_answers.further_places(look, pairing)
    zone = look.actor.zone
    return ToldMentor(
        pairing=pairing,
        mentee=people.named(look, [pairing.mentee])[pairing.mentee],
        reasons=pairing_reasons.reasons(look, pairing),
        left=pairing_starts.what_is_left(look, pairing),
        further=further,
        most_further=most,
        zone=zone,
        today=local_day(look.now, zone),
    )


def told_pair(look: Look, delivery: Delivery) -> ToldPair:
    """For one of the two, once it has started."""
    pairing = _pairing(look, delivery)
    reader = _reader(look, delivery)
    seen = look.seen_by(reader.id)
    require(seen.actor, Act.PAIRINGS_READ, subject_of(pairing))
    other_id = pairing.other(reader.id)
    return ToldPair(
        pairing=as_told(pairing),
        reader=reader,
        other=people.named(look, [other_id])[other_id],
        reasons=pairing_reasons.reasons(seen, pairing),
        # A last day is over where the program is: nobody west of it reads that it is to come.
        today=max(local_day(look.now, one) for one in (reader.zone, pairing.cohort.program.zone)),
        has_met=_has_met(look, pairing),
    )


def is_asked(look: Look, delivery: Delivery) -> bool:
    """Whether the mentor's answer is still to come."""
    return _pairing(look, delivery).state is PairingState.ASKED


def is_running(look: Look, delivery: Delivery) -> bool:
    """Whether the two meet or rest."""
    return _pairing(look, delivery).is_running


def is_before_first_meeting(look: Look, delivery: Delivery) -> bool:
    """Whether the two meet soon for the first time: after it the guide says nothing new."""
    pairing = _pairing(look, delivery)
    return pairing.is_running and not _has_met(look, pairing)


def is_closing(look: Look, delivery: Delivery) -> bool:
    """Whether the last day still stands."""
    return _pairing(look, delivery).ended_on is not None


def goes_on(look: Look, delivery: Delivery) -> bool:
    """Whether it still goes on after a last day was taken back."""
    pairing = _pairing(look, delivery)
    return pairing.is_running and pairing.ended_on is None


def _has_met(look: Look, pairing: Pairing) -> bool:
    found = rhythm.rhythms(look, [pairing]).get(pairing.id)
    return found is not None and found.last_met is not None


def _pairing(look: Look, delivery: Delivery) -> Pairing:
    require(look.actor, Act.PAIRINGS_PLAN)
    found = kept.pairing(look.session, delivery.about["pairing"])
    if found is None:
        raise Refusal("pairings.not_found")
    return found


def _reader(look: Look, delivery: Delivery) -> Person:
    assert delivery.recipient is not None  # noqa: S101  every message here goes to a person
    return people.named(look, [delivery.recipient])[delivery.recipient]

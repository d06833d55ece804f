"""*Our pairing*: what each of the two reads of it, and what they can do."""

from dataclasses import dataclass, field
from datetime import date

from program.hours import local_day
from program.pairing import Pairing, as_told, subject_of
from program.pairing_kinds import KindAsk
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from program.rhythm import Rhythm
from services import (
    pairing_ends,
    pairing_kinds,
    pairing_reasons,
    pairings,
    people,
    rhythm,
    rosters,
)
from services.desk import Look
from services.pairing_reasons import Reasons
from store import pairing_words as words
from store import pairings as kept


@dataclass(frozen=True)
class Side:
    """A pairing from one of its two sides, for Home and lists."""

    pairing: Pairing
    other: Person
    is_mentee: bool
    """Whether the reader is the mentee."""
    rhythm: Rhythm | None
    location: str = ""
    """Where the other works, if the roster says so."""


@dataclass(frozen=True)
class Overview:
    """The whole of it for one of the two."""

    side: Side
    reasons: Reasons
    today: date
    last_day: date | None
    """Set and known to the reader."""
    may_reopen: bool
    told_end: bool
    """Whether both know of the last day."""
    why: str = field(repr=False)
    thanks: str | None = field(default=None, repr=False)
    kind_ask: KindAsk | None = None
    """Another kind that one of the two suggested, while an answer is awaited."""


def sides(look: Look) -> tuple[Side, ...]:
    """The actor's own pairings that run, each with the other one and how its meetings go."""
    return _sides(look, pairings.mine(look))


def has_any(look: Look) -> bool:
    """Whether the actor has a pairing that runs: shows the word and its button."""
    return bool(pairings.mine(look))


def overview(look: Look, pairing_id: str) -> Overview:
    """One of them, also after its end. Raises Refusal `pairings.not_found`, `permissions.*`."""
    pairing = kept.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("pairings.not_found")
    require(look.actor, Act.PAIRINGS_READ, subject_of(pairing))
    may_reopen = pairing_ends.may_reopen(look, pairing)
    knows = pairing.end_told or may_reopen
    return Overview(
        side=_sides(look, [pairing])[0],
        reasons=pairing_reasons.reasons(look, pairing),
        today=local_day(look.now, look.actor.zone),
        last_day=pairing.ended_on if knows else None,
        may_reopen=may_reopen,
        told_end=pairing.end_told,
        why=words.why(look.session, pairing.id),
        thanks=words.thanks(look.session, pairing.id) if knows else None,
        kind_ask=pairing_kinds.waiting(look, pairing),
    )


def _sides(look: Look, found: tuple[Pairing, ...] | list[Pairing]) -> tuple[Side, ...]:
    me = look.me
    others = {one.id: one.other(me) for one in found}
    known = people.named(look, list(others.values()))
    cards = rosters.cards(look, list(others.values()))
    beats = rhythm.rhythms(look, [one for one in found if one.is_running])
    return tuple(
        Side(
            pairing=as_told(one),
            other=known[others[one.id]],
            is_mentee=one.mentee == me,
            rhythm=beats.get(one.id),
            location=cards[others[one.id]].location if others[one.id] in cards else "",
        )
        for one in found
    )

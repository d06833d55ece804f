"""Pairings as the program team oversees them: states and counts, and why these two; no more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from program.cohort import Cohort
from program.hours import local_day
from program.pairing import (
    HOLDS_PLACE,
    OPEN,
    RUNNING,
    Pairing,
    PairingState,
    PairingStep,
    StepTaken,
    as_told,
    case_of,
    deadlines,
    may_follow,
)
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from program.rhythm import Beat, Rhythm
from services import pairing_ends, pairing_reasons, pairing_starts, people, rhythm
from services.desk import Look
from services.pairing_reasons import Reasons
from services.pairing_starts import Left
from store import cohorts as kept_cohorts
from store import pairing_searches
from store import pairing_words as words
from store import pairings as kept

MOST_FOUND = 20
"""Answers of a menu that is searched while somebody types."""


class Shown(StrEnum):
    """Which part of the list is looked at."""

    OPEN = "open"
    """All that holds a place."""
    ASKED = "asked"
    SILENT = "silent"
    READY = "ready"
    ACTIVE = "active"
    OVERDUE = "overdue"
    NOT_MET = "not_met"
    RESTING = "resting"
    LOOK = "look"
    """Marked to be looked at."""
    NOT_TAKEN_UP = "not_taken_up"
    ENDED = "ended"
    ALL = "all"


STATES: Mapping[Shown, Collection[PairingState]] = {
    Shown.OPEN: HOLDS_PLACE,
    Shown.ASKED: {PairingState.ASKED},
    Shown.SILENT: {PairingState.ASKED},
    Shown.READY: {PairingState.READY},
    Shown.ACTIVE: {PairingState.ACTIVE},
    Shown.OVERDUE: {PairingState.ACTIVE},
    Shown.NOT_MET: {PairingState.ACTIVE},
    Shown.RESTING: {PairingState.PAUSED},
    Shown.LOOK: frozenset(PairingState),
    Shown.NOT_TAKEN_UP: {PairingState.DECLINED, PairingState.LAPSED, PairingState.WITHDRAWN},
    Shown.ENDED: {PairingState.ENDED},
    Shown.ALL: frozenset(PairingState),
}


@dataclass(frozen=True)
class CaseLine:
    """One pairing in the list or the inbox."""

    pairing: Pairing
    mentor: Person
    mentee: Person
    rhythm: Rhythm | None = None


@dataclass(frozen=True)
class Case:
    """One pairing opened by somebody of the program team."""

    line: CaseLine
    """Of its mark and of how it ended, only what the reader may know."""
    reasons: Reasons
    left: Left
    steps: tuple[StepTaken, ...]
    people: Mapping[str, Person]
    today: date
    may_withdraw: bool
    may_end: bool
    may_reopen: bool
    may_settle: bool
    may_propose: bool
    why: str = field(repr=False)


def overseen(look: Look) -> tuple[Cohort, ...]:
    """The cohorts whose pairings the actor may oversee, whatever their state."""
    if not may_somewhere(look.actor, Act.PAIRINGS_OVERSEE):
        return ()
    return tuple(
        one
        for one in kept_cohorts.cohorts(look.session)
        if may(look.actor, Act.PAIRINGS_OVERSEE, Subject(program_id=one.program.id))
    )


def lines(look: Look, shown: Shown, typed: str = "") -> tuple[CaseLine, ...]:
    """The pairings of that part of the list, without the actor's own, oldest first.

    `typed` narrows it to pairs with a name that holds these words. Raises Refusal `permissions.*`.
    """
    require_team(look)
    cohort_ids = [one.id for one in overseen(look)]
    found = _without_own(look, kept.of_cohorts(look.session, cohort_ids, STATES[shown]))
    if shown is Shown.LOOK:
        found = _to_settle(look, found)
    wanted = typed.casefold().split()
    return tuple(
        one for one in with_names(look, found) if _fits(look, one, shown) and _is_named(one, wanted)
    )


def require_team(look: Look) -> None:
    """Raise Refusal `permissions.*` for whoever oversees pairings nowhere."""
    if not may_somewhere(look.actor, Act.PAIRINGS_OVERSEE):
        require(look.actor, Act.PAIRINGS_OVERSEE)


def running_found(look: Look, typed: str = "") -> tuple[CaseLine, ...]:
    """Pairings that run, with a name that holds what was typed; at most 20 for a menu."""
    running = (*lines(look, Shown.ACTIVE, typed), *lines(look, Shown.RESTING, typed))
    return running[:MOST_FOUND] if typed else running


def silent(look: Look) -> tuple[CaseLine, ...]:
    """Questions to mentors that were asked so long ago that they were reminded."""
    return lines(look, Shown.SILENT)


def held_up(look: Look) -> tuple[CaseLine, ...]:
    """Pairings whose mentor said yes, and that did not begin for as long as makes one silent."""
    return tuple(
        one
        for one in lines(look, Shown.READY)
        if look.now >= deadlines(one.pairing.since, one.mentor.zone).remind_at
    )


def to_look_at(look: Look) -> tuple[CaseLine, ...]:
    """Pairings that are marked, for whoever decides: a conflict, a line, an account that closed."""
    cohort_ids = [one.id for one in overseen(look)]
    return with_names(look, _to_settle(look, pairing_searches.flagged(look.session, cohort_ids)))


def not_taken_up(look: Look) -> tuple[CaseLine, ...]:
    """Said no to or lapsed in cohorts that still run, with nobody else asked for the mentee yet."""
    cohort_ids = [
        one.id for one in overseen(look) if local_day(look.now, one.program.zone) <= one.ends
    ]
    return with_names(
        look, _without_own(look, pairing_searches.not_taken_up(look.session, cohort_ids))
    )


def case(look: Look, pairing_id: str) -> Case:
    """One pairing with its history, for the program team without whoever is one of the two."""
    pairing = kept.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("pairings.not_found")
    subject = case_of(pairing)
    require(look.actor, Act.PAIRINGS_OVERSEE, subject)
    steps = words.steps(look.session, pairing.id)
    may_decide = may(look.actor, Act.PAIRINGS_SETTLE, subject)
    settled = pairing.flag is not None and may_follow(pairing, PairingStep.KEPT)
    return Case(
        line=with_names(look, [pairing if may_decide else as_told(pairing)])[0],
        reasons=pairing_reasons.reasons(look, pairing),
        left=pairing_starts.what_is_left(look, pairing),
        steps=steps,
        people=people.named(look, [one.by for one in steps if one.by]),
        today=local_day(look.now, look.actor.zone),
        may_withdraw=pairing.state in OPEN and may(look.actor, Act.PAIRINGS_WITHDRAW, subject),
        may_end=pairing.state in RUNNING
        and pairing.ended_on is None
        and may(look.actor, Act.PAIRINGS_END, subject),
        may_reopen=pairing_ends.may_reopen(look, pairing),
        may_settle=settled and may_decide,
        may_propose=not pairing.holds_place and may(look.actor, Act.PAIRINGS_PROPOSE, subject),
        why=words.why(look.session, pairing.id),
    )


def with_names(look: Look, found: Sequence[Pairing]) -> tuple[CaseLine, ...]:
    """These pairings with both names and how their meetings go."""
    ids = {person for one in found for person in (one.mentor, one.mentee)}
    known = people.named(look, list(ids))
    beats = rhythm.rhythms(look, [one for one in found if one.is_running])
    return tuple(
        CaseLine(one, known[one.mentor], known[one.mentee], beats.get(one.id)) for one in found
    )


def _without_own(look: Look, found: Sequence[Pairing]) -> tuple[Pairing, ...]:
    return tuple(one for one in found if may(look.actor, Act.PAIRINGS_OVERSEE, case_of(one)))


def _to_settle(look: Look, found: Sequence[Pairing]) -> tuple[Pairing, ...]:
    return tuple(one for one in found if may(look.actor, Act.PAIRINGS_SETTLE, case_of(one)))


def _fits(look: Look, one: CaseLine, shown: Shown) -> bool:
    match shown:
        case Shown.SILENT:
            return look.now >= deadlines(one.pairing.asked_at, one.mentor.zone).remind_at
        case Shown.OVERDUE:
            return one.rhythm is not None and one.rhythm.beat is Beat.CHECK_IN
        case Shown.NOT_MET:
            return one.rhythm is not None and one.rhythm.last_met is None
        case Shown.LOOK:
            return one.pairing.flag is not None
        case _:
            return True


def _is_named(one: CaseLine, wanted: Sequence[str]) -> bool:
    names = f"{one.mentor.name} {one.mentee.name}".casefold()
    return all(word in names for word in wanted)

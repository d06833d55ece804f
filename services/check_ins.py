"""Check-ins as they may be read: by the two who met, and as counts by those who answer for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from program.check_in import (
    CORRECT_FOR,
    CheckIn,
    CheckInShared,
    CheckInState,
    OwnWords,
)
from program.cohort import Cohort
from program.hours import local_day
from program.nomination import competencies_of
from program.pairing import RUNNING, Pairing, PairingState, subject_of
from program.permissions import Act, Subject, may, require
from program.person import Person
from program.refusal import Refusal
from program.rhythm import kept_round
from services import people
from services.desk import Look
from store import check_in_words as words
from store import check_ins as kept
from store import cohorts as kept_cohorts
from store import pairings as kept_pairings

LATEST = 10
"""Meetings shown in the list of a pairing."""
_BEGUN = frozenset({PairingState.ACTIVE, PairingState.PAUSED, PairingState.ENDED})


@dataclass(frozen=True)
class Choice:
    """A running pairing of one's own, as a form offers it."""

    pairing: Pairing
    other: Person


@dataclass(frozen=True)
class Seen:
    """A check-in as one of the two sees it in lists: no word of what was written."""

    check_in: CheckIn
    pairing: Pairing
    me: str
    """Person id of the reader."""
    other: Person
    may_change: bool = False


@dataclass(frozen=True)
class Read:
    """Everything one of the two reads of a meeting: what both share, and their own words."""

    seen: Seen
    shared: CheckInShared
    own: OwnWords = field(repr=False)
    entered_by: Person | None = None
    """Who entered the first note on somebody's behalf."""
    may_answer: bool = True
    """Whether the blind answers can still be given or changed."""


@dataclass(frozen=True)
class MetCounts:
    """How many meetings there were; counts only."""

    confirmed: int
    one_sided: int
    disputed: int
    minutes: int
    """Of confirmed and one-sided meetings."""


@dataclass(frozen=True)
class Given:
    """The time a mentor gave in a month."""

    minutes: int
    confirmed: int
    one_sided: int


def choices(look: Look) -> tuple[Choice, ...]:
    """The running pairings of the actor, oldest first; empty for whoever is in none."""
    found = kept_pairings.of_person(look.session, look.me, RUNNING)
    return _choices(
        look, [one for one in found if may(look.actor, Act.CHECK_INS_LOG, subject_of(one))]
    )


def choice_of(look: Look, pairing_id: str) -> Choice:
    """One pairing of the actor in which a meeting can be noted: it runs, or ended not long ago.

    Raises Refusal `check_ins.ended`, `check_ins.not_found` or `permissions.*`.
    """
    pairing = _pairing(look, pairing_id)
    require(look.actor, Act.CHECK_INS_LOG, subject_of(pairing))
    ended = pairing.ended_on if pairing.state is PairingState.ENDED else None
    if ended is not None and local_day(look.now, pairing.cohort.program.zone) > ended + CORRECT_FOR:
        raise Refusal("check_ins.ended", ended=ended)
    (choice,) = _choices(look, [pairing])
    return choice


def may_log(look: Look) -> bool:
    """Whether the actor has a pairing to log a check-in for."""
    return bool(choices(look))


def to_confirm(look: Look) -> tuple[Seen, ...]:
    """What the other noted and the actor is asked to confirm, the oldest first."""
    return tuple(one for one in _open(look) if one.check_in.waits_for(one.me))


def differing(look: Look) -> tuple[Seen, ...]:
    """Meetings of the actor about which notes differ, while the two are asked."""
    return tuple(one for one in _open(look) if one.check_in.state is CheckInState.DISPUTED)


def latest(look: Look, pairing_id: str, *, count: int = LATEST) -> tuple[Seen, ...]:
    """The last meetings of a pairing, for one of the two. Raises Refusal `check_ins.not_found`."""
    pairing = _pairing(look, pairing_id)
    (choice,) = _choices(look, [pairing])
    found = kept.of_pairing(look.session, pairing.id, latest=count)
    return tuple(_seen(look, one, choice) for one in found)


def of_the_two(look: Look, pairing_id: str) -> Pairing:
    """A pairing, for one of the two. Raises Refusal `check_ins.not_found` or `permissions.*`."""
    return _pairing(look, pairing_id)


def agreed(look: Look, pairing_id: str) -> tuple[str, ...]:
    """What the two agreed to do when they last noted anything, for one of the two."""
    pairing = _pairing(look, pairing_id)
    for one in kept.of_pairing(look.session, pairing.id, latest=LATEST):
        found = words.actions(look.session, one.id)
        if found:
            return found
    return ()


def read(look: Look, check_in_id: str) -> Read:
    """All that one of the two may read of a meeting. Raises Refusal `check_ins.not_found`."""
    check_in = kept.check_in(look.session, check_in_id)
    if check_in is None:
        raise Refusal("check_ins.not_found")
    pairing = _pairing(look, check_in.pairing_id)
    (choice,) = _choices(look, [pairing])
    seen = _seen(look, check_in, choice)
    require(look.actor, Act.CHECK_INS_KEEP_OWN, Subject(owners=frozenset({seen.me})))
    chosen = words.competencies(look.session, check_in.id)
    author = check_in.side(check_in.author)
    entered_by = author.entered_by if author else None
    return Read(
        seen=seen,
        shared=CheckInShared(
            check_in,
            competencies_of(pairing.cohort, tuple(chosen)),
            words.actions(look.session, check_in.id),
        ),
        own=words.own(look.session, check_in.id, seen.me),
        entered_by=people.named(look, [entered_by])[entered_by] if entered_by else None,
        may_answer=look.now <= check_in.logged_at + CORRECT_FOR,
    )


def met_counts(look: Look, cohort_id: str, since: date, until: date) -> MetCounts:
    """Meetings of a cohort on these days, both ends included; counts only.

    A disputed one counts neither as met nor as missed. Raises Refusal `check_ins.no_cohort` or
    `permissions.*`.
    """
    cohort = _cohort(look, cohort_id)
    require(look.actor, Act.CHECK_INS_COUNT, Subject(program_id=cohort.program.id))
    tally = kept.tally(look.session, cohort_id, since, until)
    confirmed, one_sided = _of(tally, CheckInState.CONFIRMED), _of(tally, CheckInState.ONE_SIDED)
    return MetCounts(
        confirmed=confirmed[0],
        one_sided=one_sided[0],
        disputed=_of(tally, CheckInState.DISPUTED)[0],
        minutes=confirmed[1] + one_sided[1],
    )


def rounds_kept(look: Look, cohort_id: str, days: Sequence[date]) -> Mapping[date, tuple[int, int]]:
    """For each of these days: how many pairs met within one cadence up to it, of how many due.

    The rule is `program.rhythm.kept_round`; whole-cohort counts only. Raises Refusal
    `check_ins.no_cohort` or `permissions.*`.
    """
    cohort = _cohort(look, cohort_id)
    require(look.actor, Act.CHECK_INS_COUNT, Subject(program_id=cohort.program.id))
    if not days:
        return {}
    since = min(days) - timedelta(days=cohort.cadence_days)
    met = kept.days_met(look.session, cohort_id, since, max(days))
    pairings = kept_pairings.of_cohort(look.session, cohort_id, _BEGUN)
    found = {}
    for day in days:
        rounds = [kept_round(one, met.get(one.id, ()), day) for one in pairings]
        found[day] = (rounds.count(True), len(rounds) - rounds.count(None))
    return found


def given(look: Look) -> Given:
    """The time the actor gave as a mentor in this month of their own calendar."""
    me = look.me
    mentoring = [
        one
        for one in kept_pairings.of_person(look.session, me, _BEGUN)
        if one.mentor == me and may(look.actor, Act.CHECK_INS_READ, subject_of(one))
    ]
    today = local_day(look.now, look.actor.zone)
    tally = kept.minutes_of(
        look.session, [one.id for one in mentoring], today.replace(day=1), today
    )
    confirmed, one_sided = _of(tally, CheckInState.CONFIRMED), _of(tally, CheckInState.ONE_SIDED)
    return Given(confirmed[1] + one_sided[1], confirmed[0], one_sided[0])


def _open(look: Look) -> tuple[Seen, ...]:
    of_pairing = {one.pairing.id: one for one in choices(look)}
    found = kept.open_asks(look.session, of_pairing)
    return tuple(_seen(look, one, of_pairing[one.pairing_id]) for one in found)


def _seen(look: Look, check_in: CheckIn, choice: Choice) -> Seen:
    me = look.me
    return Seen(
        check_in,
        choice.pairing,
        me,
        choice.other,
        may_change=check_in.may_be_changed_by(me, look.now),
    )


def _choices(look: Look, pairings: list[Pairing]) -> tuple[Choice, ...]:
    me = look.me
    others = people.named(look, [one.other(me) for one in pairings])
    return tuple(Choice(one, others[one.other(me)]) for one in pairings)


def _pairing(look: Look, pairing_id: str) -> Pairing:
    pairing = kept_pairings.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("check_ins.not_found")
    require(look.actor, Act.CHECK_INS_READ, subject_of(pairing))
    return pairing


def _cohort(look: Look, cohort_id: str) -> Cohort:
    cohort = kept_cohorts.cohort(look.session, cohort_id)
    if cohort is None:
        raise Refusal("check_ins.no_cohort")
    return cohort


def _of(tally: Mapping[CheckInState, tuple[int, int]], state: CheckInState) -> tuple[int, int]:
    return tally.get(state, (0, 0))

"""A release: the mentors of a draft are asked, and the next best where one says no or cannot."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from program.cohort import Cohort
from program.hours import WorkingHours, add_working_days, local_day, start_of_day
from program.matching.rules import Component
from program.pairing import DeclineReason, PairingState
from program.permissions import Subject

MOST_ASKS = 3
"""Mentors who are asked for one mentee in one release; then a program manager decides."""
MOST_CHOSEN = 100
"""Pairs that can be chosen by name; more go by *all* or *locked*."""
REPORT_WORKING_DAYS = 6
"""Working days of whoever released, after which they read how far it is, settled or not."""
TOLD_AGAIN_WORKING_DAYS = 15
"""Working days of a mentee without a mentor, after which they hear again."""
NOT_AGAIN = frozenset({DeclineReason.NO_TIME, DeclineReason.AWAY})
"""Who says no for one of these is not asked for anybody else in the same release."""
TOLD = frozenset(set(Component) - {Component.WISHES, Component.SIGNALS})
"""Components that the two may read as reasons. Wishes are private, and ratings were given in
confidence: neither is told, not even as a reason for something good."""


class What(StrEnum):
    """Which pairs of a draft are released."""

    ALL = "all"
    LOCKED = "locked"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Choice:
    """What a program manager wants released, as entered."""

    what: What = What.ALL
    mentees: tuple[str, ...] = ()
    """Person ids, for CHOSEN only."""


class AskState(StrEnum):
    """Where one question of a release stands; the pairing tells what the mentor said."""

    WAITING = "waiting"
    """Decided and not yet carried out."""
    ASKED = "asked"
    """The mentor was asked: a pairing stands for it."""
    PASSED = "passed"
    """The mentor could not be asked any more; somebody else is looked for."""
    FELL = "fell"
    """The mentor said no, did not answer, or may not any more; somebody else is looked for."""
    NOBODY = "nobody"
    """There is nobody to ask: the mentee was told, and a program manager decides."""
    OVER = "over"
    """Nothing is left to be done: the mentee left, or has a mentor by another way."""


GOES_ON = frozenset({AskState.PASSED, AskState.FELL})
"""After these the next best mentor is asked."""


class Obstacle(StrEnum):
    """Why a pair of a draft cannot be asked any more, in the order in which it is told."""

    COHORT_OVER = "cohort_over"
    MENTEE_GONE = "mentee_gone"
    NOT_ACCEPTED = "not_accepted"
    """The mentee withdrew, or is no longer accepted."""
    PROMISED = "promised"
    """The mentee has a mentor, or one is asked, by another way."""
    MENTOR_GONE = "mentor_gone"
    NOT_ON_ROSTER = "not_on_roster"
    NO_PLACE = "no_place"
    """The mentor's places were taken or lowered since."""
    IN_ONE_LINE = "in_one_line"
    CONFIDENTIAL = "confidential"
    """A conflict, an avoid list, an end for cause: which of them, nobody is told."""


ABOUT_THE_MENTEE = frozenset(
    {Obstacle.COHORT_OVER, Obstacle.MENTEE_GONE, Obstacle.NOT_ACCEPTED, Obstacle.PROMISED}
)
"""No other mentor would help."""


@dataclass(frozen=True)
class Release:
    """One decision to have mentors asked. It is written once; its questions follow."""

    id: str
    cohort: Cohort
    draft_id: str
    number: int
    """Counts the releases of one draft, from 1: what was not released at first may follow."""
    what: What
    made_on: int
    """The last edit of the draft it was made on."""
    by: str
    """Person id of the program manager."""
    at: datetime
    report_at: datetime
    """When whoever released is told how far it is, at the latest."""
    carried_at: datetime | None = None
    """When the last of the first questions was asked."""
    reported_at: datetime | None = None


@dataclass(frozen=True)
class Ask:
    """One question of a release: this mentor for this mentee, the first or a next best."""

    id: str
    release_id: str
    mentee: str
    mentor: str | None
    """None: nobody was drafted for them, or nobody is left to be asked."""
    turn: int
    """From 1; the drafted mentor is the first."""
    state: AskState
    obstacle: Obstacle | None = None
    pairing_id: str | None = None
    times_told: int = 0
    """How often the mentee heard that there is nobody yet."""


@dataclass(frozen=True)
class Tally:
    """What became of a release, in whole numbers."""

    asked: int = 0
    """Mentors asked in all, next ones included."""
    yes: int = 0
    no: int = 0
    lapsed: int = 0
    stopped: int = 0
    """Taken back, or not possible any more after they were asked."""
    open: int = 0
    """Questions without an answer, and pairs that are still to be asked."""
    next_asked: int = 0
    """Those that went to a next candidate."""
    without: int = 0
    """Mentees for whom nobody is left to be asked."""
    passed: int = 0
    """Drafted pairs that could not be asked any more."""


@dataclass(frozen=True)
class Launched:
    """A release as a program manager sees it: who, when, and what became of it."""

    release: Release
    by: str = field(repr=False)
    """The name of whoever released."""
    tally: Tally = field(default_factory=Tally)


def subject_of(cohort: Cohort) -> Subject:
    """A release as the permission table sees it: it belongs to the program."""
    return Subject(program_id=cohort.program.id)


def report_at(moment: datetime, zone: str) -> datetime:
    """When the report of a release made at that moment is due at the latest."""
    return _working_days_after(moment, REPORT_WORKING_DAYS, zone)


def told_again_at(moment: datetime, zone: str) -> datetime:
    """When a mentee who heard at that moment that there is nobody yet hears again."""
    return _working_days_after(moment, TOLD_AGAIN_WORKING_DAYS, zone)


def said_yes(state: PairingState) -> bool:
    """Whether a pairing that stands so was said yes to."""
    return state in {
        PairingState.READY,
        PairingState.ACTIVE,
        PairingState.PAUSED,
        PairingState.ENDED,
    }


def _working_days_after(moment: datetime, days: int, zone: str) -> datetime:
    day = add_working_days(local_day(moment, zone), days, WorkingHours(zone))
    return start_of_day(day, zone)

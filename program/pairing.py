"""Pairings: who is asked to mentor whom, which step may follow which, and who knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from program.cohort import Cohort
from program.hours import (
    ONE_DAY,
    WorkingHours,
    add_working_days,
    local_day,
    next_working_moment,
    start_of_day,
)
from program.permissions import Subject
from program.refusal import Refusal

ANSWER_WORKING_DAYS = 5
"""A mentor has that many of their own working days; then the question lapses."""
REMINDER_WORKING_DAYS = 3
"""After that many working days without an answer: one reminder, and a line for the program."""
AFTER_REMINDER_WORKING_DAYS = ANSWER_WORKING_DAYS - REMINDER_WORKING_DAYS
"""Working days that are left for an answer after the reminder, however late it came."""
TAKE_BACK_FOR = timedelta(minutes=5)
"""How long a yes or an end rests before anybody hears of it, so that it can be taken back."""
WHY_LIMIT = 600
WORDS_LIMIT = 600


class PairingState(StrEnum):
    """Where a pairing stands."""

    ASKED = "asked"
    """The mentor is asked; the mentee knows nothing of it."""
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    READY = "ready"
    """The mentor said yes; the mentee hears as soon as nothing is left to be read or answered."""
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class PairingStep(StrEnum):
    """One thing that happened to a pairing."""

    ASKED = "asked"
    REMINDED = "reminded"
    ACCEPTED = "accepted"
    TAKEN_BACK = "taken_back"
    """The mentor took a yes back before the mentee was told."""
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    FLAGGED = "flagged"
    """Something was found that a program manager has to look at; nothing else changes."""
    KEPT = "kept"
    """A program manager looked at it, and it stays as it is."""
    CLOSING = "closing"
    """A last day was set; the two hear of it a little later."""
    REOPENED = "reopened"
    """The last day was taken back, and the pairing goes on."""
    KIND_CHANGED = "kind_changed"
    """The two agreed on another kind."""
    ENDED = "ended"


class Ending(StrEnum):
    """How a pairing ended; shown to nobody but program managers."""

    COMPLETED = "completed"
    CHANGED = "changed"
    LEFT = "left"
    FOR_CAUSE = "for_cause"


class PairingKind(StrEnum):
    """What the two do together."""

    ADVISORY = "advisory"
    SPONSORSHIP = "sponsorship"
    SHADOWING = "shadowing"


class Flag(StrEnum):
    """Why a program manager has to look at a pairing."""

    IN_ONE_LINE = "in_one_line"
    CONFLICT = "conflict"
    MENTOR_GONE = "mentor_gone"
    MENTEE_GONE = "mentee_gone"


class DeclineReason(StrEnum):
    """Why a mentor says no; read by the program team only."""

    NO_TIME = "no_time"
    TOO_CLOSE = "too_close"
    NOT_MY_FIELD = "not_my_field"
    CONFLICT = "conflict"
    KNOW_TOO_WELL = "know_too_well"
    AWAY = "away"
    OTHER = "other"


HOLDS_PLACE = frozenset(
    {PairingState.ASKED, PairingState.READY, PairingState.ACTIVE, PairingState.PAUSED}
)
"""States in which the mentor's place is taken and the mentee is promised to nobody else."""
OPEN = frozenset({PairingState.ASKED, PairingState.READY})
"""Proposed and not begun: the mentee has not been told."""
RUNNING = frozenset({PairingState.ACTIVE, PairingState.PAUSED})

GONE = frozenset({Flag.MENTOR_GONE, Flag.MENTEE_GONE})
"""Marks that no decision lifts: one of the two has no account any more."""

FOLLOWS: Mapping[tuple[PairingState, PairingStep], PairingState] = {
    (PairingState.ASKED, PairingStep.REMINDED): PairingState.ASKED,
    (PairingState.ASKED, PairingStep.ACCEPTED): PairingState.READY,
    (PairingState.ASKED, PairingStep.DECLINED): PairingState.DECLINED,
    (PairingState.ASKED, PairingStep.LAPSED): PairingState.LAPSED,
    (PairingState.ASKED, PairingStep.WITHDRAWN): PairingState.WITHDRAWN,
    (PairingState.READY, PairingStep.TAKEN_BACK): PairingState.ASKED,
    (PairingState.READY, PairingStep.WITHDRAWN): PairingState.WITHDRAWN,
    (PairingState.READY, PairingStep.STARTED): PairingState.ACTIVE,
    (PairingState.ACTIVE, PairingStep.PAUSED): PairingState.PAUSED,
    (PairingState.PAUSED, PairingStep.PAUSED): PairingState.PAUSED,
    (PairingState.PAUSED, PairingStep.RESUMED): PairingState.ACTIVE,
    (PairingState.ACTIVE, PairingStep.FLAGGED): PairingState.ACTIVE,
    (PairingState.PAUSED, PairingStep.FLAGGED): PairingState.PAUSED,
    (PairingState.ACTIVE, PairingStep.KEPT): PairingState.ACTIVE,
    (PairingState.PAUSED, PairingStep.KEPT): PairingState.PAUSED,
    (PairingState.WITHDRAWN, PairingStep.KEPT): PairingState.WITHDRAWN,
    (PairingState.ACTIVE, PairingStep.CLOSING): PairingState.ACTIVE,
    (PairingState.PAUSED, PairingStep.CLOSING): PairingState.PAUSED,
    (PairingState.ACTIVE, PairingStep.REOPENED): PairingState.ACTIVE,
    (PairingState.PAUSED, PairingStep.REOPENED): PairingState.PAUSED,
    (PairingState.ACTIVE, PairingStep.KIND_CHANGED): PairingState.ACTIVE,
    (PairingState.PAUSED, PairingStep.KIND_CHANGED): PairingState.PAUSED,
    (PairingState.ACTIVE, PairingStep.ENDED): PairingState.ENDED,
    (PairingState.PAUSED, PairingStep.ENDED): PairingState.ENDED,
}
"""The state machine, whole: what is not in the table cannot happen. It begins with ASKED."""


@dataclass(frozen=True)
class Pairing:
    """A pairing without a word of what anybody wrote: for lists, messages and rules."""

    id: str
    cohort: Cohort
    mentor: str
    """Person id."""
    mentee: str
    """Person id."""
    kind: PairingKind
    state: PairingState
    since: datetime
    """Since when it stands so."""
    version: int
    asked_at: datetime
    asked_by: str
    """Person id of the program manager who proposed it."""
    answer_by: date
    """The last day for the mentor's answer, by the mentor's own calendar."""
    started_on: date | None = None
    """By the calendar of the program, as are the other days; None: the mentee was never told."""
    resting_until: date | None = None
    resumed_on: date | None = None
    ended_on: date | None = None
    """The last day, set as soon as it is known: it may lie ahead while the pairing runs."""
    ending: Ending | None = None
    end_told: bool = False
    """Whether the two know of the last day."""
    flag: Flag | None = None
    instead_of: str | None = None
    """While it is a proposal made because of a request: the running pairing it is to follow."""

    def other(self, person_id: str) -> str:
        """The one of the two who is not this person. Raises ValueError for anybody else."""
        if person_id not in (self.mentor, self.mentee):
            raise ValueError("this person is not one of the two")
        return self.mentee if person_id == self.mentor else self.mentor

    @property
    def holds_place(self) -> bool:
        """Whether it takes one of the mentor's places."""
        return self.state in HOLDS_PLACE

    @property
    def is_running(self) -> bool:
        """Whether the two meet, or rest from meeting."""
        return self.state in RUNNING


@dataclass(frozen=True)
class StepTaken:
    """One line of a pairing's history, as the program team reads it."""

    step: PairingStep
    at: datetime
    by: str | None
    reason: str | None = None
    words: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Deadlines:
    """When a question to a mentor is reminded of and lapses, by the mentor's working days."""

    remind_at: datetime
    answer_by: date
    lapse_at: datetime


def deadlines(asked_at: datetime, zone: str) -> Deadlines:
    """For a question asked at that moment of a mentor in that zone."""
    hours = WorkingHours(zone)
    asked_on = local_day(asked_at, zone)
    reminded_on = add_working_days(asked_on, REMINDER_WORKING_DAYS, hours)
    answer_by = add_working_days(asked_on, ANSWER_WORKING_DAYS, hours)
    return Deadlines(
        remind_at=next_working_moment(start_of_day(reminded_on, zone), hours),
        answer_by=answer_by,
        lapse_at=lapses_at(answer_by, zone),
    )


def lapses_at(answer_by: date, zone: str) -> datetime:
    """The first moment after the last day for an answer."""
    return start_of_day(answer_by + ONE_DAY, zone)


def as_told(pairing: Pairing) -> Pairing:
    """The pairing as the two of it may read it: without how it ended and what was noted of it."""
    return replace(pairing, ending=None, flag=None)


def subject_of(pairing: Pairing) -> Subject:
    """The pairing as the permission table sees it.

    It concerns both of the two once it has started; before that only the mentor, since the mentee
    hears nothing before the yes.
    """
    told = {pairing.mentor} if pairing.started_on is None else {pairing.mentor, pairing.mentee}
    return Subject(program_id=pairing.cohort.program.id, concerns=frozenset(told))


def case_of(pairing: Pairing) -> Subject:
    """The pairing as a program manager's case: it is about both, whoever was told.

    So a program manager who is one of the two leaves it to somebody else.
    """
    both = frozenset({pairing.mentor, pairing.mentee})
    return Subject(program_id=pairing.cohort.program.id, concerns=both)


def question_of(pairing: Pairing) -> Subject:
    """The question whether to mentor: it concerns the mentor alone."""
    return Subject(program_id=pairing.cohort.program.id, concerns=frozenset({pairing.mentor}))


def after(pairing: Pairing, step: PairingStep) -> PairingState:
    """The state that follows.

    Raises Refusal `pairings.{state it is in}` where the table has no line; the facts `state`,
    `since` (a moment) and `ended_on` say what became of it.
    """
    following = FOLLOWS.get((pairing.state, step))
    if following is None:
        raise Refusal(
            f"pairings.is_{pairing.state}", since=pairing.since, ended_on=pairing.ended_on
        )
    return following


def may_follow(pairing: Pairing, step: PairingStep) -> bool:
    """Whether the step is possible now: hides the button the rule would refuse."""
    return (pairing.state, step) in FOLLOWS

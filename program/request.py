"""Requests for a new pairing: asked in confidence, owned by somebody, due on a day, settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from program.cohort import Cohort
from program.hours import ONE_DAY, WorkingHours, add_working_days, is_working_day, local_day
from program.permissions import Subject
from program.refusal import Refusal

ANSWERED_WITHIN = 5
"""Working days from the asking to the due day."""
PASSED_ON_WITHIN = 3
"""Working days for whoever it is passed on to."""


class RequestState(StrEnum):
    """Where a request stands; whoever asked sees it, the other side sees nothing."""

    RECEIVED = "received"
    WITH_OWNER = "with_owner"
    TALKING = "talking"
    SOMEBODY_ASKED = "somebody_asked"
    PASSED_ON = "passed_on"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class RequestStep(StrEnum):
    """One thing that happened to a request."""

    RECEIVED = "received"
    ADDED = "added"
    READ = "read"
    TALK = "talk"
    ASKED = "asked"
    HANDED_OVER = "handed_over"
    PASSED_ON = "passed_on"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why somebody would rather have another partner: eight to choose from."""

    TIME = "time"
    FIELD = "field"
    STYLE = "style"
    TOO_CLOSE = "too_close"
    MOVED = "moved"
    REACHED = "reached"
    TRUST = "trust"
    OTHER = "other"


class Helps(StrEnum):
    """What whoever asks thinks would help."""

    ANOTHER = "another"
    TALK = "talk"
    PAUSE = "pause"


OPEN = (
    RequestState.RECEIVED,
    RequestState.WITH_OWNER,
    RequestState.TALKING,
    RequestState.SOMEBODY_ASKED,
    RequestState.PASSED_ON,
)

_MOVES: Mapping[RequestStep, RequestState] = {
    RequestStep.TALK: RequestState.TALKING,
    RequestStep.ASKED: RequestState.SOMEBODY_ASKED,
    RequestStep.HANDED_OVER: RequestState.WITH_OWNER,
    RequestStep.PASSED_ON: RequestState.PASSED_ON,
    RequestStep.SETTLED: RequestState.SETTLED,
    RequestStep.WITHDRAWN: RequestState.WITHDRAWN,
}

FOLLOWS: Mapping[tuple[RequestState, RequestStep], RequestState] = {
    **{(state, step): after for state in OPEN for step, after in _MOVES.items()},
    **{(state, RequestStep.ADDED): state for state in OPEN},
    (RequestState.RECEIVED, RequestStep.READ): RequestState.WITH_OWNER,
    (RequestState.PASSED_ON, RequestStep.READ): RequestState.WITH_OWNER,
}
"""The state machine, whole: a settled or withdrawn request takes no step any more."""


@dataclass(frozen=True)
class Asked:
    """What somebody wrote when they asked; every part of it is private."""

    reason: Reason | None = field(repr=False)
    words: str = field(repr=False)
    helps: Helps | None = field(repr=False)
    wishes: tuple[str, ...] = field(default=(), repr=False)
    """Person ids."""
    avoid: tuple[str, ...] = field(default=(), repr=False)
    """Person ids."""
    reach: str = field(default="", repr=False)


@dataclass(frozen=True)
class Voice:
    """That somebody asked; without a word of it."""

    person_id: str
    asked_at: datetime
    withdrawn: bool = False


@dataclass(frozen=True)
class Request:
    """A request without a word of what was written: for lists, messages and Home."""

    id: str
    pairing_id: str
    cohort: Cohort
    mentor: str
    mentee: str
    """Both person ids."""
    state: RequestState
    since: datetime
    received_at: datetime
    owner: str | None
    """Person id of whoever answers; None while nobody independent is there."""
    by_charter: bool
    """Whether the owner is the escalation person of the program, and not of its team."""
    due_on: date
    """By the end of this day in the zone of the program."""
    watch_on: date | None
    """From this day on it goes to the next in line; None when there is none any more."""
    version: int
    voices: tuple[Voice, ...] = ()
    """Everybody of the two who asked, also whoever took it back."""

    @property
    def asking(self) -> frozenset[str]:
        """Who of the two asks for it still, by person id."""
        return frozenset(one.person_id for one in self.voices if not one.withdrawn)

    @property
    def is_open(self) -> bool:
        """Does it still wait for something?"""
        return self.state in OPEN

    def is_past_due(self, today: date) -> bool:
        """Has its day passed without an answer, on this day of the program?"""
        return self.is_open and today > self.due_on


@dataclass(frozen=True)
class StepShown:
    """One line of the history, for a reader who may read it."""

    step: RequestStep
    at: datetime
    by: str | None
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class RequestSeen:
    """Where a request stands for one of those who asked: as if nobody else had."""

    id: str
    pairing_id: str
    cohort: Cohort
    other: str
    """Person id of the other of the pair."""
    state: RequestState
    since: datetime
    asked_at: datetime
    owner: str | None
    due_on: date

    @property
    def is_open(self) -> bool:
        """Does it still wait for something?"""
        return self.state in OPEN


@dataclass(frozen=True)
class RequestForAsker:
    """What whoever asked reads: their own words, and what they were told. Nobody else's words."""

    seen: RequestSeen
    asked: Asked = field(repr=False)
    steps: tuple[StepShown, ...] = field(repr=False)


@dataclass(frozen=True)
class VoiceRead:
    """What one of the two wrote, for whoever answers it."""

    voice: Voice
    asked: Asked = field(repr=False)


@dataclass(frozen=True)
class RequestCase:
    """A request as its owner reads it."""

    request: Request
    voices: tuple[VoiceRead, ...] = field(repr=False)
    steps: tuple[StepShown, ...] = field(repr=False)


def case_of(request: Request) -> Subject:
    """The request as those see it who answer it: never one of the two it concerns."""
    owners = {request.owner} if request.by_charter and request.owner else set()
    return Subject(
        program_id=request.cohort.program.id,
        concerns=frozenset({request.mentor, request.mentee}),
        owners=frozenset(owners),
    )


def own_of(request: Request) -> Subject:
    """The request as whoever asked sees it: theirs, and nobody's else."""
    return Subject(
        program_id=request.cohort.program.id,
        owners=frozenset(one.person_id for one in request.voices),
    )


def seen_by(request: Request, person_id: str) -> RequestSeen:
    """Where it stands for somebody who asked, without a trace of the other one's asking.

    What was done before they asked is not theirs: the state and the due day then stand as they
    would for a request that came in when they asked. Raises ValueError for whoever did not ask.
    """
    mine = next((one for one in request.voices if one.person_id == person_id), None)
    if mine is None:
        raise ValueError("this person did not ask")
    zone = request.cohort.program.zone
    state, since = request.state, request.since
    if mine.withdrawn:
        state = RequestState.WITHDRAWN
    elif request.is_open and request.since < mine.asked_at:
        state, since = RequestState.RECEIVED, mine.asked_at
    return RequestSeen(
        id=request.id,
        pairing_id=request.pairing_id,
        cohort=request.cohort,
        other=request.mentee if person_id == request.mentor else request.mentor,
        state=state,
        since=since,
        asked_at=mine.asked_at,
        owner=request.owner,
        due_on=max(request.due_on, due_on(local_day(mine.asked_at, zone), zone)),
    )


def after(state: RequestState, step: RequestStep) -> RequestState:
    """The state that follows. Raises Refusal `requests.settled` where the table has no line."""
    following = FOLLOWS.get((state, step))
    if following is None:
        raise Refusal("requests.settled")
    return following


def due_on(today: date, zone: str, within: int = ANSWERED_WITHIN) -> date:
    """The day by which it is answered, in working days of the program."""
    return add_working_days(today, within, WorkingHours(zone))


def day_before(day: date, zone: str) -> date:
    """The last working day before a day: when the owner is reminded."""
    hours = WorkingHours(zone)
    earlier = day - ONE_DAY
    while not is_working_day(earlier, hours):
        earlier -= ONE_DAY
    return earlier

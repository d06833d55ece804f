"""Check-ins: what each of the two says of a meeting, and what that comes to together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from program.cohort import Competency
from program.text import same_words

LEAST_MINUTES, MOST_MINUTES = 5, 480
SAME_MINUTES = 15
"""A difference of that many minutes is none: the shorter counts, and nobody is asked."""
MOST_COMPETENCIES = 5
MOST_ACTIONS, ACTION_LIMIT = 5, 150
MOST_KEPT_ACTIONS = 10
"""When both of the two noted some: what they agreed is one list."""
NOTE_LIMIT = 2000
CORRECT_FOR = timedelta(days=14)
"""How long what somebody said of a meeting can be corrected or withdrawn by that person."""
CONFIRM_WORKING_DAYS = 10
"""After so many working days of the other without an answer it stays one-sided."""
DIFFER_WORKING_DAYS = 5
"""After so many working days notes that differ stay so; nobody is asked a second time."""
NEXT_WITHIN = timedelta(days=92)
"""A next date further off says nothing: a pair that rests takes a pause."""


class CheckInState(StrEnum):
    """What the two have said of a meeting, taken together."""

    ONE_SIDED = "one_sided"
    """One has said so; counts, shown apart."""
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    """Their notes differ: counts neither as met nor as missed."""
    WITHDRAWN = "withdrawn"
    """Nobody says any more that they met."""


MET = frozenset({CheckInState.ONE_SIDED, CheckInState.CONFIRMED})
"""States that count as a meeting."""


class Medium(StrEnum):
    """How the two met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    TELEPHONE = "telephone"
    WRITING = "writing"


class Worth(StrEnum):
    """The answer to "worth the time?"; given alone, shown to nobody."""

    VERY = "very"
    MOSTLY = "mostly"
    PARTLY = "partly"
    NOT_THIS_TIME = "not_this_time"


class InTheWay(StrEnum):
    """What made a meeting less than it could have been; given alone, shown to nobody."""

    TIME = "time"
    TOPIC = "topic"
    PLACE = "place"
    TRUST = "trust"
    OTHER = "other"


@dataclass(frozen=True)
class Claim:
    """What one of the two says: the day and the minutes, or that they did not meet."""

    met: bool
    met_on: date
    minutes: int
    """0 where they did not meet."""


@dataclass(frozen=True)
class Side:
    """One of the two beside a check-in."""

    person_id: str
    claim: Claim | None
    """None: not said, or taken back."""
    said_at: datetime
    entered_by: str | None = None
    """Person id of who entered it for them, from what they said on the telephone."""


@dataclass(frozen=True)
class CheckIn:
    """A meeting as both stand to it, without a word of what was written."""

    id: str
    pairing_id: str
    state: CheckInState
    met_on: date
    minutes: int
    medium: Medium
    author: str
    """Person id of whoever noted it first."""
    logged_at: datetime
    version: int
    sides: tuple[Side, ...]
    ask_ends_at: datetime | None = None
    """While the other, or both, are asked: when that ends."""

    def side(self, person_id: str) -> Side | None:
        """What is kept of one of the two."""
        return next((one for one in self.sides if one.person_id == person_id), None)

    def claim(self, person_id: str) -> Claim | None:
        """What one of the two says at present."""
        side = self.side(person_id)
        return side.claim if side else None

    def waits_for(self, person_id: str) -> bool:
        """Whether this person is asked to confirm what the other said."""
        return (
            self.state is CheckInState.ONE_SIDED
            and self.ask_ends_at is not None
            and self.claim(person_id) is None
        )

    def may_be_changed_by(self, person_id: str, now: datetime) -> bool:
        """Whether this person said something here in the last 14 days."""
        side = self.side(person_id)
        return side is not None and side.claim is not None and now <= side.said_at + CORRECT_FOR


@dataclass(frozen=True)
class CheckInShared:
    """What both of the two read of a meeting: the facts, and what they agreed to do."""

    check_in: CheckIn
    competencies: tuple[Competency, ...]
    actions: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class OwnWords:
    """What one of the two keeps beside a meeting, for themselves alone."""

    worth: Worth | None = field(default=None, repr=False)
    in_the_way: tuple[InTheWay, ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said."""
        return self.worth is None and not self.in_the_way and not self.note


@dataclass(frozen=True)
class CheckInForm:
    """What the form of a check-in says, before anything is checked."""

    met_on: date | None
    minutes: int | None
    medium: Medium | None = Medium.IN_PERSON
    competencies: tuple[str, ...] = ()
    actions: tuple[str, ...] = field(default=(), repr=False)
    next_on: date | None = None
    own: OwnWords | None = field(default=None, repr=False)
    """None: not asked, so what is kept stays as it is."""


@dataclass(frozen=True)
class Answer:
    """What the other says of a meeting that was noted."""

    met: bool
    met_on: date | None
    minutes: int | None


def settled(
    one: Claim | None, other: Claim | None, *, days_apart: int = 0
) -> tuple[CheckInState, int]:
    """What two claims come to, and the minutes that count; the order of the two says nothing.

    `days_apart` is 1 where the two live in different zones: an evening of one is then the next
    morning of the other, and both are right.
    """
    met = [claim for claim in (one, other) if claim is not None and claim.met]
    if not met:
        return CheckInState.WITHDRAWN, 0
    minutes = min(claim.minutes for claim in met)
    if one is None or other is None:
        return CheckInState.ONE_SIDED, minutes
    agree = len(met) == 2 and _agree(one, other, days_apart)
    return (CheckInState.CONFIRMED if agree else CheckInState.DISPUTED), minutes


def says_the_same(one: Claim | None, other: Claim, *, days_apart: int = 0) -> bool:
    """Whether nobody needs to be asked again when one claim takes the place of the other."""
    if one is None or one.met is not other.met:
        return False
    return not one.met or _agree(one, other, days_apart)


def _agree(one: Claim, other: Claim, days_apart: int) -> bool:
    return (
        abs((one.met_on - other.met_on).days) <= days_apart
        and abs(one.minutes - other.minutes) <= SAME_MINUTES
    )


def merged_actions(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """One list of what was agreed, where both wrote one: nothing twice, in the order written."""
    found = {same_words(one): one for one in (*second, *first)}
    order = dict.fromkeys(same_words(one) for one in (*first, *second))
    return tuple(found[one] for one in order)[:MOST_KEPT_ACTIONS]

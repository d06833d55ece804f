"""What a pulse may not do at its opening: each rule keeps single answers from being worked out.

A figure about some people minus a figure about nearly the same people is a figure about the few
who differ. So a new survey is compared with every other whose figures would lie beside its own:
those still open, and those closed in the last week, as far as they ask the same question.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, product
from types import MappingProxyType
from typing import Any

from program.hours import ONE_DAY, local_day, zone_named
from program.pulse.library import OWN
from program.pulse.survey import SMALLEST_AUDIENCE, SMALLEST_GROUP, Survey, SurveyState

OPENS = time(9)
"""By the program's clock: when a planned pulse opens."""
CLOSES = time(17)
SHORTEST = timedelta(days=1)
APART = timedelta(days=7)
"""How long after a close nearly the same people are not asked the same again."""
MOST_COMBINED = 3
"""So many earlier surveys are laid beside a new one: together four, as within one release."""
_ANY_MOMENT = timedelta(minutes=30)


@dataclass(frozen=True)
class Figure:
    """What one figure of a release is about: everyone invited, or one of the groups shown."""

    people: frozenset[str]
    """Person ids."""
    missing: int = 0
    """How many more it may be about, of whom that is not known any more."""


@dataclass(frozen=True)
class Wished:
    """A survey that is to be opened at a moment."""

    program_id: str
    invited: frozenset[str]
    """Person ids."""
    questions: frozenset[str]
    """Question ids."""
    now: datetime
    opens_at: datetime
    closes_at: datetime
    zone: str
    """Of the program: its days are the answer to *from when*."""
    k: int = SMALLEST_GROUP
    groups: tuple[Figure, ...] = ()
    """The groups it would show."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All it would tell figures about."""
        return (Figure(self.invited), *self.groups)


@dataclass(frozen=True)
class Earlier:
    """A survey that was opened before, in any program of the workspace."""

    survey: Survey
    invited: frozenset[str]
    """Person ids, of whom some are missing where somebody was erased since."""
    groups: tuple[Figure, ...] = ()
    """The groups it shows, as far as it is known who is in them."""
    knows_groups: bool = True
    """Whether those in its groups are the same as at its opening; else they may be any."""
    was_restored: bool = False
    """Void since a backup was restored: it may have closed with a result after that was made."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All it tells figures about."""
        return (Figure(self.invited, self.missing), *self.groups)

    @property
    def missing(self) -> int:
        """How many more were invited than are known by now."""
        return max(0, self.survey.policy.invited - len(self.invited))

    @property
    def is_running(self) -> bool:
        """Whether votes are taken, or are being counted."""
        return self.survey.state in (SurveyState.OPEN, SurveyState.CLOSING)

    @property
    def questions(self) -> frozenset[str]:
        """Question ids."""
        return frozenset(one.id for one in self.survey.policy.questions)


@dataclass(frozen=True)
class Objection:
    """Why a survey is not opened, and the first day on which this would be no reason any more."""

    code: str
    first_day: date | None = None
    """None: no later day helps."""
    facts: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def objections(wished: Wished, earlier: Sequence[Earlier]) -> tuple[Objection, ...]:
    """Everything that speaks against opening, in the order in which it is told.

    Codes: `pulse.small_groups`, `pulse.few` (facts: people, needs), `pulse.too_short`,
    `pulse.still_open` (title, closes), `pulse.too_alike` (title, closed).
    """
    found = []
    if wished.k < SMALLEST_GROUP:
        found.append(Objection("pulse.small_groups", facts={"k": wished.k}))
    people = len(wished.invited)
    if people < SMALLEST_AUDIENCE:
        found.append(Objection("pulse.few", facts={"people": people, "needs": SMALLEST_AUDIENCE}))
    if wished.closes_at - wished.opens_at < SHORTEST:
        found.append(Objection("pulse.too_short"))
    found += _still_open(wished, earlier)
    found += _too_alike(wished, earlier)
    return tuple(found)


def first_day(found: Sequence[Objection]) -> date | None:
    """The first day on which none of these speaks against it; None where no day helps."""
    days = [one.first_day for one in found]
    known = [one for one in days if one is not None]
    return max(known) if known and len(known) == len(days) else None


def opens_at(day: date, zone: str) -> datetime:
    """The moment at which a pulse planned for a day opens."""
    return _at(day, OPENS, zone)


def closes_at(day: date, zone: str) -> datetime:
    """The moment at which a pulse closes on a day."""
    return _at(day, CLOSES, zone)


def _still_open(wished: Wished, earlier: Sequence[Earlier]) -> Iterator[Objection]:
    """Another of the same program: one at a time, so that nobody answers the wrong one."""
    for one in earlier:
        is_ours = one.survey.program_id == wished.program_id and one.is_running
        until = _ends(one, wished)
        if is_ours and until > wished.opens_at:
            facts = {"title": one.survey.policy.title, "closes": until}
            yield Objection("pulse.still_open", _day_from(until, wished), facts)


def _too_alike(wished: Wished, earlier: Sequence[Earlier]) -> list[Objection]:
    """Figures of up to three earlier surveys, added and taken away, would leave one to k-1 people.

    With one survey this is the rule of two audiences that differ by a few, and of their groups;
    with several, that all mentors and all mentees make up the program but for a few.
    """
    beside = [one for one in earlier if _figures_lie_beside(one, wished)]
    barred: dict[str, Objection] = {}
    for question in sorted(wished.questions):
        asked = [one for one in beside if _may_be_asked(question, one.questions)]
        alike = [(one,) for one in asked if _has_nearly_the_same_group(wished, one)]
        for some in (*alike, *_that_leave_few(wished, asked)):
            first = min(some, key=lambda one: _ends(one, wished))
            ends = _ends(first, wished)
            facts = {"title": first.survey.policy.title, "closed": ends}
            day = _day_from(ends + APART, wished)
            barred.setdefault(first.survey.id, Objection("pulse.too_alike", day, facts))
    return sorted(barred.values(), key=lambda one: one.first_day or date.max, reverse=True)


def _may_be_asked(question: str, others: Collection[str]) -> bool:
    """Whether one of the others may be the same. What somebody wrote may be any, but for a word."""
    return question.startswith(OWN) or any(one == question or one.startswith(OWN) for one in others)


def _has_nearly_the_same_group(wished: Wished, one: Earlier) -> bool:
    """Whether any figure of either is about a few people more or less than one of the other.

    Where somebody changed groups since, nobody can tell: then it may.
    """
    if not one.knows_groups and wished.invited & one.invited:
        return True
    return any(
        differ + theirs.missing >= 1
        for mine in wished.figures
        for theirs in one.figures
        if (differ := len(mine.people ^ theirs.people)) < SMALLEST_GROUP
    )


def _figures_lie_beside(one: Earlier, wished: Wished) -> bool:
    """A survey that was deleted unread has no figures, unless people read some before a restore."""
    if one.survey.state is SurveyState.VOID and not one.was_restored:
        return False
    return wished.opens_at < _ends(one, wished) + APART


def _that_leave_few(wished: Wished, asked: Sequence[Earlier]) -> Iterator[tuple[Earlier, ...]]:
    """The sets of earlier surveys with which a sum or difference is about one to k-1 people."""
    everybody = wished.invited.union(*(one.invited for one in asked))
    # People who were invited to the same surveys count the same: each kind of them once.
    kinds = Counter(
        (person in wished.invited, *(person in one.invited for one in asked))
        for person in everybody
    )
    for count in range(1, MOST_COMBINED + 1):
        for places in combinations(range(len(asked)), count):
            missing = sum(asked[place].missing for place in places)
            left = (_left(kinds, places, signs) for signs in product((1, -1), repeat=count))
            if any(one < SMALLEST_GROUP and one + missing >= 1 for one in left):
                yield tuple(asked[place] for place in places)


def _left(
    kinds: Mapping[tuple[bool, ...], int], places: Sequence[int], signs: Sequence[int]
) -> int:
    """How many people still count once these are added to, or taken from, the new survey."""
    return sum(
        people
        for (mine, *theirs), people in kinds.items()
        if mine + sum(sign for place, sign in zip(places, signs, strict=True) if theirs[place])
    )


def _ends(one: Earlier, wished: Wished) -> datetime:
    """When it closes. One whose time is up and that is still being counted closes any moment."""
    ends = one.survey.closes_at
    return max(ends, wished.now + _ANY_MOMENT) if one.is_running else ends


def _day_from(moment: datetime, wished: Wished) -> date:
    """The first day on which a planned pulse would open at that moment or later."""
    day = local_day(moment, wished.zone)
    return day if opens_at(day, wished.zone) >= moment else day + ONE_DAY


def _at(day: date, hour: time, zone: str) -> datetime:
    return datetime.combine(day, hour, zone_named(zone)).astimezone(UTC)

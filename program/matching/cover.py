"""What there is for whom before anything is computed: who offers what, whom nobody suits."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from program.matching import hours
from program.matching.reasons import PRIVATE, Bar
from program.matching.records import Inputs, MenteeInput, MentorInput

STRONG = 3
"""The level from which somebody is strong in a competency: sure of it."""
LEAST_HALF_HOURS = 2
"""Half-hours in a row that a meeting takes."""


@dataclass(frozen=True)
class CompetencyCover:
    """A competency, and whether there are places enough with whoever offers it."""

    competency: str
    wanted: int
    """Mentees who want to grow in it."""
    offered: int
    """Mentors who are strong in it and not paused."""
    places: int
    """Free places of these mentors."""

    @property
    def short(self) -> int:
        """Mentees for whom the places of these mentors cannot be enough; never below 0."""
        return max(0, self.wanted - self.places)


@dataclass(frozen=True)
class Nobody:
    """A mentee for whom no mentor is possible, with what stands in the way of how many."""

    mentee: str
    bars: Mapping[Bar, int] = field(default_factory=dict)
    """Mentors by the first rule in the way that may be told."""
    private: int = 0
    """Mentors kept away by a confidential reason only."""


@dataclass(frozen=True)
class Cover:
    """What a run has to work with."""

    mentees: int
    mentors: int
    """Mentors on the roster who do not rest."""
    places: int
    """Places free with them, hours counted."""
    competencies: tuple[CompetencyCover, ...] = ()
    """Those that are wanted, the shortest first."""
    nobody: tuple[Nobody, ...] = ()
    mentees_without_profile: tuple[str, ...] = ()
    """Nothing is known of what they want to grow in."""
    mentors_without_profile: tuple[str, ...] = ()
    superior: tuple[tuple[str, str], ...] = ()
    """Mentee and mentor of every pair that reporting lines bar."""

    @property
    def short(self) -> int:
        """Mentees for whom there is no place, whoever they are; never below 0."""
        return max(0, self.mentees - self.places)


def cover(inputs: Inputs) -> Cover:
    """What a run of these inputs has to work with, counted without solving anything."""
    places = {one.id: _free(one, inputs.hours_a_mentee) for one in inputs.mentors}
    there = [one for one in inputs.mentors if not one.paused]
    return Cover(
        mentees=len(inputs.mentees),
        mentors=len(there),
        places=sum(places[one.id] for one in there),
        competencies=tuple(_competencies(inputs, there, places)),
        nobody=tuple(_nobody(inputs)),
        mentees_without_profile=tuple(
            one.id for one in inputs.mentees if not one.wanted and not one.themes
        ),
        mentors_without_profile=tuple(
            one.id for one in there if not one.offered and not one.themes
        ),
        superior=tuple(
            (one.mentee, one.mentor) for one in inputs.barred if one.bar is Bar.SUPERIOR
        ),
    )


def _competencies(
    inputs: Inputs, there: list[MentorInput], places: Mapping[str, int]
) -> list[CompetencyCover]:
    wanted = Counter(
        word for one in inputs.mentees for word, (now, aim) in one.wanted.items() if now < aim
    )
    found = []
    for word, many in wanted.items():
        strong = [one for one in there if one.offered.get(word, 0) >= STRONG]
        seats = sum(places[one.id] for one in strong)
        found.append(CompetencyCover(word, many, len(strong), seats))
    return sorted(found, key=lambda one: (one.places - one.wanted, one.competency))


def _nobody(inputs: Inputs) -> Iterator[Nobody]:
    two = _between(inputs)
    for mentee in inputs.mentees:
        bars = []
        for mentor in inputs.mentors:
            found = _bars(mentee, mentor, two.get((mentee.id, mentor.id), ()), inputs)
            if not found:
                break
            bars.append(next((one for one in found if one not in PRIVATE), None))
        else:
            told = Counter(one for one in bars if one is not None)
            yield Nobody(mentee.id, told, bars.count(None))


def _between(inputs: Inputs) -> Mapping[tuple[str, str], tuple[Bar, ...]]:
    found: dict[tuple[str, str], tuple[Bar, ...]] = {}
    for one in inputs.barred:
        pair = one.mentee, one.mentor
        found[pair] = (*found.get(pair, ()), one.bar)
    return found


def _bars(
    mentee: MenteeInput, mentor: MentorInput, between: tuple[Bar, ...], inputs: Inputs
) -> list[Bar]:
    """The rules in the way of two people, in the order they are told in."""
    stands = {
        **dict.fromkeys(between, True),
        Bar.SAME_PERSON: mentee.id == mentor.id,
        Bar.PAUSED: mentor.paused,
        Bar.NO_PLACE: mentor.places <= mentor.taken,
        Bar.NO_TIME: _by_time(mentor, inputs.hours_a_mentee) <= mentor.taken,
        Bar.NO_SHARED_HOURS: _never_meet(mentee, mentor),
        Bar.NO_COMMON_LANGUAGE: _no_language(mentee, mentor),
    }
    return [bar for bar in Bar if stands.get(bar)]


def _never_meet(mentee: MenteeInput, mentor: MentorInput) -> bool:
    if mentee.week is None or mentor.week is None:
        return False
    return hours.shared(mentee.week, mentor.week) < LEAST_HALF_HOURS


def _no_language(mentee: MenteeInput, mentor: MentorInput) -> bool:
    spoken = {*mentee.languages}, {*mentor.languages}
    return all(spoken) and not spoken[0] & spoken[1]


def _free(mentor: MentorInput, hours_a_mentee: int) -> int:
    return max(0, min(mentor.places, _by_time(mentor, hours_a_mentee)) - mentor.taken)


def _by_time(mentor: MentorInput, hours_a_mentee: int) -> int:
    return mentor.hours_a_month // hours_a_mentee if hours_a_mentee > 0 else mentor.places

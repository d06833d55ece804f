"""Made-up cohorts that are hard in the way real ones are: clustered, scarce, half of it forbidden.

People sit in twelve sites from UTC-8 to UTC+10, work in ten functions with competencies of their
own, speak one to three languages; a mentor in three hundred stands in a mentee's line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from benchmarks.matching.yardstick import Measured, assign
from program.matching import problem
from program.matching.market import Market
from program.matching.problem import Problem
from program.matching.reasons import Bar
from program.matching.records import Barred, Inputs, MenteeInput, MentorInput
from program.matching.rules import Rules
from program.mentor_lists import Style
from program.nomination_voice import Rating
from program.profile_lists import Function, LearningStyle, Theme

Random = np.random.Generator
One = TypeVar("One")

SIZES = {"XS": (50, 20), "S": (500, 200), "M": (2_000, 800), "L": (10_000, 4_000)}
SEATS = (0.7, 1.0, 1.3)
"""Seats a mentee."""
FUNCTIONS = tuple(Function)[:10]
THEMES = tuple(Theme)
OWN = {each: tuple(f"{each.value}-{number}" for number in range(6)) for each in FUNCTIONS}
SHARED = tuple(f"leading-{number}" for number in range(12))
SITES = (
    (-8, "en"), (-6, "es"), (-5, "en"), (-3, "pt"), (0, "en"), (1, "fr"), (1, "de"), (2, "pl"),
    (3, "tr"), (5.5, "en"), (8, "zh"), (10, "en"),
)  # fmt: skip
HALF_HOURS = 7 * 48


@dataclass(frozen=True)
class _Somebody:
    """What mentees and mentors have in common."""

    function: Function
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    location: str
    week: int


@dataclass(frozen=True)
class Instance:
    """A cohort as a market, ready to be solved."""

    size: str
    seats: float
    seed: int
    problem: Problem
    market: Market

    @cached_property
    def reference(self) -> Measured:
        """What scipy takes for it."""
        return assign(self.market)


def instance(size: str, seats: float, seed: int) -> Instance:
    """The cohort with its scores and rules counted."""
    made = problem.build(cohort(size, seats, seed))
    return Instance(size, seats, seed, made, problem.market(made))


def cohort(size: str, seats: float, seed: int) -> Inputs:
    """The cohort of a size, with so many seats a mentee; the same for the same seed."""
    chance = np.random.default_rng(seed)
    many, few = SIZES[size]
    mentees = tuple(_mentee(chance, number) for number in range(many))
    paused = chance.random(few) < 0.03
    places = _places(chance, ~paused, round(seats * many))
    mentors = tuple(
        _mentor(chance, number, int(places[number]), bool(paused[number])) for number in range(few)
    )
    return Inputs(
        cohort_id="benchmark",
        rules=Rules(floor=False),
        mentees=mentees,
        mentors=mentors,
        barred=tuple(_barred(chance, mentees, mentors)),
        salt=f"salt-{seed}",
    )


def _places(chance: Random, active: np.ndarray, wanted: int) -> np.ndarray:
    """One to four each, as people offer them, then one by one up or down to the sum wanted."""
    places = chance.choice([1, 2, 3, 4], size=len(active), p=[0.2, 0.3, 0.3, 0.2])
    while (short := wanted - int(places[active].sum())) != 0:
        step = 1 if short > 0 else -1
        may = np.flatnonzero(active & (places + step >= 1) & (places + step <= 6))
        some = chance.permutation(may)[: abs(short)]
        if not len(some):
            break
        places[some] += step
    return places


def _mentee(chance: Random, number: int) -> MenteeInput:
    one = _somebody(chance)
    aims = one.function if chance.random() < 0.6 else FUNCTIONS[chance.integers(len(FUNCTIONS))]
    gaps = _some(chance, OWN[aims], 2, 4) + _some(chance, SHARED, 1, 3)
    wanted = {}
    for competency in gaps:
        now = int(chance.integers(1, 4))
        wanted[competency] = (now, min(5, now + int(chance.integers(1, 3))))
    rated = [each for each in Rating if chance.random() < 0.8]
    return MenteeInput(
        id=f"mentee-{number:05}",
        accepted=number,
        wanted=wanted,
        themes=one.themes,
        functions=() if chance.random() < 0.4 else (str(aims),),
        function=str(one.function),
        style=str(chance.choice([each.value for each in LearningStyle])),
        level=int(chance.integers(4, 9)),
        week=one.week,
        languages=one.languages,
        location=one.location,
        ratings={each.value: int(chance.integers(10, 51)) * 10 for each in rated},
        wishes=_wishes(chance, "mentor", 20),
    )


def _mentor(chance: Random, number: int, places: int, paused: bool) -> MentorInput:
    one = _somebody(chance)
    offered = _some(chance, OWN[one.function], 4, 6) + _some(chance, SHARED, 4, 8)
    return MentorInput(
        id=f"mentor-{number:05}",
        places=places,
        hours_a_month=2 * places,
        offered={competency: int(chance.integers(2, 6)) for competency in offered},
        themes=one.themes,
        functions=tuple(str(each) for each in _some(chance, FUNCTIONS, 0, 2)),
        function=str(one.function),
        style=str(chance.choice([each.value for each in Style])),
        level=int(chance.integers(6, 12)),
        week=one.week,
        languages=one.languages,
        location=one.location,
        reach=int(chance.integers(1, 5)),
        directness=int(chance.integers(1, 6)),
        breadth=int(chance.integers(1, 5)),
        stretch=int(chance.integers(1, 5)),
        paused=paused,
        wishes=_wishes(chance, "mentee", 50),
    )


def _somebody(chance: Random) -> _Somebody:
    where = int(chance.integers(len(SITES)))
    offset, tongue = SITES[where]
    function = int(chance.integers(len(FUNCTIONS)))
    near = [THEMES[(function + step) % len(THEMES)] for step in range(4)]
    spoken = {tongue}
    if chance.random() < 0.85:
        spoken.add("en")
    if chance.random() < 0.15:
        spoken.add(SITES[chance.integers(len(SITES))][1])
    return _Somebody(
        function=FUNCTIONS[function],
        themes=tuple(str(each) for each in _some(chance, near, 1, 3)),
        languages=tuple(sorted(spoken)),
        location=f"site-{where}",
        week=_week(offset, int(chance.choice([0, 1, 2], p=[0.8, 0.1, 0.1]))),
    )


def _week(offset: float, kind: int) -> int:
    """Nine to five on weekdays at that distance from UTC; 1: mornings only, 2: afternoons only."""
    begins, ends = ((18, 34), (18, 26), (26, 34))[kind]
    week = 0
    for day in range(5):
        for half in range(begins, ends):
            week |= 1 << int(day * 48 + half - 2 * offset) % HALF_HOURS
    return week


def _some(chance: Random, of: Sequence[One], least: int, most: int) -> list[One]:
    many = int(chance.integers(least, most + 1))
    return [of[index] for index in chance.choice(len(of), size=many, replace=False)]


def _wishes(chance: Random, whom: str, among: int) -> tuple[str, ...]:
    if chance.random() > 0.1:
        return ()
    chosen = chance.choice(among, size=2, replace=False)
    return tuple(f"{whom}-{number:05}" for number in chosen)


def _barred(
    chance: Random, mentees: Sequence[MenteeInput], mentors: Sequence[MentorInput]
) -> list[Barred]:
    """Those above a mentee, and what two people in five hundred pairs declared."""
    many = len(mentees) * len(mentors)
    found = {}
    for bar, share in ((Bar.SUPERIOR, 0.003), (Bar.CONFLICT, 0.001), (Bar.AVOIDED, 0.001)):
        for pair in chance.integers(0, many, size=round(share * many)).tolist():
            found[divmod(pair, len(mentors))] = bar
    return [
        Barred(mentees[row].id, mentors[column].id, bar) for (row, column), bar in found.items()
    ]

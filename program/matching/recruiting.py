"""What kind of mentor one more would help most, read from prices of places and who waits."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from program.matching.cover import STRONG
from program.matching.records import Inputs, MenteeInput, MentorInput, Solution

MOST = 6
"""Kinds of mentors that are told."""


class Trait(StrEnum):
    """What a mentor to look for is like."""

    COMPETENCY = "competency"
    FUNCTION = "function"
    LOCATION = "location"


@dataclass(frozen=True)
class Recruit:
    """A kind of mentor of whom one more would help."""

    trait: Trait
    word: str
    """Competency id, function or location."""
    waiting: int
    """Mentees without a mentor who want this (or sit there)."""
    worth: int
    """Basis points that one more place of such a mentor is worth, on average; 0: nothing now."""
    have: int
    """Mentors of the cohort who are like this."""


def recruits(inputs: Inputs, solution: Solution) -> tuple[Recruit, ...]:
    """The kinds of mentors of whom one more would help, the most helpful first.

    Whoever has no mentor says what they wait for. The price of a mentor's place says what one
    more like it would bring: a kind is told where its places are dearer than those of the others.
    """
    alone = {one.mentee for one in solution.unmatched}
    waiting = Counter(kind for one in inputs.mentees if one.id in alone for kind in _wanted(one))
    there = [one for one in inputs.mentors if not one.paused]
    prices = [solution.prices.get(one.id, 0) for one in there]
    usual = _mean(prices)
    priced: dict[tuple[Trait, str], list[int]] = {}
    for mentor, price in zip(there, prices, strict=True):
        for kind in _offered(mentor):
            priced.setdefault(kind, []).append(price)
    found = [
        Recruit(trait, word, waiting[trait, word], _mean(of), len(of))
        for (trait, word) in {*waiting, *priced}
        for of in [priced.get((trait, word), [])]
        if waiting[trait, word] or _mean(of) > usual
    ]
    order = list(Trait)
    found.sort(key=lambda one: (-one.waiting, -one.worth, order.index(one.trait), one.word))
    return tuple(found[:MOST])


def _wanted(mentee: MenteeInput) -> Iterator[tuple[Trait, str]]:
    for word, (now, aim) in mentee.wanted.items():
        if now < aim:
            yield Trait.COMPETENCY, word
    yield from ((Trait.FUNCTION, word) for word in mentee.functions)
    if mentee.location:
        yield Trait.LOCATION, mentee.location


def _offered(mentor: MentorInput) -> Iterator[tuple[Trait, str]]:
    for word, level in mentor.offered.items():
        if level >= STRONG:
            yield Trait.COMPETENCY, word
    shown = {*mentor.functions, *([mentor.function] if mentor.function else [])}
    yield from ((Trait.FUNCTION, word) for word in sorted(shown))
    if mentor.location:
        yield Trait.LOCATION, mentor.location


def _mean(prices: Iterable[int]) -> int:
    of = list(prices)
    return round(sum(of) / len(of)) if of else 0

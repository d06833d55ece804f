"""People as numbers: for each component two small arrays whose product is what the pair gains.

All numbers are whole and stay below 2**24, so a product of arrays of 32-bit floats is exact,
whatever the order in which a library adds: who else is in the cohort cannot change a score.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from program.matching import tables
from program.matching.records import MenteeInput, MentorInput
from program.matching.rules import Component

Features = NDArray[np.float32]
Known = NDArray[np.bool_]
Mentees = Sequence[MenteeInput]
Mentors = Sequence[MentorInput]


@dataclass(frozen=True)
class Block:
    """One component: `left @ right.T` is its weight times its value (of `WHOLE`), for every pair.

    Where one of the two says nothing, their numbers are 0 and `known` says so.
    """

    component: Component
    left: Features
    right: Features
    left_known: Known
    right_known: Known


def blocks(mentees: Mentees, mentors: Mentors, weights: Mapping[Component, int]) -> list[Block]:
    """The components that are a product of both sides, those with a weight."""
    makers: tuple[tuple[Component, Callable[[Mentees, Mentors, int], Block]], ...] = (
        (Component.SKILLS, _skills),
        (Component.ASPIRATION, _aspiration),
        (Component.FUNCTIONS, _functions_to_see),
        (Component.FUNCTIONS, _functions_apart),
        (Component.STYLE, _style),
        (Component.SENIORITY, _seniority),
    )
    return [
        maker(mentees, mentors, weights[component])
        for component, maker in makers
        if weights[component]
    ]


def units(mentee: MenteeInput) -> list[tuple[str, int]]:
    """What a mentee has to learn: each level between now and the aim, of each competency."""
    return [
        (competency, level)
        for competency, (now, aim) in mentee.wanted.items()
        for level in range(max(now, 0) + 1, min(aim, tables.LEVELS) + 1)
    ]


def opened(mentor: MentorInput) -> frozenset[str]:
    """The functions a mentor can show: those they named and their own."""
    own = {mentor.function} if mentor.function else set()
    return frozenset({*mentor.functions, *own})


def nearest(value: int, parts: int) -> int:
    """The whole number nearest to a quotient, halves upward."""
    return (2 * value + parts) // (2 * parts)


class _Sheet:
    """An array that is written cell by cell and made at the end."""

    def __init__(self, rows: int, words: Sequence[str], width: int = 1) -> None:
        self.shape = (rows, len(words) * width)
        self.at = {word: number * width for number, word in enumerate(words)}
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._values: list[int] = []

    def put(self, row: int, column: int, value: int) -> None:
        self._rows.append(row)
        self._columns.append(column)
        self._values.append(value)

    def made(self) -> Features:
        made = np.zeros(self.shape, dtype=np.float32)
        made[self._rows, self._columns] = self._values
        return made


def _known(known: Sequence[object]) -> Known:
    return np.fromiter((bool(one) for one in known), dtype=np.bool_, count=len(known))


def _skills(mentees: Mentees, mentors: Mentors, weight: int) -> Block:
    """Levels met of levels to learn: level by level, so that meeting them is a product."""
    needs = [units(one) for one in mentees]
    words = sorted({competency for need in needs for competency, _ in need})
    left = _Sheet(len(mentees), words, tables.LEVELS)
    reached = _Sheet(len(mentors), words)
    for row, need in enumerate(needs):
        each = nearest(weight * tables.WHOLE, max(len(need), 1))
        for competency, level in need:
            left.put(row, left.at[competency] + level - 1, each)
    for row, one in enumerate(mentors):
        for competency in one.offered.keys() & reached.at.keys():
            reached.put(row, reached.at[competency], one.offered[competency])
    levels = np.arange(1, tables.LEVELS + 1)
    met = reached.made()[:, :, None] >= levels
    right = met.reshape(len(mentors), left.shape[1]).astype(np.float32)
    offered = [one.offered for one in mentors]
    return Block(Component.SKILLS, left.made(), right, _known(needs), _known(offered))


def _aspiration(mentees: Mentees, mentors: Mentors, weight: int) -> Block:
    """For each theme of the mentee the nearest one of the mentor, in halves."""
    words = sorted({theme for one in mentees for theme in one.themes})
    left, right = _Sheet(len(mentees), words), _Sheet(len(mentors), words)
    half = weight * tables.inside(tables.NEAR_THEME)
    for row, one in enumerate(mentees):
        each = nearest(half, max(len(set(one.themes)), 1))
        for theme in one.themes:
            left.put(row, left.at[theme], each)
    offered = {theme for one in mentors for theme in one.themes}
    halves = {one: _reached(one, right.at) for one in offered}
    for row, other in enumerate(mentors):
        near = sorted(reached for theme in other.themes for reached in halves[theme])
        nearest_of = {column: worth for worth, column in near}
        for column, worth in nearest_of.items():
            right.put(row, column, worth)
    aims = _known([one.themes for one in mentees])
    return Block(
        Component.ASPIRATION, left.made(), right.made(), aims, _known([m.themes for m in mentors])
    )


def _reached(theme: str, at: Mapping[str, int]) -> list[tuple[int, int]]:
    """The themes a mentor's theme is of use for: how many halves, and in which column."""
    near = ((tables.theme(word, theme) // tables.NEAR_THEME, at[word]) for word in at)
    return [(halves, column) for halves, column in near if halves]


def _functions_to_see(mentees: Mentees, mentors: Mentors, weight: int) -> Block:
    """Of the functions a mentee wants to see, the share that the mentor can show."""
    words = sorted({function for one in mentees for function in one.functions})
    left, right = _Sheet(len(mentees), words), _Sheet(len(mentors), words)
    for row, one in enumerate(mentees):
        for function in one.functions:
            each = nearest(weight * tables.WHOLE, len(set(one.functions)))
            left.put(row, left.at[function], each)
    shown = [opened(one) for one in mentors]
    for row, functions in enumerate(shown):
        for function in functions & right.at.keys():
            right.put(row, right.at[function], 1)
    wanted = _known([one.functions for one in mentees])
    return Block(Component.FUNCTIONS, left.made(), right.made(), wanted, _known(shown))


def _functions_apart(mentees: Mentees, mentors: Mentors, weight: int) -> Block:
    """Where a mentee named no function to see: how far the two work from each other."""
    own = [one.function if not one.functions else None for one in mentees]
    theirs = [one.function for one in mentors]
    return _table(Component.FUNCTIONS, own, theirs, tables.function, weight)


def _style(mentees: Mentees, mentors: Mentors, weight: int) -> Block:
    learns = [one.style if one.style in tables.STYLES else None for one in mentees]
    listed = next(iter(tables.STYLES.values()))
    style = [one.style if one.style in listed else None for one in mentors]
    return _table(Component.STYLE, learns, style, lambda a, b: tables.STYLES[a][b], weight)


def _seniority(mentees: Mentees, mentors: Mentors, weight: int) -> Block:
    mine = [None if one.level is None else str(one.level) for one in mentees]
    theirs = [None if one.level is None else str(one.level) for one in mentors]
    return _table(
        Component.SENIORITY,
        mine,
        theirs,
        lambda mentee, mentor: tables.seniority(int(mentor) - int(mentee)),
        weight,
    )


def _table(
    component: Component,
    mine: Sequence[str | None],
    theirs: Sequence[str | None],
    value: Callable[[str, str], int],
    weight: int,
) -> Block:
    """A table of two choices: the mentee's row is picked, the mentor's numbers are its values."""
    words = sorted({word for word in mine if word})
    left, right = _Sheet(len(mine), words), _Sheet(len(theirs), words)
    for row, word in enumerate(mine):
        if word:
            left.put(row, left.at[word], weight)
    for row, other in enumerate(theirs):
        if other:
            for word, column in right.at.items():
                right.put(row, column, tables.inside(value(word, other)))
    return Block(component, left.made(), right.made(), _known(mine), _known(theirs))

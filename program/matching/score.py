"""The score of every pair: a weighted mean of what both say, in whole basis points.

A component that one of the two says nothing about is never imputed: the weights of the others
stand for it, and how much weight stands behind a score is kept beside it. Everything is counted in
whole numbers, so the same people have the same score in any order, company and machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from program.matching import tables
from program.matching.features import Block, Features, Mentees, Mentors, blocks, nearest
from program.matching.meeting import Meeting, Table, common_languages, shared_hours
from program.matching.rules import Component
from program.matching.signals import Signals, signals

Numbers = NDArray[np.signedinteger[Any]]
COMPONENTS = tuple(Component)
_SHRUNK_FULL, _SHRUNK_WHOLE = 125, 2_079
"""Basis points by the whole, shortened: so small that 32 bits hold every product."""
_ROWS_AT_ONCE = 256
"""Mentees counted together: few enough that the numbers stay in the processor's own memory."""


@dataclass(frozen=True)
class Sides:
    """Both sides of every component, from which all pairs are counted, or single ones."""

    weights: Mapping[Component, int]
    blocks: tuple[Block, ...]
    left: Features
    """All blocks beside each other."""
    right: Features
    left_known: Features
    """One column for each block, hours and language; on the right their weight in place of 1."""
    right_known: Features
    hours: Meeting
    languages: Meeting
    signals: Signals | None
    wishes: Mapping[tuple[int, int], int]
    """By row and column the value of a wish, of `WHOLE`; only pairs somebody wished for."""


@dataclass(frozen=True)
class Parts:
    """What single pairs gain by component, in the order of `Component`."""

    gained: NDArray[np.int64]
    """The component's weight times its value, of `tables.WHOLE`."""
    weight: NDArray[np.int64]
    """The component's weight, 0 where it is missing."""

    def values(self) -> NDArray[np.int64]:
        """Basis points of each component by itself, -1 where it is missing."""
        return np.where(self.weight > 0, _mean(self.gained, self.weight), -1)


def sides(mentees: Mentees, mentors: Mentors, weights: Mapping[Component, int]) -> Sides:
    """People as numbers, mentees as rows and mentors as columns in the order given."""
    made = blocks(mentees, mentors, weights)
    hours = shared_hours([one.week for one in mentees], [one.week for one in mentors])
    languages = common_languages(
        [one.languages for one in mentees], [one.languages for one in mentors]
    )
    meetings = ((hours, Component.HOURS), (languages, Component.LANGUAGE))
    left_known = [one.left_known for one in made] + [one.left >= 0 for one, _ in meetings]
    right_known = [weights[one.component] * one.right_known for one in made]
    right_known += [weights[component] * (one.right >= 0) for one, component in meetings]
    return Sides(
        weights=weights,
        blocks=tuple(made),
        left=_beside([one.left for one in made], len(mentees)),
        right=_beside([one.right for one in made], len(mentors)),
        left_known=np.stack(left_known, axis=1).astype(np.float32),
        right_known=np.stack(right_known, axis=1).astype(np.float32),
        hours=hours,
        languages=languages,
        signals=signals(mentees, mentors) if weights[Component.SIGNALS] else None,
        wishes=_wishes(mentees, mentors) if weights[Component.WISHES] else {},
    )


def count(of: Sides) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
    """The scores of all pairs in basis points, and the weight present behind each."""
    shape = (len(of.left_known), len(of.right_known))
    scores, present = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int16)
    hours, languages = _hours_gained(of), _language_gained(of)
    for start in range(0, shape[0], _ROWS_AT_ONCE):
        stop = min(start + _ROWS_AT_ONCE, shape[0])
        gained = (of.left[start:stop] @ of.right.T).astype(np.int32)
        weight = (of.left_known[start:stop] @ of.right_known.T).astype(np.int32)
        gained += of.hours.rows(hours, start, stop)
        gained += of.languages.rows(languages, start, stop)
        if of.signals is not None:
            more, behind = of.signals.rows(start, stop, of.weights[Component.SIGNALS])
            gained += more
            weight += behind
        scores[start:stop] = _mean(gained, weight)
        present[start:stop] = weight
    if of.wishes:
        rows, columns = np.array(list(of.wishes), dtype=np.int64).T
        parts = parts_of(of, rows, columns)
        scores[rows, columns] = _mean(parts.gained.sum(axis=1), parts.weight.sum(axis=1))
        present[rows, columns] = parts.weight.sum(axis=1)
    return scores, present


def parts_of(of: Sides, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Parts:
    """What each component brings to single pairs; together it is their score, exactly.

    A wish only ever helps: where the rest of a pair scores higher than the wish would, it is left
    out like something nobody said, so that to wish for somebody never speaks against them.
    """
    gained = np.zeros((len(rows), len(COMPONENTS)), dtype=np.int64)
    weight = np.zeros_like(gained)
    for number, block in enumerate(of.blocks):
        at = COMPONENTS.index(block.component)
        gained[:, at] += _product(block.left[rows], block.right[columns])
        known = of.left_known[rows, number] * of.right_known[columns, number]
        weight[:, at] += known.astype(np.int64)
    for number, component in enumerate((Component.HOURS, Component.LANGUAGE), len(of.blocks)):
        known = of.left_known[rows, number] * of.right_known[columns, number]
        weight[:, COMPONENTS.index(component)] = known
    gained[:, COMPONENTS.index(Component.HOURS)] = of.hours.of(_hours_gained(of), rows, columns)
    spoken = of.languages.of(_language_gained(of), rows, columns)
    gained[:, COMPONENTS.index(Component.LANGUAGE)] = spoken
    if of.signals is not None:
        at = COMPONENTS.index(Component.SIGNALS)
        found = of.signals.of(rows, columns, of.weights[Component.SIGNALS])
        gained[:, at], weight[:, at] = found
    if of.wishes:
        at = COMPONENTS.index(Component.WISHES)
        pairs = zip(rows.tolist(), columns.tolist(), strict=True)
        value = np.array([of.wishes.get(one, -1) for one in pairs], dtype=np.int64)
        helps = value * weight.sum(axis=1) > gained.sum(axis=1)
        helps |= (value >= 0) & (weight.sum(axis=1) == 0)
        weight[:, at] = np.where(helps, of.weights[Component.WISHES], 0)
        gained[:, at] = weight[:, at] * value
    return Parts(gained, weight)


def _mean(gained: Numbers, weight: Numbers) -> Numbers:
    """Gained by weight in basis points, nearest with halves upward; 0 where nothing is known."""
    behind = np.maximum(weight, 1) * _SHRUNK_WHOLE
    mean: Numbers = (gained * _SHRUNK_FULL + behind // 2) // behind
    return mean


def _hours_gained(of: Sides) -> Table:
    weight = of.weights[Component.HOURS] * tables.WHOLE
    by_stretch = [nearest(weight * n, tables.ENOUGH_HALF_HOURS) for n in range(9)]
    values = np.array([*by_stretch, 0], dtype=np.int32)
    gained: Table = values[of.hours.table]
    return gained


def _language_gained(of: Sides) -> Table:
    weight = of.weights[Component.LANGUAGE] * tables.WHOLE
    return np.where(of.languages.table > 0, weight, 0).astype(np.int32)


def _product(left: Features, right: Features) -> NDArray[np.int64]:
    product: NDArray[np.int64] = np.einsum("ij,ij->i", left, right).astype(np.int64)
    return product


def _beside(features: Sequence[Features], rows: int) -> Features:
    return np.concatenate([np.zeros((rows, 0), dtype=np.float32), *features], axis=1)


def _wishes(mentees: Mentees, mentors: Mentors) -> dict[tuple[int, int], int]:
    """The value of every wish of either side for somebody who is there."""
    column = {one.id: number for number, one in enumerate(mentors)}
    row = {one.id: number for number, one in enumerate(mentees)}
    mine = {
        (number, column[wish]): one.wishes.index(wish)
        for number, one in enumerate(mentees)
        for wish in one.wishes
        if wish in column
    }
    theirs = {
        (row[wish], number): one.wishes.index(wish)
        for number, one in enumerate(mentors)
        for wish in one.wishes
        if wish in row
    }
    found = {at: tables.wished(mine.get(at), theirs.get(at)) for at in {**mine, **theirs}}
    return {at: tables.inside(value) for at, value in found.items() if value is not None}

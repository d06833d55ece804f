"""The pairs that a best set is most likely made of: the best few of every mentee and mentor."""

import numpy as np
from numpy.typing import NDArray

from program.matching.certificate import BLOCK, blocks
from program.matching.market import Counts, Market
from program.matching.rules import BASIS_POINTS

PER_MENTEE = 32
PER_MENTOR = 8
"""Without these, mentees whose best mentors are full would have to be looked for round by round."""

GROUPS = 8
"""For each pair that is wanted of a mentor, so many groups of mentees are compared first."""
WIDE = 128
"""Columns that are looked at together at least: fewer would jump through the memory."""

Keys = NDArray[np.int64]
"""Pairs as numbers, row * mentors + column, ascending: the same pairs are always the same arcs."""


def best(market: Market, rows: Counts) -> Keys:
    """The best pairs of some mentees, of every mentor among these mentees, and those to be kept.

    Among equals the first in the order of the market is taken, so that the choice is the same on
    every machine: what is compared is score and place in one number.
    """
    mentors = len(market.seats)
    chosen = np.zeros(len(market.order) * mentors, np.bool_)
    for some in blocks(rows, mentors):
        line, at = _of_each_line(market.scores[some], market.allowed[some], PER_MENTEE)
        chosen[some[line] * mentors + at] = True
    wide = max(1, BLOCK // max(1, len(rows)), WIDE)
    for first in range(0, mentors if len(rows) else 0, wide):
        here = slice(first, first + wide)
        scores, allowed = market.scores[:, here][rows], market.allowed[:, here][rows]
        at, line = _of_each_column(scores, allowed & (market.seats[here] > 0), PER_MENTOR)
        chosen[rows[at] * mentors + first + line] = True
    if market.kept is not None:
        held = rows[market.kept[rows] >= 0]
        held = held[market.allowed[held, market.kept[held]]]
        chosen[held * mentors + market.kept[held]] = True
    return np.flatnonzero(chosen)


def joined(keys: Keys, rows: Counts, mates: Counts, mentors: int) -> Keys:
    """These pairs and some others, in their order, each once."""
    keys = np.concatenate([keys, rows * mentors + mates])
    keys.sort(kind="stable")  # two ordered runs: nearly nothing to do
    return keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys


def _of_each_line(
    scores: NDArray[np.int32], allowed: NDArray[np.bool_], most: int
) -> tuple[Counts, Counts]:
    """Line and place of the best allowed pairs of each line.

    Whole lines are sorted: that is several times quicker than splitting them at the one in
    question, because the processor sorts many numbers at once.
    """
    places = scores.shape[1]
    ranked = _ranked(scores, allowed, np.arange(places, 0, -1), places)
    if places > most:
        ranked.sort(axis=1)
        ranked = ranked[:, -most:]
    line, at = np.nonzero(ranked)
    return line, (-ranked[line, at].astype(np.int64)) % places


def _of_each_column(
    scores: NDArray[np.int32], allowed: NDArray[np.bool_], most: int
) -> tuple[Counts, Counts]:
    """Line and column of the best allowed pairs of each column, and of a few more.

    The best of so many groups of lines say how good one has to be; all that are, are taken.
    """
    lines, columns = scores.shape
    ranked = _ranked(scores, allowed, np.arange(lines, 0, -1)[:, None], lines)
    groups = min(lines, GROUPS * most)
    each = lines // groups
    tops = ranked[: groups * each].reshape(groups, each, columns).max(axis=1)
    tops.sort(axis=0)
    least = tops[-most] if groups >= most else np.zeros(columns, ranked.dtype)
    line, column = np.nonzero(ranked >= np.maximum(least, 1))
    return line, column


def _ranked(
    scores: NDArray[np.int32], allowed: NDArray[np.bool_], place: Counts, places: int
) -> NDArray[np.signedinteger]:
    """Score and place as one number, which no two of a line share; 0 for who is not allowed."""
    narrow = (BASIS_POINTS + 1) * places < 2**31
    ranked = np.multiply(scores, places, dtype=np.int32 if narrow else np.int64)
    ranked += place.astype(ranked.dtype)
    ranked *= allowed
    return ranked

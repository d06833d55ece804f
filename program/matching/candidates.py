"""The pairs that a best set is most likely made of: the best few of every mentee and mentor."""

import numpy as np
from numpy.typing import NDArray

from program.matching import certificate
from program.matching.market import Counts, Market
from program.matching.rules import BASIS_POINTS

PER_MENTEE = 32
PER_MENTOR = 8
"""Without these, mentees whose best mentors are full would have to be looked for round by round."""

Keys = NDArray[np.int64]
"""Pairs as numbers, row * mentors + column, ascending: the same pairs are always the same arcs."""


def best(market: Market, rows: Counts) -> Keys:
    """The best pairs of some mentees, and of every mentor among these mentees.

    Among equals the first in the order of the market is taken, so that the choice is the same on
    every machine: what is compared is score and place in one number.
    """
    mentors = len(market.seats)
    of_mentees = _of_mentees(market, rows)
    of_mentors = _of_mentors(market, rows)
    kept = np.zeros(0, np.int64)
    if market.kept is not None:
        held = rows[market.kept[rows] >= 0]
        held = held[market.allowed[held, market.kept[held]]]
        kept = held * mentors + market.kept[held]
    return np.unique(np.concatenate([of_mentees, of_mentors, kept]))


def joined(keys: Keys, rows: Counts, mates: Counts, mentors: int) -> Keys:
    """These pairs and some seats that are known to seat everybody together."""
    return np.union1d(keys, rows * mentors + mates)


def _of_mentees(market: Market, rows: Counts) -> Keys:
    mentors = len(market.seats)
    kind = _room(mentors)
    backwards = np.arange(mentors - 1, -1, -1, dtype=kind)
    found: list[Keys] = []
    for some in certificate.blocks(rows, mentors):
        ranked = market.scores[some].astype(kind) * mentors + backwards
        ranked[~market.allowed[some]] = -1
        which, at = _highest(ranked, PER_MENTEE, mentors)
        found.append(some[which] * mentors + at)
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _of_mentors(market: Market, rows: Counts) -> Keys:
    mentors, people = len(market.seats), len(rows)
    kind = _room(people)
    backwards = np.arange(people - 1, -1, -1, dtype=kind)
    found: list[Keys] = []
    open_seats = np.flatnonzero(market.seats > 0)
    for some in certificate.blocks(open_seats, people):
        block = slice(some[0], some[-1] + 1)
        scores = market.scores[:, block][rows].T[some - some[0]]
        allowed = market.allowed[:, block][rows].T[some - some[0]]
        ranked = np.where(allowed, scores.astype(kind) * people + backwards, -1)
        which, at = _highest(ranked, PER_MENTOR, people)
        found.append(rows[at] * mentors + some[which])
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _room(places: int) -> np.dtype[np.signedinteger]:
    """The narrower of two kinds of numbers that holds score and place in one."""
    return np.dtype(np.int32 if (BASIS_POINTS + 1) * places < 2**31 else np.int64)


def _highest(ranked: NDArray[np.signedinteger], most: int, places: int) -> tuple[Counts, Counts]:
    """Line and place of the highest numbers of each line; those below 0 are nobody."""
    if ranked.shape[1] > most:
        ranked = np.partition(ranked, ranked.shape[1] - most, axis=1)[:, -most:]
    which, at = np.nonzero(ranked >= 0)
    return which, places - 1 - ranked[which, at].astype(np.int64) % places

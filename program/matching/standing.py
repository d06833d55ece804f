"""A draft as it stands: its pairs as numbers, in the market in which leaving them counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from program.matching import solving, weights
from program.matching.market import Allowed, Counts, Market, Outcome
from program.matching.problem import Problem, market
from program.matching.records import Edit, Solution

SHOWN_BONUS = 100
"""Basis points for keeping a pair that a program manager has seen: few others move."""


@dataclass(frozen=True)
class Standing:
    """A solution in numbers. Everything that is said of a draft is read from one of these."""

    problem: Problem
    solution: Solution
    whole: Market
    """All edits, and each pair of the solution with the bonus of a shown one; no floor."""
    market: Market
    """The same without the pairs below the floor of the solution. Under a quota, whoever has no
    mentor takes no part in it: who has one is decided."""
    mates: Counts
    outcome: Outcome | None
    """The pairs with the prices that prove them; None where they are not the best there is, since
    somebody was taken out of the inputs."""
    decided: bool = False
    """Whether a quota had a say in who has a mentor."""

    @property
    def possible(self) -> Allowed:
        """Pairs with no rule in the way, vetoes among the rules, the floor not."""
        return self.whole.allowed


def stand(problem: Problem, edits: Sequence[Edit], solution: Solution) -> Standing:
    """The solution of these edits in numbers. Raises Refusal as `problem.market` does."""
    whole = shown(problem, edits, solution)
    mates = np.full(len(problem.mentees), -1, np.int64)
    for pair in solution.pairs:
        mates[problem.row[pair.mentee]] = problem.column[pair.mentor]
    held = replace(cut(whole, solution), quota=None)
    decided = whole.quota is not None and bool((mates < 0).any())
    if decided:
        held = replace(held, allowed=held.allowed & (mates >= 0)[:, None])
    return Standing(problem, solution, whole, held, mates, _proved(held, mates), decided)


def shown(problem: Problem, edits: Sequence[Edit], solution: Solution) -> Market:
    """The market after these edits, in which each pair of a solution seen before has its bonus."""
    kept = {one.mentee: one.mentor for one in solution.pairs}
    found = market(problem, edits, kept=kept, bonus=SHOWN_BONUS)
    return replace(found, lift=False, quota=problem.inputs.rules.quota)


def cut(whole: Market, solution: Solution) -> Market:
    """The market without the pairs below the floor of a solution."""
    if solution.floor is None:
        return whole
    return replace(whole, allowed=whole.allowed & (whole.scores >= solution.floor.at))


def agree(held: Market, mates: Counts) -> bool:
    """Whether these pairs are possible at all in a market: its locks, its rules, its seats."""
    locked = dict(held.locks)
    if any(mates[mentee] != mentor for mentee, mentor in locked.items()):
        return False
    rows = np.array([i for i in np.flatnonzero(mates >= 0) if int(i) not in locked], np.int64)
    taken = np.bincount(mates[mates >= 0], minlength=len(held.seats))
    return bool(held.allowed[rows, mates[rows]].all() and (taken <= held.seats).all())


def _proved(held: Market, mates: Counts) -> Outcome | None:
    """The pairs with the prices of a best set, which prove every best set.

    What was the best with a lower bonus for the pairs before it is the best with the full one for
    its own: every other set of pairs loses at least as much by it.
    """
    if not agree(held, mates):
        return None
    best = solving.solve(held)
    value = weights.value(held, mates)
    return replace(best, mates=mates) if best.value == value else None

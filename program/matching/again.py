"""A draft solved again after an edit: warm where the proof holds, cold otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from program.matching import certificate, prices, solving, standing, turns, weights
from program.matching.market import Market, Outcome
from program.matching.problem import Problem
from program.matching.records import Edit, EditKind, Lift, Solution
from program.matching.standing import Standing
from program.matching.warm import Held

ENGINE = f"numpy {np.__version__}"
"""What a warm solve stands on."""
Stand = Callable[[Sequence[Edit], Solution], Standing]


def again(
    problem: Problem,
    edits: Sequence[Edit],
    before: Solution,
    stand: Stand,
    progress: solving.Progress | None = None,
) -> tuple[Market, Outcome, Lift | None]:
    """The market after edits, the best pairs with others kept in place, and the floor they hold.

    The floor of a draft holds while it is edited, unless somebody would go without because of it:
    then it is found anew. So an edit moves few people, and its price can be told beforehand.
    """
    whole = standing.shown(problem, edits, before)
    held = standing.cut(whole, before)
    outcome = _warm(held, edits, before, stand)
    if outcome is None:
        outcome = solving.solve(held, progress=progress)
    if before.floor is None or _nobody_loses(whole, outcome):
        return whole, outcome, before.floor
    fresh = replace(whole, lift=True)
    outcome = solving.solve(fresh, progress=progress)
    return whole, outcome, lift_of(outcome) or Lift(at=0, price=0)


def lift_of(outcome: Outcome) -> Lift | None:
    """The floor of an outcome and what it costs."""
    return None if outcome.floor is None else Lift(outcome.floor, outcome.floor_price)


def _nobody_loses(whole: Market, outcome: Outcome) -> bool:
    """Whether as many, and the same, have a mentor as without the floor."""
    if whole.quota is None:
        return turns.kept(whole, outcome.mates)
    if bool((outcome.mates >= 0).all()):
        return True
    free = solving.solve(whole)
    return bool(((free.mates >= 0) == (outcome.mates >= 0)).all())


def _warm(held: Market, edits: Sequence[Edit], before: Solution, stand: Stand) -> Outcome | None:
    """From the state before the last few edits to the state after them; None where that is not
    the best for sure."""
    if held.quota is not None:
        return None
    for many in range(min(len(edits), _most(held)) + 1):
        first, rest = edits[: len(edits) - many], edits[len(edits) - many :]
        if _locked(first) != {(one.mentee, one.mentor) for one in before.pairs if one.locked}:
            continue
        found = stand(first, before)
        if found.outcome is not None:
            return _edited(held, found, found.outcome, rest)
    return None


def _most(held: Market) -> int:
    """So many edits are made warm: one in a hundred mentees, and always a few."""
    return max(3, len(held.order) // 100)


def _locked(edits: Sequence[Edit]) -> set[tuple[str, str]]:
    last = {(one.mentee, one.mentor): one.kind for one in edits}
    return {pair for pair, kind in last.items() if kind is EditKind.LOCK}


def _edited(
    held: Market, found: Standing, outcome: Outcome, rest: Sequence[Edit]
) -> Outcome | None:
    warm = Held(found.market, outcome)
    problem, locked = found.problem, dict(held.locks)
    for mentee, mentor in found.market.locks:
        if locked.get(mentee) != mentor:
            warm.unlock(mentee)
    for one in rest:
        pair = problem.row[one.mentee], problem.column[one.mentor]
        if held.allowed[pair]:
            warm.unveto(*pair)
        else:
            warm.veto(*pair)
    try:
        for mentee, mentor in sorted(set(held.locks) - set(found.market.locks)):
            warm.lock(mentee, mentor)
    except ValueError:  # a lock beyond the mentor's hours makes a seat: not what was kept warm
        return None
    return _proved(held, warm)


def _proved(held: Market, warm: Held) -> Outcome | None:
    """What was kept warm, with the smallest prices, if it is proved in this very market."""
    found = warm.outcome()
    if not standing.agree(held, found.mates):
        return None
    value = weights.value(held, found.mates)
    if certificate.bound(held, found.prices) != value:
        return None
    exact = prices.of_market(held, found.mates)
    return Outcome(found.mates, exact, value, value, engine=ENGINE)

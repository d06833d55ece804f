"""What a solver answered in numbers, as records with people in them."""

from collections.abc import Mapping

import numpy as np

from program.matching import certificate
from program.matching.market import Counts, Market, Outcome
from program.matching.problem import Problem
from program.matching.records import (
    Alternative,
    Lift,
    Pair,
    Solution,
    Unmatched,
    WithoutMentor,
)
from program.matching.rules import THIN_BELOW
from program.matching.standing import Standing


def solution(
    problem: Problem,
    market: Market,
    outcome: Outcome,
    floor: Lift | None,
    kept: Mapping[str, str],
) -> Solution:
    """The pairs in the order of the lottery, with the proof.

    `market` is the one before any floor; `kept` are the pairs of the state before.
    """
    pairs = tuple(_pairs(problem, market, outcome.mates))
    mentor_of = {one.mentee: one.mentor for one in pairs}
    return Solution(
        pairs=pairs,
        unmatched=tuple(_unmatched(problem, market, outcome.mates)),
        total=sum(one.score for one in pairs),
        gap=outcome.bound - outcome.value,
        prices=_prices(problem, market, outcome.prices),
        engine=outcome.engine,
        floor=floor,
        quota=_quota(problem, outcome),
        weakest=min((one.score for one in pairs if not one.locked), default=None),
        moved=tuple(
            mentee
            for mentee in problem.mentees
            if mentee in kept and mentor_of.get(mentee) != kept[mentee]
        ),
    )


def alternative(found: Standing, row: int, column: int, mates: Counts) -> Alternative:
    """What it would do to a draft to have these pairs, of which one was asked for."""
    here = found.problem
    other = [int(one) for one in np.flatnonzero(mates != found.mates) if one != row]
    then = [here.mentors[mates[one]] if mates[one] >= 0 else None for one in other]
    alone = [here.mentees[one] for one in other if mates[one] < 0]
    return Alternative(
        mentor=here.mentors[column],
        score=int(here.scores[row, column]),
        cost=_total(here, found.mates) - _total(here, mates),
        moved=tuple(here.mentees[one] for one in other),
        then=tuple(then),
        without=alone[0] if alone else None,
    )


def _total(problem: Problem, mates: Counts) -> int:
    seated = np.flatnonzero(mates >= 0)
    return int(problem.scores[seated, mates[seated]].sum(dtype=np.int64))


def _pairs(problem: Problem, market: Market, mates: Counts) -> list[Pair]:
    locked = {mentee for mentee, _ in market.locks}
    return [
        Pair(
            mentee=problem.mentees[row],
            mentor=problem.mentors[column],
            score=int(problem.scores[row, column]),
            locked=row in locked,
            thin=int(problem.present[row, column]) < THIN_BELOW,
        )
        for row, column in enumerate(mates.tolist())
        if column >= 0
    ]


def _unmatched(problem: Problem, market: Market, mates: Counts) -> list[Unmatched]:
    return [
        Unmatched(problem.mentees[row], WithoutMentor.SEATS_SCARCE)
        if market.allowed[row].any()
        else Unmatched(problem.mentees[row], WithoutMentor.NOBODY_POSSIBLE)
        for row in np.flatnonzero(mates < 0).tolist()
    ]


def _prices(problem: Problem, market: Market, prices: Counts) -> dict[str, int]:
    """What one more place of each mentor would bring in basis points; a place that lets somebody
    more have a mentor brings something, also where others' scores give way to it."""
    places, points = certificate.split(market, prices)
    brings = np.where(places > 0, np.maximum(points, 1), points)
    return {problem.mentors[column]: int(brings[column]) for column in np.flatnonzero(brings > 0)}


def _quota(problem: Problem, outcome: Outcome) -> Lift | None:
    wanted = problem.inputs.rules.quota
    if wanted is None or outcome.quota is None:
        return None
    short = wanted if outcome.quota < wanted else None
    return Lift(outcome.quota, outcome.quota_price, wanted=short)

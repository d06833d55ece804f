"""Why a pair: reasons, the one risk, how near the next best comes. Facts only, no sentence."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from program.matching import hours, points
from program.matching.market import Counts
from program.matching.problem import Problem
from program.matching.records import Explanation, MenteeInput, MentorInput, Points, Reason, Risk
from program.matching.rows import Row
from program.matching.rules import THIN_BELOW, Component
from program.matching.standing import Standing

Flags = NDArray[np.bool_]

MOST_REASONS = 3
ENOUGH_HALF_HOURS = 4
"""A shared stretch shorter than two hours is a risk: one slot in the week decides."""
ROOM = 10
"""A cohort has room where one place in so many is free."""
NEVER_TOLD = frozenset({Component.WISHES, Component.SIGNALS})
"""A reason from these would give away a private wish or a rating to one of the two."""
_WORDS = {
    Component.SKILLS: ("met", "partly"),
    Component.ASPIRATION: ("themes", "near"),
    Component.FUNCTIONS: ("functions",),
    Component.STYLE: ("style",),
    Component.SENIORITY: ("gap",),
    Component.HOURS: ("hours",),
    Component.LANGUAGE: ("languages",),
    Component.WISHES: ("mentee", "mentor"),
    Component.SIGNALS: ("signals",),
}
"""Where in the evidence of a component stands what the two share."""


def explanation(found: Standing, mentee: str) -> Explanation | None:
    """Why this mentor; None for a mentee without one."""
    problem = found.problem
    row = problem.row[mentee]
    column = int(found.mates[row])
    if column < 0:
        return None
    mentor = problem.mentors[column]
    possible = found.possible[row].copy()
    possible[column] = True
    scores = problem.scores[row]
    parts = points.points(problem, mentee, mentor)
    return Explanation(
        mentee=mentee,
        mentor=mentor,
        score=int(scores[column]),
        points=parts,
        reasons=strongest(parts),
        risk=_risk(found, row, column, _all_full(found)),
        margin=_none_below(int(_margins(found, np.array([row]))[0])),
        missing=tuple(
            one
            for one in points.missing(problem, mentee, mentor)
            if one is not Component.WISHES  # nobody wished: that is no gap in what is known
        ),
        thin=_thin(problem, row, column),
        rank=1 + int((scores[possible] > scores[column]).sum()),
        possible=int(possible.sum()),
    )


def told(problem: Problem, mentee: str, mentor: str) -> tuple[Reason, ...]:
    """Reasons for any two people that may be told to both of them."""
    parts = points.points(problem, mentee, mentor)
    return strongest([one for one in parts if one.component not in NEVER_TOLD])


def strongest(parts: tuple[Points, ...] | list[Points]) -> tuple[Reason, ...]:
    """At most three reasons: what gives the most points, of what gives half of its own or more."""
    good = [one for one in parts if one.points and 2 * one.points >= one.of]
    best = sorted(good, key=lambda one: -one.points)[:MOST_REASONS]
    return tuple(Reason(one.component, _shared(one)) for one in best)


def rows(found: Standing) -> Iterator[Row]:
    """A row for each mentee, in the order of the cohort's lottery."""
    problem, solution = found.problem, found.solution
    seated = np.flatnonzero(found.mates >= 0)
    margins = dict(zip(seated.tolist(), _margins(found, seated).tolist(), strict=True))
    full = _all_full(found)
    line = problem.inputs.rules.line
    locked = {one.mentee for one in solution.pairs if one.locked}
    changed = frozenset(solution.moved)
    without = {one.mentee: one.why for one in solution.unmatched}
    for row, (mentee, column) in enumerate(zip(problem.mentees, found.mates.tolist(), strict=True)):
        if column < 0:
            yield Row(mentee, changed=mentee in changed, without=without.get(mentee))
            continue
        score = int(problem.scores[row, column])
        yield Row(
            mentee=mentee,
            mentor=problem.mentors[column],
            score=score,
            margin=_none_below(margins[row]),
            risk=_risk(found, row, column, full),
            thin=_thin(problem, row, column),
            locked=mentee in locked,
            below=score < line,
            changed=mentee in changed,
        )


def _shared(one: Points) -> tuple[str, ...]:
    """The first of its words that says something; of the places of wishes, whose they are."""
    words = _WORDS[one.component]
    if one.component is Component.WISHES:
        return tuple(word for word in words if one.evidence.get(word))
    return next((one.evidence[word] for word in words if one.evidence.get(word)), ())


def _margins(found: Standing, rows: Counts) -> Counts:
    """Basis points from each mentee's mentor to the best other one possible; far where none is."""
    scores = np.where(found.possible[rows], found.problem.scores[rows].astype(np.int64), _NOBODY)
    at = np.arange(len(rows)), found.mates[rows]
    scores[at] = _NOBODY
    own = found.problem.scores[rows, found.mates[rows]].astype(np.int64)
    margins: Counts = own - scores.max(axis=1, initial=_NOBODY)
    return margins


_NOBODY = -(1 << 40)


def _none_below(margin: int) -> int | None:
    return None if margin > -_NOBODY // 2 else margin


def _thin(problem: Problem, row: int, column: int) -> bool:
    return int(problem.present[row, column]) < THIN_BELOW


def _all_full(found: Standing) -> Flags:
    """For each mentee whether nobody possible has a place left although the cohort has room.

    Where hardly a place is left at all, that is no news about anybody in particular.
    """
    taken = np.bincount(found.mates[found.mates >= 0], minlength=len(found.problem.mentors))
    left = np.maximum(found.whole.seats - taken, 0)
    roomy = int(left.sum()) * ROOM >= int(found.whole.seats.sum())
    somebody = np.any(found.possible & (left > 0), axis=1)
    nobody: Flags = np.logical_not(somebody) & roomy
    return nobody


def _risk(found: Standing, row: int, column: int, full: Flags) -> Risk | None:
    """The first that holds, the gravest first."""
    problem = found.problem
    mentee, mentor = problem.rows[row], problem.columns[column]
    weights = problem.inputs.rules.weights
    risks = {
        Risk.THIN: _thin(problem, row, column),
        Risk.BELOW_LINE: int(problem.scores[row, column]) < problem.inputs.rules.line,
        Risk.MUCH_MISSING: _much_missing(mentee, mentor),
        Risk.FEW_SHARED_HOURS: _few_hours(mentee, mentor),
        Risk.NARROW_GAP: weights[Component.SENIORITY] > 0 and _narrow(mentee, mentor),
        Risk.SAME_FUNCTION: weights[Component.FUNCTIONS] > 0 and _same(mentee, mentor),
        Risk.LAST_PLACE: bool(full[row]),
    }
    return next((risk for risk, holds in risks.items() if holds), None)


def _much_missing(mentee: MenteeInput, mentor: MentorInput) -> bool:
    """Whether less than half of the levels the mentee aims for are met."""
    needs = [(word, now, aim) for word, (now, aim) in mentee.wanted.items() if aim > now]
    whole = sum(aim - now for _, now, aim in needs)
    met = sum(max(0, min(aim, mentor.offered.get(word, 0)) - now) for word, now, aim in needs)
    return bool(mentor.offered) and 2 * met < whole


def _few_hours(mentee: MenteeInput, mentor: MentorInput) -> bool:
    if mentee.week is None or mentor.week is None:
        return False
    return hours.shared(mentee.week, mentor.week) < ENOUGH_HALF_HOURS


def _narrow(mentee: MenteeInput, mentor: MentorInput) -> bool:
    """Whether the mentor is not even one level above the mentee."""
    if mentee.level is None or mentor.level is None:
        return False
    return mentor.level - mentee.level < 1


def _same(mentee: MenteeInput, mentor: MentorInput) -> bool:
    """Whether both work in one function and the mentor shows none that the mentee wants to see."""
    if mentee.function is None or mentee.function != mentor.function:
        return False
    return not {*mentee.functions} & {*mentor.functions, mentor.function}

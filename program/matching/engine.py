"""The engine: one study of a run's inputs, which solves, re-solves, explains and prices."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Lock

import numpy as np

from program.matching import again, explain, options, points, problem, result, solving, standing
from program.matching.market import Counts
from program.matching.reasons import Bar
from program.matching.records import (
    Alternative,
    Edit,
    EditKind,
    Explanation,
    Inputs,
    Lift,
    MenteeInput,
    MentorInput,
    Pair,
    Reason,
    Solution,
    WhyNot,
)
from program.matching.rows import Row
from program.matching.rules import Rules
from program.matching.solving import Progress
from program.matching.standing import Standing

AT_HAND = 4
"""Draft states kept in numbers: who leafs through one asks for it again and again."""
State = tuple[tuple[Edit, ...], tuple[Pair, ...], Lift | None]


class Study:
    """The inputs of a run, counted once.

    Any thread may ask. What it answers depends on nothing but the inputs and what it is asked.
    """

    def __init__(self, inputs: Inputs) -> None:
        """Raises ValueError where somebody stands twice on one side."""
        self.inputs = inputs
        self.problem = problem.build(inputs)
        self._lock = Lock()
        self._standings: OrderedDict[State, Standing] = OrderedDict()

    @property
    def pairs(self) -> int:
        """Pairs that were scored, possible or not."""
        return len(self.problem.mentees) * len(self.problem.mentors)

    def solve(
        self,
        edits: Sequence[Edit] = (),
        *,
        before: Solution | None = None,
        progress: Progress | None = None,
    ) -> Solution:
        """The best pairs after all edits.

        With `before`, the state in front of the last edit, its pairs stay where that costs less
        than a point each, and its floor holds as long as nobody goes without because of it.
        Raises Refusal as `problem.market` does.
        """
        if before is not None:
            whole, outcome, floor = again.again(
                self.problem, tuple(edits), before, self._stand, progress
            )
            kept = {one.mentee: one.mentor for one in before.pairs}
            return result.solution(self.problem, whole, outcome, floor, kept)
        inputs = self.inputs
        market = problem.market(self.problem, edits, kept=inputs.before, bonus=inputs.kept_bonus)
        outcome = solving.solve(market, progress=progress)
        floor = again.lift_of(outcome)
        return result.solution(self.problem, market, outcome, floor, inputs.before)

    def explain(
        self, edits: Sequence[Edit], solution: Solution, mentee: str, *, besides: str = ""
    ) -> Explanation | None:
        """Why this mentor; None for a mentee without one. Raises KeyError for nobody of the run.

        `besides`: a mentor who is left out of what others are compared with, since who reads it
        may not learn of them.
        """
        return explain.explanation(self._without(self._stand(edits, solution), besides), mentee)

    def explain_all(
        self, edits: Sequence[Edit], solution: Solution, *, besides: str = ""
    ) -> tuple[Row, ...]:
        """A row for each mentee of the run; `besides` as in `explain`."""
        return tuple(explain.rows(self._without(self._stand(edits, solution), besides)))

    def alternatives(
        self, edits: Sequence[Edit], solution: Solution, mentee: str, most: int = 5
    ) -> tuple[Alternative, ...]:
        """Other possible mentors, those first whose pair would take the least from the whole.

        What a pair takes is its cost in fit and a point for everybody else who would move; each
        comes with what locking it now would do.
        """
        found = self._stand(edits, solution)
        row = self.problem.row[mentee]
        room = options.opened(found, row)
        if room is None:
            best = options.by_score(found, row, most)
            return tuple(self._priced(found, edits, row, column, None) for column in best)
        cheapest = options.cheapest(found, room, row, most)
        return tuple(self._priced(found, edits, row, *one) for one in cheapest)

    def why_not(
        self, edits: Sequence[Edit], solution: Solution, mentee: str, mentor: str
    ) -> WhyNot:
        """Which rules are in the way of a pair, or what locking it now would do."""
        found = self._stand(edits, solution)
        row, column = self.problem.row[mentee], self.problem.column[mentor]
        score = int(self.problem.scores[row, column])
        if found.mates[row] == column:
            return WhyNot(mentee, mentor, score, is_pair=True)
        bars = self._bars(found, edits, row, column)
        if bars:
            return WhyNot(mentee, mentor, score, bars)
        room = options.opened(found, row)
        done = None if room is None else options.effect(room, row, column)
        return WhyNot(
            mentee, mentor, score, alternative=self._priced(found, edits, row, column, done)
        )

    def barred(
        self, edits: Sequence[Edit], solution: Solution, mentee: str
    ) -> Mapping[str, tuple[Bar, ...]]:
        """For each mentor who is not possible for a mentee the rules in the way."""
        found = self._stand(edits, solution)
        row = self.problem.row[mentee]
        bars = {
            mentor: self._bars(found, edits, row, column)
            for column, mentor in enumerate(self.problem.mentors)
        }
        return {mentor: one for mentor, one in bars.items() if one}

    def ranked(self, edits: Sequence[Edit], mentee: str) -> tuple[tuple[str, int], ...]:
        """Mentors possible for a mentee with the score, best first, with or without a place.

        Whose hours are taken is not among them. The line of a run that puts quality first is a
        rule, the floor of a draft is none.
        """
        here = self.problem
        row = here.row[mentee]
        scores = here.scores[row].tolist()
        found = [
            column
            for column, mentor in enumerate(here.mentors)
            if not set(points.bars(here, edits, mentee, mentor)) - {Bar.NO_PLACE}
        ]
        best = sorted(found, key=lambda column: (-scores[column], column))
        return tuple((here.mentors[column], scores[column]) for column in best)

    def reasons(self, mentee: str, mentor: str) -> tuple[Reason, ...]:
        """At most three reasons for any two people that may be told to both of them."""
        return explain.told(self.problem, mentee, mentor)

    def hub(self) -> tuple[str, int] | None:
        """The mentor who is the best for most mentees, and for how many of 100 of them."""
        here = self.problem
        possible = here.bars == 0
        asked = np.flatnonzero(possible.any(axis=1)) if len(here.mentors) else np.zeros(0, np.int64)
        if not len(asked):
            return None
        best = np.where(possible[asked], here.scores[asked], -1).argmax(axis=1)
        of = np.bincount(best)
        most = int(of.argmax())
        return here.mentors[most], round(100 * int(of[most]) / len(asked))

    def _bars(
        self, found: Standing, edits: Sequence[Edit], row: int, column: int
    ) -> tuple[Bar, ...]:
        """The rules of the pair, and what this very draft adds to them."""
        here = self.problem
        bars = set(points.bars(here, edits, here.mentees[row], here.mentors[column]))
        if not options.has_place(found, row, column):
            bars.add(Bar.NO_PLACE)
        floor = found.solution.floor
        if floor is not None and here.scores[row, column] < floor.at:
            bars.add(Bar.BELOW_FLOOR)
        return tuple(one for one in Bar if one in bars)

    def _priced(
        self,
        found: Standing,
        edits: Sequence[Edit],
        row: int,
        column: int,
        done: options.Effect | None,
    ) -> Alternative:
        mates = done.mates if done else self._taken(found, edits, row, column)
        return result.alternative(found, row, column, mates)

    def _taken(self, found: Standing, edits: Sequence[Edit], row: int, column: int) -> Counts:
        """What comes of locking a pair where prices do not tell: the lock is tried."""
        here = self.problem
        mentee, mentor = here.mentees[row], here.mentors[column]
        mine = [
            Edit(EditKind.UNLOCK, mentee, here.mentors[other])
            for one, other in found.whole.locks
            if one == row
        ]
        lock = Edit(EditKind.LOCK, mentee, mentor)
        tried = self.solve([*edits, *mine, lock], before=found.solution)
        mates = np.full(len(here.mentees), -1, np.int64)
        for pair in tried.pairs:
            mates[here.row[pair.mentee]] = here.column[pair.mentor]
        return mates

    def _without(self, found: Standing, mentor: str) -> Standing:
        if mentor not in self.problem.column:
            return found
        allowed = found.whole.allowed.copy()
        allowed[:, self.problem.column[mentor]] = False
        return replace(found, whole=replace(found.whole, allowed=allowed))

    def _stand(self, edits: Sequence[Edit], solution: Solution) -> Standing:
        key = (tuple(edits), solution.pairs, solution.floor)
        with self._lock:
            found = self._standings.get(key)
            if found is not None:
                self._standings.move_to_end(key)
                return replace(found, solution=solution)
        made = standing.stand(self.problem, edits, solution)
        with self._lock:
            self._standings[key] = made
            while len(self._standings) > AT_HAND:
                self._standings.popitem(last=False)
        return made


def warm() -> None:
    """Solve something tiny once, so that the libraries are loaded before somebody waits."""
    everybody = Inputs(
        cohort_id="",
        rules=Rules(),
        mentees=(MenteeInput("mentee", accepted=0),),
        mentors=(MentorInput("mentor", places=1, hours_a_month=2),),
    )
    study = Study(everybody)
    study.explain_all((), study.solve())

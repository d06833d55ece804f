"""The engine: one study of a run's inputs, which solves, re-solves, explains and prices."""

from collections.abc import Callable, Sequence

from program.matching.records import (
    Alternative,
    Edit,
    Explanation,
    Inputs,
    Reason,
    Solution,
    WhyNot,
)
from program.matching.rows import Row
from program.matching.rules import Rules

Progress = Callable[[int, int], None]


class Study:
    """The inputs of a run, counted once. Any thread may ask; what it answers depends on nothing
    but what it is asked."""

    def __init__(self, inputs: Inputs) -> None:
        """Raises ValueError where somebody stands twice."""
        self.inputs = inputs

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
        raise NotImplementedError

    def explain(self, edits: Sequence[Edit], solution: Solution, mentee: str) -> Explanation | None:
        """Why this mentor; None for a mentee without one. Raises KeyError for nobody of the run."""
        raise NotImplementedError

    def explain_all(self, edits: Sequence[Edit], solution: Solution) -> tuple[Row, ...]:
        """A row for each mentee of the run."""
        raise NotImplementedError

    def alternatives(
        self, edits: Sequence[Edit], solution: Solution, mentee: str, most: int = 5
    ) -> tuple[Alternative, ...]:
        """Other possible mentors, the cheapest first, each with what locking it now would do."""
        raise NotImplementedError

    def why_not(
        self, edits: Sequence[Edit], solution: Solution, mentee: str, mentor: str
    ) -> WhyNot:
        """Which rules are in the way of a pair, or what locking it now would do."""
        raise NotImplementedError

    def ranked(self, edits: Sequence[Edit], mentee: str) -> tuple[tuple[str, int], ...]:
        """Mentors possible for a mentee with the score, best first, free or not."""
        raise NotImplementedError

    def reasons(self, mentee: str, mentor: str) -> tuple[Reason, ...]:
        """At most three reasons for any two people that may be told to both of them."""
        raise NotImplementedError

    def hub(self) -> tuple[str, int] | None:
        """The mentor who is the best for most mentees, and for how many of 100 of them."""
        raise NotImplementedError


def warm() -> None:
    """Solve something tiny once, so that the libraries are loaded before somebody waits."""
    Study(Inputs("", rules=Rules(), mentees=(), mentors=()))

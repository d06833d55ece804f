"""What a release lets anybody compute or guess: `python -m tests.program.pulse [--json]`."""

import sys
from collections.abc import Iterator, Sequence

from benchmarks.figures import Figure, measured, show
from program.pulse.survey import SMALLEST_GROUP
from tests.program.pulse.attacker import derivable
from tests.program.pulse.guessing import PRIOR, success
from tests.program.pulse.test_release_audit import CLASSES, Asked, surveys
from tests.program.pulse.test_rounding import figures

ROSTERS = 300
"""Of each size."""
GROUPS = (5, 8, 10, 15, 20)
LARGE = 10
"""Of larger groups nothing is asked where all but one collude."""


def measure(count: int) -> Sequence[Figure]:
    """So many rosters of each size, then all colluders."""
    return [*_audited(count), *_guessed()]


def _audited(count: int) -> Iterator[Figure]:
    for sizes, floor in CLASSES.items():
        found = list(surveys(sizes, count, seed=1000 + sizes[0]))
        asked = [one for survey in found for one in survey]
        of = f"{sizes[0]} to {sizes[1]} people"
        control = [survey for survey in found if any(_gives_away(one) for one in survey)]
        told = sum(derivable(one.people, one.cells, SMALLEST_GROUP) is not None for one in asked)
        shown = sum(len(one.cells) for one in asked)
        yield measured(
            f"questions that give away a group under five, {of}", told, "questions", at_most=0
        )
        yield measured(
            f"surveys that would, with a smallest size only, {of}",
            100 * len(control) / len(found),
            "%",
        )
        yield measured(
            f"cells shown of those with five answers, {of}",
            100 * shown / sum(len(one.large_enough) for one in asked),
            "%",
            at_least=floor,
        )


def _gives_away(one: Asked) -> bool:
    return derivable(one.people, one.large_enough, SMALLEST_GROUP) is not None


def _guessed() -> Iterator[Figure]:
    for people in GROUPS:
        for colluding in (0, people // 2, people - 2, people - 1):
            most = 0.46 if colluding <= people // 2 else None
            if colluding == people - 1 and people <= LARGE:
                most = 0.70
            yield measured(
                f"one answer guessed by {colluding} of {people}",
                success(people, colluding, figures),
                "of 1",
                reference=max(PRIOR),
                at_most=most,
            )


if __name__ == "__main__":
    show("pulse.release", measure(ROSTERS), as_json="--json" in sys.argv)

"""A whole cohort solved from nothing, with its proof; and lifting its weakest pair."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from statistics import mean

from benchmarks.figures import Figure, measured
from benchmarks.matching.instances import Instance
from benchmarks.matching.yardstick import assign_without_order, best_of
from program.matching import solving
from program.matching.market import Outcome

TARGETS = {
    ("S", 0.7): 1.5, ("S", 1.0): 1.5, ("S", 1.3): 1.5,
    ("M", 0.7): 0.5, ("M", 1.0): 0.5, ("M", 1.3): 1.0,
    ("L", 1.0): 0.2,
}  # fmt: skip
LIFTING = {"S": 3.0, "M": 0.6}


def measure(instances: Sequence[Instance]) -> list[Figure]:
    """One size and seat ratio, several seeds: the mean of each seed's best run, and scipy's."""
    size, seats = instances[0].size, instances[0].seats
    ours, theirs, plain, lifting, gaps, apart = [], [], [], [], [], []
    for one in instances:
        seconds, outcome = best_of(partial(solving.solve, one.market))
        lifted, higher = best_of(partial(solving.solve, replace(one.market, lift=True)))
        ours.append(seconds)
        theirs.append(one.reference.seconds)
        if size != "L":
            plain.append(assign_without_order(one.market))
        lifting.append(max(0.0, lifted - seconds))
        gaps += [_gap(outcome), _gap(higher)]
        apart.append(abs(outcome.value - one.reference.value))
    what = f"{size}, {seats} seats a mentee"
    target = TARGETS.get((size, seats))
    return [
        measured(
            f"{what}: solve and prove",
            mean(ours) * 1e3,
            "ms",
            reference=mean(theirs) * 1e3,
            at_most=target or (50 if size == "XS" else None),
            judged="ratio" if target else "value",
        ),
        measured(
            f"{what}: solve and prove, against scipy without the charter's order",
            mean(ours) * 1e3,
            "ms",
            reference=mean(plain) * 1e3 if plain else None,
        ),
        measured(
            f"{what}: lift the weakest pair, beyond the solve",
            mean(lifting) * 1e3,
            "ms",
            reference=mean(theirs) * 1e3,
            at_most=LIFTING.get(size),
            judged="ratio",
        ),
        measured(f"{what}: largest gap, lifted or not", max(gaps), "weight", at_most=0),
        measured(f"{what}: difference from scipy's sum", max(apart), "weight", at_most=0),
    ]


def _gap(outcome: Outcome) -> int:
    return outcome.bound - outcome.value

"""What surrounds a solve: counting all scores, loading the engine, and the memory it takes."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import mean

import numpy as np

from benchmarks.figures import Figure, measured, median
from benchmarks.matching.instances import Instance, cohort
from benchmarks.matching.yardstick import best_of
from program.matching import problem, score
from program.matching.rules import Rules
from tests.program.matching.slow_score import slow_score

PAIRS = 1_000
IMPORTS = 7
SCORING, NAIVE = 0.15, 500
IMPORT = 1.6


def measure(instances: Sequence[Instance]) -> list[Figure]:
    """Scores of several seeds, and memory of the first."""
    return [*scoring(instances), *memory(instances[0])]


def scoring(instances: Sequence[Instance]) -> list[Figure]:
    """Every pair of a cohort, in arrays; and pair after pair by a plain scorer in fractions."""
    reading, counting, whole, slow = [], [], [], []
    for one in instances:
        inputs, people = (
            cohort(one.size, one.seats, one.seed),
            (one.problem.rows, one.problem.columns),
        )
        seconds, sides = best_of(partial(score.sides, *people, inputs.rules.weights))
        reading.append(seconds)
        counting.append(best_of(partial(score.count, sides))[0])
        whole.append(best_of(partial(problem.build, inputs))[0])
        slow.append(_slowly(one, inputs.rules))
    pairs = instances[0].market.scores.size
    reference = mean(one.reference.seconds for one in instances)
    size, seats = instances[0].size, instances[0].seats
    what = f"{size}, {seats} seats a mentee"
    return [
        measured(
            f"{what}: score every pair",
            mean(counting) * 1e3,
            "ms",
            reference=reference * 1e3,
            at_most=SCORING if size == "M" else None,
            judged="ratio",
        ),
        measured(
            f"{what}: the arrays of both sides for it",
            mean(reading) * 1e3,
            "ms",
            reference=reference * 1e3,
        ),
        measured(
            f"{what}: all that is counted of people: scores, hard rules, seats, the order",
            mean(whole) * 1e3,
            "ms",
            reference=reference * 1e3,
        ),
        measured(
            f"{what}: a plain scorer in fractions, a pair",
            mean(slow) * 1e6,
            "µs",
            reference=(mean(counting) + mean(reading)) / pairs * 1e6,
            at_least=NAIVE if size == "M" else None,
            judged="ratio",
        ),
    ]


def _slowly(one: Instance, rules: Rules) -> float:
    """Seconds a pair of a scorer that looks at one pair after another."""
    chance = np.random.default_rng(one.seed)
    mentees, mentors = one.problem.rows, one.problem.columns
    rows = chance.integers(len(mentees), size=PAIRS).tolist()
    columns = chance.integers(len(mentors), size=PAIRS).tolist()
    began = time.process_time()
    for row, column in zip(rows, columns, strict=True):
        slow_score(mentees[row], mentors[column], rules)
    return (time.process_time() - began) / PAIRS


def loading() -> list[Figure]:
    """The engine in a fresh process, against numpy alone; by turns, the middle run counts."""
    ours, flow, alone = [], [], []
    for _ in range(IMPORTS):
        ours.append(_import("program.matching.engine"))
        flow.append(_import("program.matching.engine, ortools.graph.python.min_cost_flow"))
        alone.append(_import("numpy"))
    reference = median(alone) * 1e3
    return [
        measured(
            "load the engine, and the solver that its first cold solve loads",
            median(flow) * 1e3,
            "ms",
            reference=reference,
        ),
        measured(
            "load the engine",
            median(ours) * 1e3,
            "ms",
            reference=reference,
            at_most=IMPORT,
            judged="ratio",
        ),
    ]


def memory(one: Instance) -> list[Figure]:
    """The most memory of a fresh process that reads the scores from a file and solves them."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "market.npz"
        market = one.market
        np.savez(
            path,
            scores=market.scores,
            allowed=market.allowed,
            seats=market.seats,
            order=market.order,
        )
        ours, theirs = _peak("ours", path), _peak("scipy", path)
    return [
        measured(
            f"{one.size}, {one.seats} seats a mentee: memory at the peak",
            ours,
            "MB",
            reference=theirs,
            at_most=1 if one.size == "L" else None,
            judged="ratio",
        )
    ]


def _import(module: str) -> float:
    said = subprocess.run(
        [sys.executable, "-c", _TIMED.format(module)],
        check=True,
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS")},
    )
    return float(said.stdout)


_TIMED = """
import dataclasses, logging, time  # what the bot has loaded long before
import program.cohort, program.matching.records, program.nomination_voice, program.profile_lists
began = time.process_time()
import {}
print(time.process_time() - began)
"""


def _peak(whose: str, path: Path) -> float:
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.matching.peak", whose, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(said.stdout)

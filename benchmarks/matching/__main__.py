"""Runs all of it in one process and prints the figures; each target is a ratio to scipy's time."""

import argparse
from collections.abc import Sequence

from benchmarks.figures import Figure, show
from benchmarks.matching import around, cold, edits
from benchmarks.matching.instances import SEATS, SIZES, Instance, instance
from program.matching import solving

QUICK = ("XS", "S", "M")
SCARCE = 0.7
"""Not measured for L: scipy takes hours where the charter's order decides who has a seat."""


def main() -> None:
    """Quick sizes unless asked for more: L takes about a quarter of an hour and 2 GB."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.matching")
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    arguments.add_argument("--sizes", nargs="+", default=QUICK, choices=SIZES, help="which cohorts")
    arguments.add_argument("--seeds", type=int, default=3, help="how many cohorts of each kind")
    wishes = arguments.parse_args()
    solving.solve(instance("XS", 1.0, 0).market)  # the first call of the library takes longer
    figures = around.loading()
    for size in wishes.sizes:
        figures += _of_size(size, range(1, wishes.seeds + 1))
    show("matching", figures, as_json=wishes.json)


def _of_size(size: str, seeds: Sequence[int]) -> list[Figure]:
    figures: list[Figure] = []
    for seats in SEATS:
        if size == "L" and seats == SCARCE:
            continue
        cohorts: list[Instance] = [instance(size, seats, seed) for seed in seeds]
        figures += cold.measure(cohorts)
        figures += edits.measure(cohorts)
        if seats == 1.0:
            figures += around.measure(cohorts)
    return figures


if __name__ == "__main__":
    main()

"""Runs all of it in one process and prints the figures; each target is a ratio to scipy's time."""

import argparse
from collections.abc import Iterator, Sequence

from benchmarks.figures import Figure, show
from benchmarks.matching import around, cold, edits
from benchmarks.matching.instances import SEATS, SIZES, instance
from program.matching import solving

QUICK = ("XS", "S", "M")
SCARCE = 0.7
"""Not measured for L: scipy takes hours where the charter's order decides who has a seat."""


def main() -> None:
    """Quick sizes unless asked for more: L takes about five minutes and 3 GB, most of it scipy."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.matching")
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    arguments.add_argument("--sizes", nargs="+", default=QUICK, choices=SIZES, help="which cohorts")
    arguments.add_argument("--seeds", type=int, default=3, help="how many cohorts of each kind")
    wishes = arguments.parse_args()
    solving.solve(instance("XS", 1.0, 0).market)  # the first call of the library takes longer
    figures: list[Figure] = []
    for some in _measured(wishes.sizes, range(1, wishes.seeds + 1)):
        figures += some
        if not wishes.json:
            show("matching", some, as_json=False)
    if wishes.json:
        show("matching", figures, as_json=True)


def _measured(sizes: Sequence[str], seeds: Sequence[int]) -> Iterator[Sequence[Figure]]:
    yield around.loading()
    for size in sizes:
        for seats in SEATS:
            if size == "L" and seats == SCARCE:
                continue
            cohorts = [instance(size, seats, seed) for seed in seeds]
            yield cold.measure(cohorts)
            if seats == 1.0:
                yield around.measure(cohorts)
            yield edits.measure(cohorts)


if __name__ == "__main__":
    main()

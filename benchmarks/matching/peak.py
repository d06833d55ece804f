"""One market from a file, solved in a process of its own; prints the most memory it held, in MB."""

import resource
import sys
from pathlib import Path

import numpy as np

from program.matching.market import Market


def main(whose: str, path: str) -> None:
    """`whose`: ours, or scipy's."""
    with np.load(path) as saved:
        market = Market(saved["scores"], saved["allowed"], saved["seats"], saved["order"])
    if whose == "ours":
        from program.matching import solving  # noqa: PLC0415 - each process loads one of the two

        solving.solve(market)
    else:
        from benchmarks.matching import yardstick  # noqa: PLC0415

        yardstick.assign(market, runs=1)
    print(_most())


def _most() -> float:
    """Of this program alone: what the system counts for the process holds its parent's as well."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Runs every benchmark, each in a process of its own, and prints one JSON object a line."""

import pkgutil
import subprocess
import sys

import benchmarks

NOT_BENCHMARKS = {"__main__", "bare_bolt", "courier_desk", "figures", "rig"}


def main() -> int:
    """Run all; the exit code says whether each of them ran, not whether a target was met."""
    worst = 0
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if module.name not in NOT_BENCHMARKS:
            ran = subprocess.run(
                [sys.executable, "-m", f"benchmarks.{module.name}", "--json"], check=False
            )
            worst = max(worst, abs(ran.returncode))
    return worst


if __name__ == "__main__":
    sys.exit(main())

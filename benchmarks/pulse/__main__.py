"""Runs all of it in one process and prints the figures; votes first, then opening and close."""

import argparse

from benchmarks.figures import show
from benchmarks.pulse import closing, voting


def main() -> None:
    """`--votes` and `--answers` say how many of each."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.pulse")
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    arguments.add_argument("--votes", type=int, default=voting.COUNT, help="votes measured")
    arguments.add_argument("--answers", type=int, default=closing.COUNT, help="answers closed")
    wishes = arguments.parse_args()
    figures = [*voting.measure(wishes.votes), *closing.measure(wishes.answers)]
    show("pulse", figures, as_json=wishes.json)


if __name__ == "__main__":
    main()

"""The shape every benchmark prints: figures as ratios to a reference of the same run."""

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """One measured figure. `ratio` is value / reference; `met` is None where there is no target."""

    figure: str
    value: float
    unit: str
    reference: float | None = None
    ratio: float | None = None
    target: str | None = None
    met: bool | None = None


def measured(
    figure: str,
    value: float,
    unit: str,
    *,
    reference: float | None = None,
    at_most: float | None = None,
    at_least: float | None = None,
    judged: Literal["value", "ratio"] = "value",
) -> Figure:
    """A figure with its ratio and, where a bound is given, whether it was met."""
    ratio = None if not reference else value / reference
    seen = ratio if judged == "ratio" else value
    target, met = None, None
    if at_most is not None and seen is not None:
        target, met = f"{judged} at most {at_most:g}", seen <= at_most
    if at_least is not None and seen is not None:
        target, met = f"{judged} at least {at_least:g}", seen >= at_least
    return Figure(
        figure=figure,
        value=round(value, 4),
        unit=unit,
        reference=None if reference is None else round(reference, 4),
        ratio=None if ratio is None else float(f"{ratio:.3g}"),
        target=target,
        met=met,
    )


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample below which `share` (0 to 1) of all samples lie."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(samples: Sequence[float]) -> float:
    """The middle sample: what a noisy machine disturbs least."""
    return statistics.median(samples)


def report(
    name: str, measure: Callable[..., Sequence[Figure]], *, count: int | None = None
) -> None:
    """Run one benchmark from its command line and print what it measured.

    With a `count` it is how many things are measured, unless the command line says another.
    """
    arguments = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    if count is not None:
        arguments.add_argument("--count", type=int, default=count, help="how many")
    wishes = arguments.parse_args()
    figures = measure() if count is None else measure(wishes.count)
    show(name, figures, as_json=wishes.json)


def show(name: str, figures: Sequence[Figure], *, as_json: bool) -> None:
    """Print figures as one JSON object, or as a few lines to read."""
    if as_json:
        print(json.dumps({"name": name, "figures": [asdict(figure) for figure in figures]}))
        return
    for figure in figures:
        against = "" if figure.ratio is None else f"  ({figure.ratio:g} × reference)"
        verdict = {True: "  met", False: "  NOT MET", None: ""}[figure.met]
        print(f"{name}: {figure.figure} {figure.value:g} {figure.unit}{against}{verdict}")

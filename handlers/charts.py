"""Slack's own charts and tables. Its models have no classes for them, so they are plain blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.feature import Block

TITLE, LABEL = 50, 20


@dataclass(frozen=True)
class Series:
    """One named row of figures, one for each category of the chart."""

    name: str
    values: Sequence[int | float]


def chart(title: str, kind: str, categories: Sequence[str], series: Sequence[Series]) -> Block:
    """A chart of kind `line`, `bar` or `area`: always with a sentence beside it that says the same.

    Categories must differ from one another; each series has one value for each of them.
    """
    drawn = [
        {
            "name": one.name[:LABEL],
            "data": [
                {"label": label[:LABEL], "value": value}
                for label, value in zip(categories, one.values, strict=True)
            ],
        }
        for one in series
    ]
    axis = {"categories": [one[:LABEL] for one in categories]}
    shown = {"type": kind, "series": drawn, "axis_config": axis}
    return {"type": "data_visualization", "title": title[:TITLE], "chart": shown}

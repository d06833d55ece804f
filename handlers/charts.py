"""Slack's own charts and tables. Its models have no classes for them, so they are plain blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.feature import Block

TITLE, LABEL = 50, 20
MOST_ROWS = 200


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


def table(caption: str, heading: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Block:
    """A table with a heading; at least one row, at most 200. Stands in messages and in Home."""
    cells = [[_cell(value) for value in row] for row in (heading, *rows[:MOST_ROWS])]
    return {"type": "data_table", "caption": caption, "rows": cells, "page_size": 15}


def _cell(value: str | int) -> Block:
    if isinstance(value, int):
        return {"type": "raw_number", "value": value, "text": f"{value:,}"}
    return {"type": "raw_text", "text": value or " "}

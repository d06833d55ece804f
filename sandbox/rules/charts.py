"""Tables and charts: cells, rows, columns, segments, series and axes."""

from itertools import chain
from typing import Any

from sandbox.rules.kinds import Flag, Many, Number, Shape, Str, Tagged, listed
from sandbox.rules.problem import Faults, Json
from sandbox.rules.rich_text import RICH_TEXT

TABLE_TEXT = 20_000
"""Characters in all cells of one data table."""

CELL = Tagged(
    {
        "raw_text": Shape({"text!": Str(min=1)}),
        "raw_number": Shape({"value!": Number(), "text!": Str(min=1)}),
        "rich_text": RICH_TEXT.shapes["rich_text"],
    }
)
ROW = Many(CELL, 20, 1)
COLUMN = Shape({"align": Str(choices=("left", "center", "right")), "is_wrapped": Flag()})


def characters(value: Any) -> int:
    """How many characters a reader sees in these cells."""
    if isinstance(value, list):
        return sum(map(characters, value))
    if not isinstance(value, dict):
        return 0
    own = value.get("text")
    nested = sum(characters(inner) for name, inner in value.items() if name != "text")
    return nested + (len(own) if isinstance(own, str) else characters(own))


def rows_are_even(value: Json, at: str) -> Faults:
    """Every row of a table has as many cells as its first."""
    rows = [row for row in listed(value, "rows") if isinstance(row, list)]
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            yield f"must provide {len(rows[0])} cells, as the first row does", f"{at}/rows/{index}"


def table_is_readable(value: Json, at: str) -> Faults:
    """A data table's heading is plain, its text bounded, its row heading one of its columns."""
    rows = [row for row in listed(value, "rows") if isinstance(row, list)]
    for index, cell in enumerate(rows[0] if rows else []):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            yield "header cells cannot contain rich_text", f"{at}/rows/0/{index}"
    column = value.get("row_header_column_index")
    if isinstance(column, int) and rows and column >= len(rows[0]):
        yield f"must be less than or equal to {len(rows[0]) - 1}", f"{at}/row_header_column_index"
    if characters(rows) > TABLE_TEXT:
        yield f"must be less than {TABLE_TEXT + 1} characters", f"{at}/rows"


def series_follow_the_axis(value: Json, at: str) -> Faults:
    """Every series has a name of its own and one point for each category."""
    axis, series = value.get("axis_config"), value.get("series")
    if not isinstance(axis, dict) or not isinstance(series, list):
        return
    categories = axis.get("categories")
    if not isinstance(categories, list) or not all(isinstance(c, str) for c in categories):
        return
    if len(set(categories)) != len(categories):
        yield "items must be unique", f"{at}/axis_config/categories"
        return
    names = [one.get("name") for one in series if isinstance(one, dict)]
    if len(set(map(str, names))) != len(names):
        yield "names must be unique", f"{at}/series"
    for index, one in enumerate(series):
        points = one.get("data") if isinstance(one, dict) else None
        if not isinstance(points, list):
            continue
        labels = [str(point.get("label")) for point in points if isinstance(point, dict)]
        if sorted(labels) != sorted(categories):
            yield "labels must match the categories", f"{at}/series/{index}/data"


LABEL = Str(20, 1)
POINT = Shape({"label!": LABEL, "value!": Number()})
AXES = Shape({"categories!": Many(LABEL, 20, 1), "x_label": Str(50, 1), "y_label": Str(50, 1)})
SERIES_CHART = Shape(
    {
        "series!": Many(Shape({"name!": LABEL, "data!": Many(POINT, 20, 1)}), 12, 1),
        "axis_config!": AXES,
    },
    (series_follow_the_axis,),
)
PIE = Shape({"segments!": Many(Shape({"label!": LABEL, "value!": Number(above=0)}), 12, 1)})
CHART = Tagged({"pie": PIE, "bar": SERIES_CHART, "area": SERIES_CHART, "line": SERIES_CHART})

TABLE = Shape({"rows!": Many(ROW, 100, 1), "column_settings": Many(COLUMN, 20)}, (rows_are_even,))
DATA_TABLE = Shape(
    {
        "rows!": Many(ROW, 201, 2),
        "caption!": Str(min=1),
        "page_size": Number(1, 100, whole=True),
        "row_header_column_index": Number(0, whole=True),
    },
    (rows_are_even, table_is_readable),
)
DATA_VISUALIZATION = Shape({"title!": Str(50, 1), "chart!": CHART})


def table_characters(blocks: list[Any]) -> int:
    """Characters in all data tables of one message or view."""
    tables = [b for b in blocks if isinstance(b, dict) and b.get("type") == "data_table"]
    return characters(list(chain.from_iterable(listed(t, "rows") for t in tables)))

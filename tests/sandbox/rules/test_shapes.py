"""What blocks and elements must hold, may hold together, and where they may stand."""

from typing import Any

import pytest

from sandbox.rules import blocks
from sandbox.rules.block_types import SURFACES
from tests.sandbox.rules.samples import (
    BLOCKS,
    ELEMENTS,
    button,
    changed,
    confirm,
    holding,
    image,
    mrkdwn,
    option,
    plain,
    raw,
    rich_text,
    task,
)

Json = dict[str, Any]

REQUIRED = [
    # sample, the field whose absence is named
    ("header", "text"),
    ("image", "alt_text"),
    ("actions", "elements"),
    ("context", "elements"),
    ("context_actions", "elements"),
    ("input", "label"),
    ("input", "element"),
    ("markdown", "text"),
    ("rich_text", "elements"),
    ("table", "rows"),
    ("data_table", "rows"),
    ("data_table", "caption"),
    ("data_visualization", "title"),
    ("data_visualization", "chart"),
    ("alert", "text"),
    ("carousel", "elements"),
    ("container", "child_blocks"),
    ("task_card", "task_id"),
    ("task_card", "title"),
    ("task_card", "status"),
    ("plan", "title"),
    ("video", "video_url"),
    ("video", "thumbnail_url"),
    ("video", "alt_text"),
    ("video", "title"),
]
ELEMENT_REQUIRED = [
    ("button", "text"),
    ("workflow_button", "workflow"),
    ("overflow", "options"),
    ("checkboxes", "options"),
    ("radio_buttons", "options"),
    ("number_input", "is_decimal_allowed"),
    ("icon_button", "icon"),
    ("feedback_buttons", "positive_button"),
    ("image", "alt_text"),
]
BAD_PARTS = [
    # what is wrong, the block, where Slack points
    ("a link without address", rich_text({"type": "link", "text": "x"}), "/elements/0/elements/0"),
    ("no such part", rich_text({"type": "smile"}), "/elements/0/elements/0/type"),
    ("no such style", rich_text({"type": "text", "text": "x", "style": {"big": True}}), "/style"),
    ("a date without format", rich_text({"type": "date", "timestamp": 1}), "/elements/0"),
    ("a mrkdwn header", {"type": "header", "text": mrkdwn()}, "/text/type"),
    ("neither text nor fields", {"type": "section"}, ""),
    ("an image of two sources", image() | {"slack_file": {"id": "F1"}}, ""),
    ("an image of no source", {"type": "image", "alt_text": "x"}, ""),
    ("a file of two names", {"type": "image", "alt_text": "x",
                             "slack_file": {"id": "F1", "url": "https://e.com"}}, "/slack_file"),
    ("a style null", {"type": "actions", "elements": [button() | {"style": None}]},
     "/elements/0/style"),
    ("an unknown style", {"type": "actions", "elements": [button() | {"style": "huge"}]},
     "/elements/0/style"),
    ("an unknown field", {"type": "divider", "text": "x"}, ""),
    ("a text input in actions", {"type": "actions", "elements": [ELEMENTS["plain_text_input"]]},
     "/elements/0/type"),
    ("a button in an input", {"type": "input", "label": plain(), "element": button()},
     "/element/type"),
    ("a date-time in a section", {"type": "section", "text": mrkdwn(),
                                  "accessory": ELEMENTS["datetimepicker"]}, "/accessory/type"),
    ("uneven rows", {"type": "table", "rows": [[raw()], [raw(), raw()]]}, "/rows/1"),
    ("a number as text", {"type": "table", "rows": [[{"type": "raw_number", "text": "1"}]]},
     "/rows/0/0"),
    ("a rich heading", {"type": "data_table", "caption": "x", "rows": [[rich_text()], [raw()]]},
     "/rows/0/0"),
    ("no such column", BLOCKS["data_table"] | {"row_header_column_index": 1},
     "/row_header_column_index"),
    ("no such page", BLOCKS["data_table"] | {"page_size": 101}, "/page_size"),
    ("a long table", {"type": "data_table", "caption": "x",
                      "rows": [[raw()], [raw("x" * 20_000)]]}, "/rows"),
    ("no such chart", changed(BLOCKS["pie"], "/chart/type", "donut"), "/chart/type"),
    ("an empty slice", changed(BLOCKS["pie"], "/chart/segments/0/value", 0),
     "/chart/segments/0/value"),
    ("a stray label", changed(BLOCKS["data_visualization"], "/chart/series/0/data/0/label", "b"),
     "/chart/series/0/data"),
    ("two equal categories", changed(BLOCKS["data_visualization"], "/chart/axis_config/categories",
                                     ["a", "a"]), "/chart/axis_config/categories"),
    ("two series of one name", changed(BLOCKS["data_visualization"], "/chart/series",
                                       [{"name": "s", "data": [{"label": "a", "value": 1}]}] * 2),
     "/chart/series"),
    ("no such level", BLOCKS["alert"] | {"level": "loud"}, "/level"),
    ("an empty card", {"type": "card", "subtitle": mrkdwn()}, ""),
    ("no such width", BLOCKS["container"] | {"width": "vast"}, "/width"),
    ("a box in a box", BLOCKS["container"] | {"child_blocks": [BLOCKS["container"]]},
     "/child_blocks/0/type"),
    ("two equal tasks", {"type": "plan", "title": "P", "tasks": [task(), task()]},
     "/tasks/1/task_id"),
    ("a waiting card", BLOCKS["task_card"] | {"status": "pending"}, "/status"),
    ("not an object", "divider", ""),
    ("no type", {"block_id": "x"}, ""),
]  # fmt: skip
BAD_ELEMENTS = [
    ("datepicker", {"initial_date": "2026-01-01junk"}, "/initial_date"),
    ("datepicker", {"initial_date": "2026-13-01"}, "/initial_date"),
    ("timepicker", {"initial_time": "24:00"}, "/initial_time"),
    ("static_select", {"initial_option": option("b")}, "/initial_option"),
    ("checkboxes", {"initial_options": [option("b")]}, "/initial_options/0"),
    ("static_select", {"option_groups": [{"label": plain(), "options": [option()]}]}, ""),
    ("static_select", {"options": [option() | {"url": "https://e.com"}]}, "/options/0"),
    ("static_select", {"options": [{"text": mrkdwn(), "value": "a"}]}, "/options/0/text/type"),
    ("static_select", {"options": [{"text": plain(), "value": ""}]}, "/options/0/value"),
    ("number_input", {"min_value": "3", "max_value": "2"}, "/min_value"),
    ("number_input", {"min_value": "3", "initial_value": "2"}, "/min_value"),
    ("number_input", {"max_value": "3", "initial_value": "4"}, "/initial_value"),
    ("number_input", {"initial_value": "1.5"}, "/initial_value"),
    ("number_input", {"initial_value": "two"}, "/initial_value"),
    ("plain_text_input", {"min_length": 5, "max_length": 4}, "/min_length"),
    ("plain_text_input", {"dispatch_action_config": {"trigger_actions_on": ["on_blur"]}},
     "/dispatch_action_config/trigger_actions_on/0"),
    ("plain_text_input", {"dispatch_action_config": {"trigger_actions_on": []}},
     "/dispatch_action_config/trigger_actions_on"),
    ("conversations_select", {"filter": {}}, "/filter"),
    ("conversations_select", {"filter": {"include": ["secret"]}}, "/filter/include/0"),
    ("rich_text_input", {"initial_value": "words"}, "/initial_value"),
    ("file_input", {"filetypes": []}, "/filetypes"),
    ("plain_text_input", {"confirm": confirm()}, ""),
]  # fmt: skip
GOOD_ELEMENTS = [
    ("button", {"style": "primary", "confirm": confirm(), "value": ""}),
    ("radio_buttons", {"options": [{"text": mrkdwn(), "value": "a", "description": mrkdwn()}]}),
    ("number_input", {"is_decimal_allowed": True, "min_value": "-1.5", "initial_value": "0"}),
    ("conversations_select", {"filter": {"include": ["im"], "exclude_bot_users": True}}),
    ("conversations_select", {"default_to_current_conversation": True,
                              "response_url_enabled": True}),
    ("rich_text_input", {"initial_value": rich_text(), "min_lines": 2, "max_lines": 2}),
    ("plain_text_input", {"dispatch_action_config": {
        "trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}}),
    ("timepicker", {"initial_time": "23:59", "timezone": "Europe/Oslo"}),
    ("image", {"slack_file": {"id": "F1"}, "image_url": None}),
]  # fmt: skip


def said(*rows: Any, surface: blocks.Surface | None = None) -> list[str]:
    kind = rows[0].get("type") if rows and isinstance(rows[0], dict) else None
    fit = next((s for s in SURFACES if kind in SURFACES[s]), "message")
    if kind == "input":
        fit = "modal"
    return [p.message for p in blocks.check(list(rows), surface=surface or fit)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "field"), REQUIRED)
def test_a_missing_part_of_a_block_is_named(name: str, field: str) -> None:
    refused = f"missing required field: {field} [json-pointer:/blocks/0]"
    assert refused in said(changed(BLOCKS[name], f"/{field}", None))


@pytest.mark.parametrize(("name", "field"), ELEMENT_REQUIRED)
def test_a_missing_part_of_an_element_is_named(name: str, field: str) -> None:
    [refused] = said(holding(changed(ELEMENTS[name], f"/{field}", None)))
    assert refused.startswith(f"missing required field: {field} [json-pointer:/blocks/0/")


@pytest.mark.parametrize(("what", "block", "pointer"), BAD_PARTS, ids=[r[0] for r in BAD_PARTS])
def test_a_part_that_does_not_fit_is_pointed_at(what: str, block: Any, pointer: str) -> None:
    found = said(block)
    assert len(found) == 1, found
    assert found[0].endswith(f"{pointer}]")
    assert "[json-pointer:/blocks/0" in found[0]


@pytest.mark.parametrize(("name", "change", "pointer"), BAD_ELEMENTS)
def test_an_element_that_does_not_fit_is_pointed_at(name: str, change: Json, pointer: str) -> None:
    found = said(holding(ELEMENTS[name] | change))
    assert len(found) == 1, found
    assert found[0].endswith(f"/element{pointer}]")


@pytest.mark.parametrize(("name", "change"), GOOD_ELEMENTS)
def test_an_element_with_all_its_parts_is_taken(name: str, change: Json) -> None:
    element = {n: v for n, v in (ELEMENTS[name] | change).items() if v is not None}
    assert said(holding(element), surface="modal") == []

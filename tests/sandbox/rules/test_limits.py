"""Every length and count of blocks and elements, at its limit and one over."""

from typing import Any

import pytest

from sandbox.rules import blocks
from sandbox.rules.block_types import SURFACES
from tests.sandbox.rules.samples import BLOCKS, ELEMENTS, at, changed, confirm, holding, plain

Json = dict[str, Any]

TEXTS = [
    # sample, pointer, most characters
    *[(name, "/block_id", 255) for name in BLOCKS if name != "pie"],
    ("section", "/text/text", 3000),
    ("fields", "/fields/0/text", 2000),
    ("header", "/text/text", 150),
    ("image", "/image_url", 3000),
    ("image", "/alt_text", 2000),
    ("context", "/elements/0/text", 3000),
    ("input", "/label/text", 2000),
    ("markdown", "/text", 12_000),
    ("data_visualization", "/title", 50),
    ("data_visualization", "/chart/series/0/name", 20),
    ("data_visualization", "/chart/axis_config/x_label", 50),
    ("data_visualization", "/chart/axis_config/y_label", 50),
    ("pie", "/chart/segments/0/label", 20),
    ("alert", "/text/text", 200),
    ("card", "/title/text", 150),
    ("card", "/subtitle/text", 150),
    ("card", "/body/text", 200),
    ("card", "/subtext/text", 200),
    ("container", "/title/text", 150),
    ("container", "/subtitle/text", 150),
    ("video", "/alt_text", 2000),
    ("video", "/title/text", 199),
    ("video", "/title_url", 2000),
    ("video", "/author_name", 49),
    ("video", "/provider_name", 50),
    ("video", "/description/text", 200),
]
ELEMENT_TEXTS = [
    *[(name, "/action_id", 255) for name in ELEMENTS if name != "image"],
    ("button", "/text/text", 75),
    ("button", "/value", 2000),
    ("button", "/url", 3000),
    ("button", "/accessibility_label", 75),
    ("button", "/agent_prompt", 4000),
    ("workflow_button", "/text/text", 75),
    ("workflow_button", "/accessibility_label", 75),
    ("icon_button", "/value", 2000),
    ("icon_button", "/accessibility_label", 75),
    ("feedback_buttons", "/positive_button/text/text", 75),
    ("feedback_buttons", "/negative_button/value", 2000),
    ("image", "/alt_text", 2000),
    ("overflow", "/options/0/url", 3000),
    *[
        (name, f"/options/0/{part}", most)
        for name in ("overflow", "checkboxes", "radio_buttons", "static_select")
        for part, most in (("text/text", 75), ("value", 150))
    ],
    ("plain_text_input", "/initial_value", 3000),
]
COUNTS = [
    # sample, pointer of the list, least, most
    ("fields", "/fields", 1, 10),
    ("actions", "/elements", 1, 25),
    ("context", "/elements", 1, 10),
    ("context_actions", "/elements", 1, 5),
    ("table", "/rows", 1, 100),
    ("table", "/rows/0", 1, 20),
    ("table", "/column_settings", 0, 20),
    ("data_table", "/rows", 2, 201),
    ("pie", "/chart/segments", 1, 12),
    ("card", "/actions", 1, 3),
    ("carousel", "/elements", 1, 10),
    ("container", "/child_blocks", 1, 10),
    ("plan", "/tasks", 0, 50),
]
ELEMENT_COUNTS = [
    ("overflow", "/options", 1, 5),
    ("checkboxes", "/options", 1, 10),
    ("radio_buttons", "/options", 1, 10),
    ("static_select", "/options", 1, 100),
    ("multi_static_select", "/options", 1, 100),
]
NUMBERS = [
    # element, field, least, most
    ("plain_text_input", "min_length", 0, 3000),
    ("plain_text_input", "max_length", 1, 3000),
    ("rich_text_input", "min_lines", 1, 100),
    ("rich_text_input", "max_lines", 1, 100),
    ("file_input", "max_files", 1, 10),
    ("external_select", "min_query_length", 0, None),
    ("multi_static_select", "max_selected_items", 1, None),
    ("datetimepicker", "initial_date_time", 1_000_000_000, 9_999_999_999),
]


def said(block: Json) -> list[str]:
    surface = next(name for name, kinds in SURFACES.items() if block["type"] in kinds)
    if block.get("element", {}).get("type") == "file_input":
        surface = "modal"
    return [p.message for p in blocks.check([block], surface=surface)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", BLOCKS)
def test_the_smallest_block_of_each_type_is_taken(name: str) -> None:
    assert said(BLOCKS[name]) == []


@pytest.mark.parametrize("name", ELEMENTS)
def test_the_smallest_element_of_each_type_is_taken(name: str) -> None:
    assert said(holding(ELEMENTS[name])) == []


@pytest.mark.parametrize(("name", "pointer", "most"), TEXTS)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(
    name: str, pointer: str, most: int
) -> None:
    assert said(changed(BLOCKS[name], pointer, "x" * most)) == []
    refused = f"must be less than {most + 1} characters [json-pointer:/blocks/0{pointer}]"
    assert said(changed(BLOCKS[name], pointer, "x" * (most + 1))) == [refused]


@pytest.mark.parametrize(("name", "pointer", "most"), TEXTS)
def test_a_text_must_not_be_empty(name: str, pointer: str, most: int) -> None:
    refused = f"must be more than 0 characters [json-pointer:/blocks/0{pointer}]"
    assert said(changed(BLOCKS[name], pointer, "")) == [refused]


@pytest.mark.parametrize(("name", "pointer", "most"), ELEMENT_TEXTS)
def test_an_elements_text_keeps_its_limit(name: str, pointer: str, most: int) -> None:
    fits, over = (changed(ELEMENTS[name], pointer, "x" * n) for n in (most, most + 1))
    assert said(holding(fits)) == []
    [refused] = said(holding(over))
    assert refused.startswith(f"must be less than {most + 1} characters")
    assert refused.endswith(f"{pointer}]")


@pytest.mark.parametrize(("name", "pointer", "least", "most"), COUNTS)
def test_a_list_holds_as_much_as_its_limit_and_no_more(
    name: str, pointer: str, least: int, most: int
) -> None:
    assert said(_repeated(BLOCKS[name], pointer, most)) == []
    over = said(_repeated(BLOCKS[name], pointer, most + 1))
    assert f"no more than {most} items allowed [json-pointer:/blocks/0{pointer}]" in over
    if least:
        under = said(_repeated(BLOCKS[name], pointer, least - 1))
        assert f"must provide at least {least} items [json-pointer:/blocks/0{pointer}]" in under


@pytest.mark.parametrize(("name", "pointer", "least", "most"), ELEMENT_COUNTS)
def test_an_element_offers_as_many_choices_as_its_limit(
    name: str, pointer: str, least: int, most: int
) -> None:
    assert said(holding(_repeated(ELEMENTS[name], pointer, most))) == []
    [over] = said(holding(_repeated(ELEMENTS[name], pointer, most + 1)))
    assert over.startswith(f"no more than {most} items allowed")
    [under] = said(holding(_repeated(ELEMENTS[name], pointer, 0)))
    assert under.startswith("must provide at least 1 items")


@pytest.mark.parametrize(("name", "field", "least", "most"), NUMBERS)
def test_a_number_stays_within_its_bounds(
    name: str, field: str, least: int, most: int | None
) -> None:
    for fits in (least, most or least + 1):
        assert said(holding(ELEMENTS[name] | {field: fits})) == []
    for refused in (least - 1, *([most + 1] if most else []), "3", True):
        [sentence] = said(holding(ELEMENTS[name] | {field: refused}))
        assert sentence.endswith(f"/element/{field}]")


@pytest.mark.parametrize(
    ("part", "most"), [("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)]
)
def test_a_confirmation_keeps_its_limits(part: str, most: int) -> None:
    for length, refused in ((most, False), (most + 1, True), (0, True)):
        asked = confirm() | {part: plain("x" * length)}
        assert bool(said(holding(ELEMENTS["button"] | {"confirm": asked}))) is refused


def test_a_placeholder_has_150_characters() -> None:
    for length, refused in ((150, False), (151, True)):
        for name in ("plain_text_input", "static_select", "datepicker", "timepicker"):
            element = ELEMENTS[name] | {"placeholder": plain("x" * length)}
            assert bool(said(holding(element))) is refused


def test_option_groups_keep_their_limits() -> None:
    def grouped(groups: int, options: int, label: int = 5) -> list[str]:
        group = {"label": plain("x" * label), "options": ELEMENTS["overflow"]["options"] * options}
        element = {"type": "static_select", "option_groups": [group] * groups}
        return said(holding(element))

    assert grouped(100, 1) == grouped(1, 100) == grouped(1, 1, 75) == []
    assert len(grouped(101, 1)) == len(grouped(1, 101)) == len(grouped(1, 1, 76)) == 1
    assert grouped(0, 1) != []
    assert grouped(1, 0) != []


def test_a_chart_has_12_series() -> None:
    def drawn(count: int) -> list[str]:
        series = at(BLOCKS["data_visualization"], "/chart/series/0")
        rows = [series | {"name": f"s{index}"} for index in range(count)]
        return said(changed(BLOCKS["data_visualization"], "/chart/series", rows))

    assert drawn(12) == []
    assert len(drawn(13)) == len(drawn(0)) == 1


def _repeated(sample: Json, pointer: str, times: int) -> Json:
    item = at(sample, pointer)[0]
    items = [_renamed(item, index) for index in range(times)]
    return changed(sample, pointer, items)


def _renamed(item: Any, index: int) -> Any:
    if isinstance(item, dict):
        for name in ("action_id", "task_id"):
            if name in item or item.get("type") == "icon_button":
                return item | {name: f"{name}{index}"}
    return item

"""Where blocks may stand, and what they must satisfy side by side."""

from typing import Any

import pytest

from sandbox.rules import blocks
from sandbox.rules.block_types import BLOCKS as TYPES
from sandbox.rules.block_types import SURFACES
from tests.sandbox.rules.samples import (
    BLOCKS,
    ELEMENTS,
    INPUTS,
    button,
    chart,
    holding,
    mrkdwn,
    raw,
)

Json = dict[str, Any]

SURFACE_FIT: dict[str, set[blocks.Surface]] = {
    "alert": {"modal"},
    "card": {"message", "modal", "home"},
    "carousel": {"message", "home"},
    "container": {"message", "home"},
    "context_actions": {"message"},
    "data_table": {"message", "home"},
    "data_visualization": {"message", "home"},
    "file": {"message"},
    "markdown": {"message"},
    "plan": {"message"},
    "table": {"message", "home"},
    "task_card": {"message"},
}
EVERYWHERE: set[blocks.Surface] = {"message", "modal", "home"}


def said(*rows: Any, surface: blocks.Surface | None = None) -> list[str]:
    kind = rows[0].get("type") if rows and isinstance(rows[0], dict) else None
    fit = next((s for s in SURFACES if kind in SURFACES[s]), "message")
    if kind == "input":
        fit = "modal"
    return [p.message for p in blocks.check(list(rows), surface=surface or fit)]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", TYPES.shapes)
def test_a_block_stands_only_where_slack_shows_it(kind: str) -> None:
    for surface in EVERYWHERE:
        refused = said(BLOCKS[kind], surface=surface)
        if surface in SURFACE_FIT.get(kind, EVERYWHERE):
            assert refused == []
        else:
            assert refused == [f"unsupported type: {kind} [json-pointer:/blocks/0/type]"]


@pytest.mark.parametrize("kind", INPUTS)
def test_a_file_is_asked_for_in_modals_only_and_all_else_everywhere(kind: str) -> None:
    surfaces: tuple[blocks.Surface, ...] = ("message", "home")
    for surface in surfaces:
        assert bool(said(holding(ELEMENTS[kind]), surface=surface)) is (kind == "file_input")


def test_a_response_url_is_asked_for_in_modal_inputs_only() -> None:
    select = ELEMENTS["channels_select"] | {"response_url_enabled": True}
    assert said(holding(select), surface="modal") == []
    assert len(said(holding(select), surface="home")) == 1
    section = {"type": "section", "text": mrkdwn(), "accessory": select}
    assert len(said(section, surface="modal")) == 1


def test_a_message_has_50_blocks_and_a_view_100() -> None:
    divider = {"type": "divider"}
    most_on: dict[blocks.Surface, int] = {"message": 50, "modal": 100, "home": 100}
    for surface, most in most_on.items():
        assert said(*[divider] * most, surface=surface) == []
        refused = f"no more than {most} items allowed [json-pointer:/blocks]"
        assert said(*[divider] * (most + 1), surface=surface) == [refused]


def test_block_ids_are_unique_on_a_surface_and_action_ids_in_a_block() -> None:
    twice = [{"type": "divider", "block_id": "b"}] * 2
    assert said(*twice) == ['`block_id` "b" already exists [json-pointer:/blocks/1/block_id]']
    row = {"type": "actions", "elements": [button("x"), button("x")]}
    assert said(row) == [
        '`action_id` "x" already exists [json-pointer:/blocks/0/elements/1/action_id]'
    ]
    apart = {"type": "actions", "elements": [button("x")]}
    assert said(apart, apart) == []


def test_a_message_has_one_table_two_charts_and_12000_characters_of_markdown() -> None:
    assert len(said(BLOCKS["table"], BLOCKS["table"])) == 1
    assert said(*[BLOCKS["pie"]] * 2) == []
    assert len(said(*[BLOCKS["pie"]] * 3)) == 1
    assert said(*[BLOCKS["pie"]] * 3, surface="home") == []
    half = {"type": "markdown", "text": "x" * 6000}
    assert said(half, half) == []
    assert len(said(half, half, {"type": "markdown", "text": "x"})) == 1


def test_data_tables_share_20000_characters() -> None:
    def table(length: int) -> Json:
        return {"type": "data_table", "caption": "x", "rows": [[raw("h")], [raw("x" * length)]]}

    assert said(table(9_999), table(9_999)) == []
    assert len(said(table(9_999), table(10_000))) == 1


def test_one_element_has_the_focus_when_a_view_opens() -> None:
    focused = holding(ELEMENTS["plain_text_input"] | {"focus_on_load": True})
    assert said(focused) == []
    assert len(said(focused, focused)) == 1


def test_every_kind_of_chart_is_drawn() -> None:
    for kind in ("pie", "bar", "line", "area"):
        assert said({"type": "data_visualization", "title": "x", "chart": chart(kind)}) == []


def test_blocks_that_are_no_list_have_an_error_of_their_own() -> None:
    [problem] = blocks.check("[{", surface="message")
    assert problem.error == "invalid_blocks_format"

"""Blocks as Slack keeps them: ids filled in, texts completed, elements found again."""

from collections.abc import Iterator
from typing import Any

from sandbox.ids import short_id
from sandbox.records import Json
from sandbox.rules.blocks import elements
from sandbox.rules.state import STATEFUL

_PRESSED = frozenset({"button", "overflow", "workflow_button", "feedback_buttons", "icon_button"})
_VERBATIM_PARTS = frozenset({"rich_text", "table", "data_table", "data_visualization"})


def completed(blocks: list[Json] | None) -> list[Json] | None:
    """Fill in what an app may leave out; changes and returns the blocks given."""
    for block in blocks or []:
        _complete(block)
    return blocks


def _complete(block: Json) -> None:
    if not block.get("block_id"):
        block["block_id"] = short_id()
    for child in block.get("child_blocks") or []:
        _complete(child)
    for _, element in elements(block):
        if _is_used(element) and not element.get("action_id"):
            element["action_id"] = short_id()
    if block.get("type") not in _VERBATIM_PARTS:
        complete_texts(block)


def complete_texts(part: Any) -> None:
    if isinstance(part, list):
        for one in part:
            complete_texts(one)
    elif isinstance(part, dict):
        if part.get("type") == "plain_text":
            part.setdefault("emoji", True)
        elif part.get("type") == "mrkdwn":
            part.setdefault("verbatim", False)
        for value in part.values():
            if isinstance(value, dict | list):
                complete_texts(value)


def _is_used(element: Json) -> bool:
    return element.get("type") in _PRESSED or element.get("type") in STATEFUL


def find_element(
    blocks: list[Json] | None, block_id: str, action_id: str
) -> tuple[Json, Json] | None:
    """The element a person used, with the block that holds it."""
    for block in all_blocks(blocks):
        if block.get("block_id") != block_id:
            continue
        for _, element in elements(block):
            if element.get("action_id") == action_id and _is_used(element):
                return block, element
    return None


def all_blocks(blocks: list[Json] | None) -> Iterator[Json]:
    for block in blocks or []:
        yield block
        yield from all_blocks(block.get("child_blocks"))

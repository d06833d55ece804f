"""Checks a list of blocks: each by its shape, and all of them together."""

from collections.abc import Iterator
from typing import Any, Literal

from sandbox.rules.block_types import BLOCKS, SURFACES
from sandbox.rules.charts import TABLE_TEXT, table_characters
from sandbox.rules.problem import Fault, Faults, Json, Problem, problems

Surface = Literal["message", "modal", "home"]

MOST = {"message": 50, "modal": 100, "home": 100}
MARKDOWN_TEXT = 12_000
"""Characters in all markdown blocks of one message."""
CHARTS = 2
"""Charts in one message."""


def check(blocks: Any, *, surface: Surface, at: str = "/blocks") -> list[Problem]:
    """What Slack refuses about these blocks; `at` is where they stand in the payload."""
    if not isinstance(blocks, list):
        return problems("invalid_blocks_format", [("must provide an array", at)])
    return problems("invalid_blocks", faults(blocks, surface, at))


def faults(blocks: list[Any], surface: Surface, at: str = "/blocks") -> Faults:
    """The same as faults, for whoever names the error differently."""
    if len(blocks) > MOST[surface]:
        yield f"no more than {MOST[surface]} items allowed", at
    for index, one in enumerate(blocks):
        yield from _one(one, surface, f"{at}/{index}")
    yield from _ids(blocks, at)
    yield from _together(blocks, surface, at)


def _one(block: Any, surface: Surface, at: str) -> Faults:
    kind = _kind(block)
    if kind in BLOCKS.shapes and kind not in SURFACES[surface]:
        yield f"unsupported type: {kind}", f"{at}/type"
        return
    yield from BLOCKS.check(block, at)
    if kind == "task_card" and block.get("status") == "pending":
        yield "cannot be pending outside a plan", f"{at}/status"
    yield from _elements_fit(block, surface, at)


def _kind(block: Any) -> str:
    return str(block.get("type")) if isinstance(block, dict) else ""


def _elements_fit(block: Any, surface: Surface, at: str) -> Faults:
    for where, element in elements(block):
        asked_in = element.get("type")
        if asked_in == "file_input" and surface != "modal":
            yield f"unsupported type: {asked_in}", f"{at}{where}/type"
        if element.get("response_url_enabled") and (
            surface != "modal" or block.get("type") != "input"
        ):
            yield "is only available in input blocks of modals", f"{at}{where}/response_url_enabled"


def elements(block: Any) -> Iterator[tuple[str, Json]]:
    """The elements of one block that can be used, each with its pointer inside the block."""
    if not isinstance(block, dict):
        return
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict):
            yield f"/{name}", block[name]
    for name in ("elements", "actions", "child_blocks"):
        for index, one in enumerate(block.get(name) or [] if _listed(block, name) else []):
            if isinstance(one, dict):
                if name == "child_blocks" or one.get("type") == "card":
                    yield from (
                        (f"/{name}/{index}{where}", inner) for where, inner in elements(one)
                    )
                else:
                    yield f"/{name}/{index}", one


def _listed(block: Json, name: str) -> bool:
    return block.get("type") != "rich_text" and isinstance(block.get(name), list)


def _ids(blocks: list[Any], at: str) -> Faults:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        name = block.get("block_id")
        if isinstance(name, str) and name in seen:
            yield f'`block_id` "{name}" already exists', f"{at}/{index}/block_id"
        elif isinstance(name, str):
            seen.add(name)
        yield from _action_ids(block, f"{at}/{index}")


def _action_ids(block: Json, at: str) -> Faults:
    seen: set[str] = set()
    for where, element in elements(block):
        name = element.get("action_id")
        if isinstance(name, str) and name in seen:
            yield f'`action_id` "{name}" already exists', f"{at}{where}/action_id"
        elif isinstance(name, str):
            seen.add(name)


def _together(blocks: list[Any], surface: Surface, at: str) -> Faults:
    kinds = [_kind(block) for block in blocks]
    if surface == "message":
        yield from _too_many(kinds, "table", 1, at)
        yield from _too_many(kinds, "data_visualization", CHARTS, at)
    written = sum(
        len(block["text"])
        for block, kind in zip(blocks, kinds, strict=True)
        if kind == "markdown" and isinstance(block.get("text"), str)
    )
    if kinds.count("markdown") > 1 and written > MARKDOWN_TEXT:
        yield f"markdown blocks must be less than {MARKDOWN_TEXT + 1} characters in all", at
    if kinds.count("data_table") > 1 and table_characters(blocks) > TABLE_TEXT:
        yield f"data tables must be less than {TABLE_TEXT + 1} characters in all", at
    yield from _one_focus(blocks, at)


def _too_many(kinds: list[str], kind: str, most: int, at: str) -> Iterator[Fault]:
    if kinds.count(kind) > most:
        yield f"no more than {most} {kind} blocks allowed", at


def _one_focus(blocks: list[Any], at: str) -> Faults:
    focused = [
        f"{at}/{index}{where}/focus_on_load"
        for index, block in enumerate(blocks)
        for where, element in elements(block)
        if element.get("focus_on_load") is True
    ]
    for pointer in focused[1:]:
        yield "only one element can be focused on load", pointer

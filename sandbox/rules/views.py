"""Checks a modal or a Home before it is opened, updated, pushed or published."""

import json
from typing import Any, Literal

from sandbox.rules import blocks as block_rules
from sandbox.rules.composition import plain
from sandbox.rules.kinds import Flag, Kind, Shape, Str
from sandbox.rules.problem import Faults, Json, Problem, problems

VIEW_BYTES = 250 * 1024

SHARED: dict[str, Kind] = {
    "private_metadata": Str(3000),
    "callback_id": Str(255),
    "external_id": Str(255),
}
MODAL = Shape(
    SHARED
    | {
        "title!": plain(24),
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": Flag(),
        "notify_on_close": Flag(),
    }
)
HOME = Shape(SHARED)


def check(view: Any, *, surface: Literal["modal", "home"]) -> list[Problem]:
    """What Slack refuses about this view."""
    if not isinstance(view, dict):
        return problems("invalid_arguments", [("must provide an object", "/view")])
    if size(view) > VIEW_BYTES:
        return [Problem("view_too_large", f"no more than {VIEW_BYTES} bytes")]
    return problems("invalid_arguments", _faults(view, surface))


def size(view: Json) -> int:
    """The bytes of a view as it travels."""
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode())


def _faults(view: Json, surface: Literal["modal", "home"]) -> Faults:
    if view.get("type") is None:
        yield "missing required field: type", "/view"
    elif view["type"] != surface:
        yield f"unsupported type: {view['type']}", "/view/type"
    rest = {name: value for name, value in view.items() if name not in ("type", "blocks")}
    yield from (MODAL if surface == "modal" else HOME).check(rest, "/view")
    blocks = view.get("blocks")
    if blocks is None:
        yield "missing required field: blocks", "/view"
    elif not isinstance(blocks, list):
        yield "must provide an array", "/view/blocks"
    else:
        yield from block_rules.faults(blocks, surface, "/view/blocks")
        if surface == "modal" and view.get("submit") is None and _asks(blocks):
            yield "missing required field: submit", "/view"


def _asks(blocks: list[Any]) -> bool:
    return any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)

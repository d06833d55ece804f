"""What comes next, at the top of a tab: said once there, and not again below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers import blocks
from handlers.feature import Block, NextStep, pack
from handlers.home import words

_HEADS = frozenset({"header", "divider"})
_ROW_GOES_ON = frozenset({"context", "actions", "rich_text"})


@dataclass(frozen=True)
class _Row:
    """A section with what belongs to it, by its first block and the block after its last."""

    first: int
    after: int


def with_next(step: NextStep | None, shown: Sequence[Block]) -> list[Block]:
    """A tab's blocks with the next step above them.

    A row that asks the same is not repeated below; where it has more answers than the one button,
    it stands above with all of them. One button of the tab is primary, the first.
    """
    if step is None:
        return _one_primary(shown)
    row = _row_of(step, shown) if step.has_row else None
    if row is None:
        return _one_primary([*next_step(step), *shown])
    asked = list(shown[row.first : row.after])
    answers = [one for one in asked if one["type"] == "actions"]
    above = [blocks.header(words.NEXT), *asked] if answers else next_step(step)
    return _one_primary([*above, *_without(shown, row)])


def next_step(step: NextStep) -> list[Block]:
    """The next step with the button that does it."""
    press = blocks.button(step.label, step.form, ids=step.ids or None, style="primary")
    return [blocks.header(words.NEXT), blocks.section(step.text, press)]


def _row_of(step: NextStep, shown: Sequence[Block]) -> _Row | None:
    asks = pack(**step.ids) if step.ids else None
    for at, block in enumerate(shown):
        if any(_is_about(press, step.form, asks) for press in _presses(block)):
            first = next(n for n in range(at, -1, -1) if n == 0 or shown[n]["type"] == "section")
            after = first + 1
            while after < len(shown) and shown[after]["type"] in _ROW_GOES_ON:
                after += 1
            return _Row(first, after)
    return None


def _is_about(press: Block, form: str, asks: str | None) -> bool:
    """With ids, whatever button carries them; without any, the button of the same form."""
    if asks is None:
        return press.get("action_id") == form and not press.get("value")
    return press.get("value") == asks


def _presses(block: Block) -> list[Block]:
    found: list[Any] = [block.get("accessory"), *block.get("elements", ())]
    return [one for one in found if isinstance(one, dict) and one.get("type") == "button"]


def _without(shown: Sequence[Block], row: _Row) -> list[Block]:
    """The rest, and without a heading that nothing stands under any more."""
    before, rest = list(shown[: row.first]), list(shown[row.after :])
    is_empty = not rest or rest[0]["type"] in _HEADS
    if is_empty and before and before[-1]["type"] == "header":
        before.pop()
    return [*before, *rest]


def _one_primary(shown: Sequence[Block]) -> list[Block]:
    found = False
    kept = []
    for block in shown:
        presses = _presses(block)
        if found and any(press.get("style") == "primary" for press in presses):
            kept.append(_plain(block))
            continue
        found = found or any(press.get("style") == "primary" for press in presses)
        kept.append(block)
    return kept


def _plain(block: Block) -> Block:
    """The block with buttons like any other; those that end something stay as they are."""
    plain = dict(block)
    if "accessory" in block:
        plain["accessory"] = _without_style(block["accessory"])
    if "elements" in block:
        plain["elements"] = [_without_style(one) for one in block["elements"]]
    return plain


def _without_style(element: Block) -> Block:
    if element.get("style") != "primary":
        return element
    return {name: value for name, value in element.items() if name != "style"}

"""What people type, pick and tick in a modal, as the page sends it."""

from typing import Any

from handlers.ids import Field

Json = dict[str, Any]
Entered = dict[str, Json]


def typed(**texts: str) -> Entered:
    """Words in text fields: `typed(name="Spring")`."""
    return {field: {Field.VALUE: {"value": text}} for field, text in texts.items()}


def dated(**days: str) -> Entered:
    """Days in date fields: `dated(starts="2027-01-18")`."""
    return {field: {Field.VALUE: {"selected_date": day}} for field, day in days.items()}


def picked(view: Json, field: str, *values: str) -> Entered:
    """Options of a menu, boxes or radio buttons, by value; all of them when none is named."""
    element = element_of(view, field)
    found = [one for one in element["options"] if not values or one["value"] in values]
    assert found, f"{field} has no such option"
    if element["type"] in ("multi_static_select", "checkboxes"):
        return {field: {Field.VALUE: {"selected_options": found}}}
    return {field: {Field.VALUE: {"selected_option": found[0]}}}


def written_everywhere(view: Json, text: str) -> Entered:
    """The same words in every text field."""
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    return typed(
        **{one: text for one in fields if element_of(view, one)["type"] == "plain_text_input"}
    )


def element_of(view: Json, field: str) -> Json:
    """The input element of a field."""
    blocks = [one for one in view["blocks"] if one.get("block_id") == field]
    assert blocks, f"no field {field} in {view['callback_id']}"
    element: Json = blocks[0]["element"]
    return element


def words_in(view: Json) -> str:
    """Everything that can be read in a view or message."""
    return "\n".join(_texts(view.get("blocks") or []))


def _texts(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [found for value in part.values() for found in _texts(value)]
    if isinstance(part, list):
        return [found for one in part for found in _texts(one)]
    return []


def actions_in(view: Json) -> set[str]:
    """The action ids of everything that can be pressed in a view or message."""
    return set(_actions(view.get("blocks") or []))


def _actions(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [str(part["action_id"])] if "action_id" in part else []
        return own + [found for value in part.values() for found in _actions(value)]
    if isinstance(part, list):
        return [found for one in part for found in _actions(one)]
    return []

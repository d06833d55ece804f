"""What a person's form says: `state.values` of a view or message, and single `actions` entries."""

from collections.abc import Iterator
from typing import Any

from sandbox.rules.blocks import elements
from sandbox.rules.problem import Json
from sandbox.rules.refusals import missing

__all__ = ["STATEFUL", "action", "message_state", "missing", "stateful", "view_state"]

ONE, MANY = "one", "many"

STATEFUL: dict[str, tuple[str, str, str]] = {
    # element: (key in the state, key of its first value, one or many)
    "plain_text_input": ("value", "initial_value", ONE),
    "email_text_input": ("value", "initial_value", ONE),
    "url_text_input": ("value", "initial_value", ONE),
    "number_input": ("value", "initial_value", ONE),
    "rich_text_input": ("rich_text_value", "initial_value", ONE),
    "datepicker": ("selected_date", "initial_date", ONE),
    "timepicker": ("selected_time", "initial_time", ONE),
    "datetimepicker": ("selected_date_time", "initial_date_time", ONE),
    "static_select": ("selected_option", "initial_option", ONE),
    "external_select": ("selected_option", "initial_option", ONE),
    "radio_buttons": ("selected_option", "initial_option", ONE),
    "checkboxes": ("selected_options", "initial_options", MANY),
    "multi_static_select": ("selected_options", "initial_options", MANY),
    "multi_external_select": ("selected_options", "initial_options", MANY),
    "users_select": ("selected_user", "initial_user", ONE),
    "multi_users_select": ("selected_users", "initial_users", MANY),
    "conversations_select": ("selected_conversation", "initial_conversation", ONE),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", MANY),
    "channels_select": ("selected_channel", "initial_channel", ONE),
    "multi_channels_select": ("selected_channels", "initial_channels", MANY),
    "file_input": ("files", "", MANY),
}
"""The elements that remember a choice, and under which name."""

Touched = dict[str, dict[str, Json]]
"""block_id -> action_id -> what the person left there, as Slack's state without its `type`."""


def stateful(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element with a state, with the block that holds it."""
    for block in blocks:
        holders = block.get("child_blocks") if block.get("type") == "container" else [block]
        for holder in holders or []:
            for _, element in elements(holder):
                if element.get("type") in STATEFUL:
                    yield holder, element


def view_state(blocks: list[Json], touched: Touched, *, conversation: str | None = None) -> Json:
    """The `state` of a view: every element present, touched or not, first values honoured.

    `conversation` is the one the person came from, for selects that default to it.
    """
    values: dict[str, dict[str, Json]] = {}
    for block, element in stateful(blocks):
        block_id, action_id = block.get("block_id", ""), element.get("action_id", "")
        raw = touched.get(block_id, {}).get(action_id)
        values.setdefault(block_id, {})[action_id] = entry(element, raw, conversation)
    return {"values": values}


def message_state(blocks: list[Json], touched: Touched, *, conversation: str | None = None) -> Json:
    """The `state` of a message with elements; the same shapes as in a view."""
    return view_state(blocks, touched, conversation=conversation)


def entry(element: Json, raw: Json | None, conversation: str | None = None) -> Json:
    """The state of one element: what was left in it, else its first value, else nothing."""
    kind = element["type"]
    key, first, size = STATEFUL[kind]
    value = element.get(first) if raw is None else raw.get(key)
    if raw is None and value is None and element.get("default_to_current_conversation"):
        value = [conversation] if conversation and size == MANY else conversation
    found: Json = {"type": kind, key: _shaped(element, key, value, size)}
    if kind == "timepicker" and element.get("timezone"):
        found["timezone"] = element["timezone"]
    return found


def _shaped(element: Json, key: str, value: Any, size: str) -> Any:
    if value is None or value == "":
        return [] if size == MANY else None
    if key == "selected_option":
        return _offered(element, value)
    if key == "selected_options":
        return [_offered(element, one) for one in value]
    return str(value) if key == "value" else value


def _offered(element: Json, chosen: Json) -> Json:
    """The option as the app offered it, which is how Slack sends it back."""
    groups = [{"options": element.get("options")}, *(element.get("option_groups") or [])]
    for group in groups:
        for option in group.get("options") or []:
            if option.get("value") == chosen.get("value"):
                return _as_sent(option)
    return _as_sent(chosen)


def _as_sent(option: Json) -> Json:
    texts = {name: _text(option[name]) for name in ("text", "description") if option.get(name)}
    rest = {name: option[name] for name in ("value", "url") if option.get(name) is not None}
    return {**texts, **rest}


def _text(text: Json) -> Json:
    extra = {"emoji": True} if text.get("type") == "plain_text" else {"verbatim": False}
    return extra | text


def action(block: Json, element: Json, raw: Json, *, at: str = "") -> Json:
    """One entry of `actions`: which element was used and what it says now; `at` is its time."""
    kind = element["type"]
    ids = {"action_id": element.get("action_id", ""), "block_id": block.get("block_id", "")}
    said: Json = {"type": kind, **ids, "action_ts": at}
    if kind in STATEFUL:
        said |= entry(element, raw)
        for name in ("placeholder", STATEFUL[kind][1], "confirm"):
            if element.get(name) is not None:
                said[name] = element[name]
    elif kind == "overflow":
        said["selected_option"] = _offered(element, raw.get("selected_option") or {})
    elif kind == "feedback_buttons":
        sides = (element["positive_button"], element["negative_button"])
        side = next((one for one in sides if one["value"] == raw.get("value")), sides[0])
        said |= {"text": _text(side["text"]), "value": side["value"]}
    else:
        said |= {
            name: element[name]
            for name in ("text", "value", "url", "style", "confirm")
            if element.get(name) is not None
        }
        if "text" in said:
            said["text"] = _text(said["text"])
    return said

"""Small views and messages to try things with."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def field(block_id: str = "name", action_id: str = "value", **more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": action_id}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("Name"),
        "element": element,
        **more,
    }


def button(action_id: str = "go", block_id: str = "row", **more: Any) -> Json:
    element = {"type": "button", "action_id": action_id, "text": plain("Go"), "value": "7", **more}
    return {"type": "actions", "block_id": block_id, "elements": [element]}


def modal(*blocks: Json, callback_id: str = "form", **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain("Form"),
        "submit": plain("Send"),
        "blocks": list(blocks) or [field()],
        **more,
    }


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [{"type": "divider"}], **more}


def typed(text: str, block_id: str = "name", action_id: str = "value") -> Json:
    return {block_id: {action_id: {"value": text}}}

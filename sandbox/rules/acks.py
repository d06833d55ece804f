"""Checks what an acknowledgement carries, by the kind of request it answers."""

from typing import Any

from sandbox.rules import messages, options, views
from sandbox.rules.kinds import listed
from sandbox.rules.problem import Json, Problem

COMMANDS = ("slash_commands", "command")
RESPONSE_TYPES = ("ephemeral", "in_channel")
ERROR = "invalid_ack"


def check(kind: str, payload: Any, *, view: Json | None = None) -> list[Problem]:
    """What Slack cannot use of this ack; an empty one is always fine.

    `kind` is the payload's type (`view_submission`, `block_suggestion`, `slash_commands`, …) and
    `view` the submitted view, whose input blocks are the only ones that can show errors.
    """
    if kind == "block_suggestion":
        return options.check(payload)
    if not payload:
        return []
    if kind in COMMANDS:
        return _message(payload)
    if kind == "view_submission":
        return _submission(payload, view or {})
    return []


def _message(payload: Any) -> list[Problem]:
    if isinstance(payload, str):
        return []
    if not isinstance(payload, dict):
        return [Problem(ERROR, "must provide an object [json-pointer:/]")]
    if payload.get("response_type", "ephemeral") not in RESPONSE_TYPES:
        return [Problem(ERROR, "must be one of: ephemeral, in_channel")]
    return messages.check(payload)


def _submission(payload: Any, view: Json) -> list[Problem]:
    if not isinstance(payload, dict):
        return [Problem(ERROR, "must provide an object [json-pointer:/]")]
    action = payload.get("response_action")
    if action == "clear":
        return []
    if action in ("update", "push"):
        return views.check(payload.get("view"), surface="modal")
    if action == "errors":
        return _errors(payload.get("errors"), view)
    return [Problem(ERROR, f"unsupported response_action: {action}")]


def _errors(errors: Any, view: Json) -> list[Problem]:
    if not isinstance(errors, dict) or not errors:
        return [Problem(ERROR, "must provide an object [json-pointer:/errors]")]
    asked = [
        block.get("block_id")
        for block in listed(view, "blocks")
        if isinstance(block, dict) and block.get("type") == "input"
    ]
    return [
        Problem(ERROR, f"{what} [json-pointer:/errors/{name}]")
        for name, sentence in errors.items()
        for what, wrong in (
            ("is not an input block of this view", name not in asked),
            ("must provide a string", not isinstance(sentence, str) or not sentence),
        )
        if wrong
    ]

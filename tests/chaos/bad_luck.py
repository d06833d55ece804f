"""What the sandbox does wrong during a storm: drawn by lot, each thing for a few times only."""

from random import Random
from typing import Any

Rule = dict[str, Any]
POST = "chat.postMessage"
SLOW = 1500
"""Milliseconds: longer than the storm's bots wait for Slack."""

ON_CALLS: tuple[Rule, ...] = (
    {"do": "status", "on": POST, "status": 500, "when": "after"},
    {"do": "status", "on": POST, "status": 503, "when": "before"},
    {"do": "error", "on": POST, "error": "internal_error", "when": "after"},
    {"do": "error", "on": POST, "error": "fatal_error", "when": "before"},
    {"do": "reset", "on": POST, "when": "after"},
    {"do": "reset", "on": POST, "when": "before"},
    {"do": "delay", "on": POST, "ms": SLOW, "when": "after"},
    {"do": "delay", "on": POST, "ms": 60, "when": "before"},
    {"do": "rate_limit", "on": POST, "retry_after": 3},
    {"do": "rate_limit", "on": "[cfv]*", "retry_after": 20},
    {"do": "status", "on": "conversations.history", "status": 500, "when": "before"},
    {"do": "reset", "on": "conversations.history", "when": "after"},
    {"do": "status", "on": "conversations.open", "status": 502, "when": "after"},
    {"do": "reset", "on": "chat.update", "when": "after"},
    {"do": "status", "on": "views.publish", "status": 500, "when": "after"},
    {"do": "status", "on": "files.completeUploadExternal", "status": 500, "when": "after"},
    {"do": "reset", "on": "files.completeUploadExternal", "when": "after"},
)
ON_THE_LINE: tuple[Rule, ...] = (
    {"do": "duplicate", "on": "*"},
    {"do": "reorder", "on": "*", "ms": 200},
    {"do": "redeliver", "on": "*"},
    {"do": "lose_acks", "on": "view_submission"},
    {"do": "drop_socket", "on": "*"},
    {"do": "drop_sockets"},
    {"do": "disconnect", "reason": "refresh_requested"},
    {"do": "half_open"},
)
_AT_ONCE = ("drop_sockets", "disconnect", "half_open")
"""Happen when they are asked for, and once."""


def before_connecting(lot: Random) -> list[Rule]:
    """What goes wrong with calls, and with what comes in."""
    rules = lot.sample(ON_CALLS, lot.randint(1, 4))
    rules += [one for one in lot.sample(ON_THE_LINE, 2) if one["do"] not in _AT_ONCE]
    return [{**one, "times": lot.randint(1, 4)} for one in rules]


def amid(lot: Random) -> list[Rule]:
    """What happens to open sockets, now and then."""
    chosen = [one for one in ON_THE_LINE if one["do"] in _AT_ONCE]
    return [lot.choice(chosen)] if lot.random() < 0.4 else []

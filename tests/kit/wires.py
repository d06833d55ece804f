"""Everything that passed between the bot and Slack, for what must be on no wire at all."""

import json
from collections.abc import Iterator
from typing import Any

from tests.kit.house import Town

ALL_TRAFFIC = 100_000
"""To be handed to `running_town(..., traffic_entries=ALL_TRAFFIC)`: nothing is forgotten."""


def carried(town: Town, marker: str) -> list[tuple[str, str]]:
    """What passed over the wires with this text in it: kind and name, oldest first."""
    return [
        (one["type"], one["name"])
        for one in _exchanges(town)
        if marker in json.dumps((one["request"], one["answer"]), ensure_ascii=False)
    ]


def said_by_the_bot(town: Town) -> Iterator[str]:
    """All that the bot sent or answered, as it passed."""
    for said in _ours(town):
        yield said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)


def marked_up(town: Town) -> Iterator[str]:
    """Every text of the bot in which Slack looks for mentions, links and emphasis."""
    for said in _ours(town):
        yield from _mrkdwn(said, is_message=True)


def _ours(town: Town) -> Iterator[Any]:
    for one in _exchanges(town):
        yield one["request"] if one["direction"] == "from_app" else one["answer"]


def _exchanges(town: Town) -> Iterator[dict[str, Any]]:
    traffic = town.sandbox.sandbox.world.traffic
    for line in reversed(traffic.lines(None, ALL_TRAFFIC)):
        yield traffic.whole(line["id"]) or {}


def _mrkdwn(part: Any, *, is_message: bool = False) -> Iterator[str]:
    if isinstance(part, str) and part[:1] in ("{", "["):
        try:
            part = json.loads(part)
        except ValueError:
            return
    if isinstance(part, dict):
        marked = part.get("type") == "mrkdwn" or is_message
        if marked and isinstance(part.get("text"), str):
            yield part["text"]
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _mrkdwn(one)

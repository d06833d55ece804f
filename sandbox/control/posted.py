"""Counting what was posted, by a reference in each message's metadata: what is lost, what twice."""

from collections import Counter
from collections.abc import Iterable

from sandbox.records import Json
from sandbox.world import World


def counted(worlds: Iterable[World], wish: Json) -> Json:
    """By `key` in the event payload; with `wanted`, also which are missing and which nobody knows.

    `channel` and `event_type` narrow it down. Only what is still there counts.
    """
    found = Counter(_references(worlds, wish))
    answer: Json = {
        "total": found.total(),
        "distinct": len(found),
        "doubled": {name: times for name, times in found.items() if times > 1},
    }
    if wish.get("wanted") is not None:
        wanted = {str(one) for one in wish["wanted"]}
        answer["missing"] = sorted(wanted - set(found))
        answer["unknown"] = sorted(set(found) - wanted)
    return answer


def _references(worlds: Iterable[World], wish: Json) -> Iterable[str]:
    key = str(wish.get("key") or "id")
    for world in worlds:
        for message in world.state.messages.values():
            metadata = message.metadata
            if metadata is None or wish.get("channel") not in (None, message.channel):
                continue
            if wish.get("event_type") not in (None, metadata.get("event_type")):
                continue
            reference = (metadata.get("event_payload") or {}).get(key)
            if reference is not None:
                yield str(reference)

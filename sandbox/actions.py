"""One element was used: block_actions from messages, modals and Home, and options while typing."""

import time
from typing import Any

from sandbox import conversations, files, interactions, messages, views
from sandbox.blocks import find_element
from sandbox.problem import PersonProblem
from sandbox.records import App, Json, Message, Person, View
from sandbox.rules import options as option_rules
from sandbox.rules import state as state_rules
from sandbox.world import World

GONE = "This is no longer here. It may have been changed or removed."
Touched = dict[str, dict[str, Json]]


async def press(
    world: World,
    person: Person,
    container: Json,
    ids: tuple[str, str],
    *,
    raw: Json,
    state: Touched,
) -> None:
    """Tell the app which element was used and what it says now."""
    place = find_place(world, person, container)
    found = find_element(blocks_of(place), *ids)
    if found is None:
        raise PersonProblem("element_not_found", GONE)
    app = interactions.app_of(world, place.app_id)
    state = with_files(world, person, app, state)
    raw = with_files(world, person, app, {"": {"": raw}})[""][""]
    if raw and found[1]["type"] in state_rules.STATEFUL:
        state.setdefault(ids[0], {})[ids[1]] = raw
    moment = f"{time.time():.6f}"
    payload = {
        "type": "block_actions",
        **interactions.base(world, app, person, in_view=isinstance(place, View)),
        **_origin(world, person, place, state),
        "actions": [state_rules.action(*found, raw, at=moment)],
    }
    view_id = place.id if isinstance(place, View) and place.type == "modal" else None
    payload["trigger_id"] = world.triggers.issue(app.id, person.id, view_id)
    await interactions.deliver(world, app, "interactive", payload)


async def suggest(
    world: World, person: Person, container: Json, ids: tuple[str, str], query: str
) -> Json:
    """What the app offers for what was typed so far."""
    place = find_place(world, person, container)
    found = find_element(blocks_of(place), *ids)
    if found is None:
        raise PersonProblem("element_not_found", GONE)
    app = interactions.app_of(world, place.app_id)
    origin = _origin(world, person, place, {})
    payload: Json = {
        "type": "block_suggestion",
        **interactions.base(world, app, person, in_view=isinstance(place, View)),
        **{
            name: origin[name]
            for name in ("container", "view", "channel", "message")
            if name in origin
        },
        "action_id": found[1]["action_id"],
        "block_id": found[0]["block_id"],
        "value": query,
    }
    answer = await interactions.deliver(world, app, "interactive", payload)
    if option_rules.check(answer):
        raise interactions.not_understood()
    return {name: answer[name] for name in ("options", "option_groups") if name in answer}


def find_place(world: World, person: Person, container: Json) -> Message | View:
    """The message or view a person acts in, if they may see it."""
    found: Message | View | None
    if container.get("type") == "view":
        found = world.state.views.get(str(container.get("view_id")))
        if found is None or found.user != person.id:
            raise PersonProblem("view_not_found", GONE)
        return found
    key = f"{container.get('channel')}/{container.get('ts')}"
    found = world.state.whispers[person.id].get(key) or world.state.messages.get(key)
    channel = world.state.channels.get(str(container.get("channel")))
    if found is None or channel is None or not conversations.sees(world, person, channel):
        raise PersonProblem("message_not_found", GONE)
    return found


def blocks_of(place: Message | View) -> list[Json] | None:
    blocks: list[Json] | None = place.content["blocks"] if isinstance(place, View) else place.blocks
    return blocks


def with_files(world: World, person: Person, app: App, state: Any) -> Touched:
    """The state from the page, with whole file objects where the page names ids of own files."""
    filled: Touched = {}
    for block_id, block in (state or {}).items():
        filled[block_id] = {action_id: dict(raw or {}) for action_id, raw in block.items()}
        for raw in filled[block_id].values():
            if raw.get("files"):
                ids = [one if isinstance(one, str) else str(one.get("id")) for one in raw["files"]]
                raw["files"] = files.give(world, person.id, app, ids)
    return filled


def _origin(world: World, person: Person, place: Message | View, state: Touched) -> Json:
    if isinstance(place, View):
        values = state_rules.view_state(place.content["blocks"], state)
        return {
            "container": {"type": "view", "view_id": place.id},
            "view": views.shape(world, place, values),
        }
    channel = world.state.channels[place.channel]
    is_ephemeral = place.ephemeral_to is not None
    origin: Json = {
        "container": {
            "type": "message",
            "message_ts": place.ts,
            "channel_id": channel.id,
            "is_ephemeral": is_ephemeral,
        },
        "channel": {"id": channel.id, "name": interactions.channel_name(channel)},
        "state": state_rules.message_state(place.blocks or [], state),
        "response_url": world.response_urls.issue(
            world.base_url,
            place.app_id or "",
            person.id,
            channel.id,
            place.ts,
            ephemeral=is_ephemeral,
        ),
    }
    if place.thread_ts:
        origin["container"]["thread_ts"] = place.thread_ts
    if not is_ephemeral:
        origin["message"] = messages.shape(world, place)
    return origin

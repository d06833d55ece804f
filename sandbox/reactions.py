"""Reactions to messages, and who hears of them."""

from sandbox import messages
from sandbox.records import Channel, Json, Message
from sandbox.world import World


def toggle(world: World, channel: Channel, message: Message, user: str, *, name: str) -> bool:
    """Add it, or take it back; whether it is there now."""
    entry = next((one for one in message.reactions if one["name"] == name), None)
    added = entry is None or user not in entry["users"]
    users = entry["users"] if entry else []
    users = [*users, user] if added else [one for one in users if one != user]
    changed: Json = {"name": name, "users": users, "count": len(users)}
    if entry is None:
        message.reactions = [*message.reactions, changed]
    else:
        replaced = [changed if one is entry else one for one in message.reactions]
        message.reactions = [one for one in replaced if one["users"]]
    world.state.put(message)
    messages.show(world, channel, "message_changed", message)
    kind = "reaction_added" if added else "reaction_removed"
    event: Json = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "item_user": message.user,
        "event_ts": f"{world.clock.now():.6f}",
    }
    for app in world.installed_apps():
        if app.bot_user in channel.members:
            world.events.emit(app, world.state.team, kind, event)
    return added

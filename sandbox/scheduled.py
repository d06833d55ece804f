"""Scheduled messages: posted when the practice clock passes their time."""

from sandbox import messages
from sandbox.records import Scheduled
from sandbox.world import World


def post_due(world: World) -> int:
    """Post what is due, oldest first, each with the moment it was meant for."""
    now = world.clock.now()
    due = sorted((one for one in world.state.scheduled.values() if one.post_at <= now), key=_when)
    for one in due:
        world.state.remove(one)
        app, channel = world.state.apps[one.app_id], world.state.channels[one.channel]
        if app.installed and not channel.archived and not one.content.get("metadata"):
            messages.post(world, channel, messages.by_app(world, app, channel.id, one.content))
    if due:
        world.commit()
    return len(due)


def _when(one: Scheduled) -> int:
    return one.post_at

"""Unread marks: what came since a person last looked."""

from sandbox.records import Channel, Message, Read
from sandbox.world import World

UNREAD_MOST = 99


def of(world: World, user: str, channel: str) -> int:
    """How many messages of others came since this person last looked; at most 99."""
    read = world.state.reads.get(f"{user}/{channel}")
    seen = read.ts if read else "0"
    count = 0
    for ts in reversed(world.state.timeline.get(channel, [])):
        if ts <= seen or count >= UNREAD_MOST:
            break
        message = world.state.message(channel, ts)
        if message and message.user != user and message.thread_ts in (None, ts):
            count += 1
    return count


def of_all(world: World, user: str) -> int:
    """The same over all conversations of this person."""
    mine = (one for one in world.state.channels.values() if user in one.members)
    return min(sum(of(world, user, one.id) for one in mine), UNREAD_MOST)


def mark_read(world: World, user: str, channel: str, ts: str) -> None:
    """Everything up to `ts` has been seen."""
    read = world.state.reads.get(f"{user}/{channel}") or Read(id=f"{user}/{channel}", ts=ts)
    read.ts = max(ts, read.ts)
    world.state.put(read)
    _tell(world, user, channel)


def note(world: World, channel: Channel, message: Message) -> None:
    """Let the pages of the others count it."""
    if world.streams.watched and message.thread_ts in (None, message.ts):
        for member in channel.members:
            if member != message.user and not world.state.people[member].is_bot:
                _tell(world, member, channel.id)


def _tell(world: World, user: str, channel: str) -> None:
    if world.streams.watched:
        count = of(world, user, channel)
        world.streams.publish({"type": "unread", "channel": channel, "count": count}, [user])
        everything = of_all(world, user)
        world.streams.publish({"type": "people_unread", "user": user, "count": everything})

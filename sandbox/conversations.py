"""Channels, private channels, direct and group messages: who is in them, who sees them."""

from collections.abc import Collection

from sandbox import people
from sandbox.ids import new_id
from sandbox.problem import ApiProblem
from sandbox.records import App, Channel, Json, Person, Read
from sandbox.world import World

LETTERS = {"channel": "C", "private": "C", "im": "D", "mpim": "G"}
GROUP_MOST = 9  # with whoever opens it


def find(world: World, channel_id: object) -> Channel:
    """Raises the Web API's channel_not_found."""
    channel = world.state.channels.get(channel_id) if isinstance(channel_id, str) else None
    if channel is None:
        raise ApiProblem("channel_not_found")
    return channel


def direct(world: World, members: Collection[str]) -> tuple[Channel, bool]:
    """The one direct or group direct message of these people, and whether it was there before."""
    known = world.state.directs.get(frozenset(members))
    if known:
        return world.state.channels[known], True
    kind = "im" if len(set(members)) <= 2 else "mpim"
    names = [world.state.people[member].name for member in members]
    channel = Channel(
        id=new_id(LETTERS[kind]),
        name=f"mpdm-{'--'.join(sorted(names))}-1" if kind == "mpim" else "",
        type=kind,
        members=sorted(set(members)),
        created=int(world.clock.now()),
    )
    world.state.put(channel)
    tell(world, channel)
    return channel, False


def of_app(world: World, app: App, user: str) -> Channel:
    """The direct message of a person with an app."""
    return direct(world, (app.bot_user, user))[0]


def sees(world: World, person: Person, channel: Channel) -> bool:
    if person.id in channel.members:
        return True
    is_full_member = not (
        person.is_guest or person.is_single_channel_guest or people.is_outsider(world, person)
    )
    return channel.type == "channel" and is_full_member


def visible(world: World, person: Person) -> list[Channel]:
    return [one for one in world.state.channels.values() if sees(world, person, one)]


def join(world: World, channel: Channel, user: str, *, inviter: str = "", announce: bool) -> bool:
    """Raises nothing; False when the person was in already."""
    if user in channel.members:
        return False
    channel.members.append(user)
    world.state.put(channel)
    world.state.put(Read(id=f"{user}/{channel.id}", ts=f"{world.clock.now():.6f}"))
    tell(world, channel)
    if announce:
        more = {"inviter": inviter} if inviter else {}
        _tell_apps(world, channel, "member_joined_channel", user, more)
    return True


def leave(world: World, channel: Channel, user: str) -> bool:
    if user not in channel.members:
        return False
    _tell_apps(world, channel, "member_left_channel", user, {})
    channel.members.remove(user)
    world.state.put(channel)
    tell(world, channel, also=[user])
    return True


def _tell_apps(world: World, channel: Channel, kind: str, user: str, more: Json) -> None:
    for app in world.installed_apps():
        if app.bot_user in channel.members:
            event = {
                "type": kind,
                "user": user,
                "channel": channel.id,
                "channel_type": "C" if channel.type == "channel" else "G",
                "team": world.state.team.id,
                "event_ts": f"{world.clock.now():.6f}",
                **more,
            }
            world.events.emit(app, world.state.team, kind, event)


def tell(world: World, channel: Channel, also: Collection[str] = ()) -> None:
    """Show a new or changed conversation to the pages of those who may see it."""
    if not world.streams.watched:
        return
    for person in world.state.people.values():
        if not person.is_bot and (person.id in also or sees(world, person, channel)):
            event = {
                "type": "conversation",
                "conversation": page_shape(world, channel, person.id, unread=0),
            }
            world.streams.publish(event, [person.id])


def shape(world: World, channel: Channel, viewer: str) -> Json:
    """The conversation object; a direct message has fewer fields than a channel."""
    if channel.type == "im":
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_org_shared": False,
            "is_archived": channel.archived,
            "context_team_id": world.state.team.id,
            "updated": channel.created * 1000,
            "user": other(channel, viewer),
            "is_user_deleted": world.state.people[other(channel, viewer)].deleted,
            "priority": 0,
        }
    note = {"creator": channel.creator, "last_set": channel.created}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.type == "channel",
        "is_group": channel.type == "private",
        "is_im": False,
        "is_mpim": channel.type == "mpim",
        "is_private": channel.type != "channel",
        "created": channel.created,
        "is_archived": channel.archived,
        "is_general": channel.name == "general",
        "unlinked": 0,
        "is_shared": channel.is_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "context_team_id": world.state.team.id,
        "updated": channel.created * 1000,
        "creator": channel.creator,
        "is_ext_shared": channel.is_shared,
        "shared_team_ids": [world.state.team.id],
        "is_member": viewer in channel.members,
        "topic": {"value": channel.topic, **note},
        "purpose": {"value": channel.purpose, **note},
        "previous_names": [],
        "num_members": len(channel.members),
    }


def other(channel: Channel, viewer: str) -> str:
    return next((one for one in channel.members if one != viewer), viewer)


def page_shape(world: World, channel: Channel, viewer: str, unread: int) -> Json:
    latest = world.state.timeline.get(channel.id)
    mate = world.state.people.get(other(channel, viewer)) if channel.type == "im" else None
    return {
        "id": channel.id,
        "type": channel.type,
        "name": mate.shown if mate else _page_name(world, channel, viewer),
        "topic": channel.topic,
        "members": channel.members,
        "with": mate.id if mate else None,
        "app": mate.app_id if mate else None,
        "unread": unread,
        "latest_ts": latest[-1] if latest else None,
        "archived": channel.archived,
        "is_member": viewer in channel.members,
        "bookmarks": channel.bookmarks,
    }


def _page_name(world: World, channel: Channel, viewer: str) -> str:
    if channel.type != "mpim":
        return channel.name
    others = [world.state.people[one].shown for one in channel.members if one != viewer]
    return ", ".join(sorted(others))

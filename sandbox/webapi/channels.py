"""Channels: made, named, joined, left and put away."""

import re

from sandbox import conversations, people, unread
from sandbox.ids import new_id
from sandbox.problem import ApiProblem
from sandbox.records import Channel, Json
from sandbox.webapi.call import Call, Method
from sandbox.webapi.conversations import reached, require_member

_NAME = re.compile(r"[a-z0-9_-]{1,80}")


def create(call: Call) -> Json:
    name = call.need("name", "invalid_name_required")
    if not _NAME.fullmatch(name):
        raise ApiProblem("invalid_name_specials")
    if any(one.name == name and not one.is_direct for one in call.world.state.channels.values()):
        raise ApiProblem("name_taken")
    private = call.flag("is_private")
    channel = Channel(
        id=new_id("C"),
        name=name,
        type="private" if private else "channel",
        members=[call.app.bot_user],
        creator=call.app.bot_user,
        created=int(call.world.clock.now()),
    )
    call.world.state.put(channel)
    conversations.tell(call.world, channel)
    return {"channel": conversations.shape(call.world, channel, call.app.bot_user)}


def _changed(call: Call, channel: Channel) -> Json:
    call.world.state.put(channel)
    conversations.tell(call.world, channel)
    return {"channel": conversations.shape(call.world, channel, call.app.bot_user)}


def _named(call: Call) -> Channel:
    channel = reached(call, call.need("channel", "channel_not_found"))
    if channel.is_direct:
        raise ApiProblem("method_not_supported_for_channel_type")
    return channel


def archive(call: Call) -> Json:
    channel = _named(call)
    if channel.archived:
        raise ApiProblem("already_archived")
    channel.archived = True
    _changed(call, channel)
    return {}


def unarchive(call: Call) -> Json:
    channel = _named(call)
    if not channel.archived:
        raise ApiProblem("not_archived")
    channel.archived = False
    _changed(call, channel)
    return {}


def rename(call: Call) -> Json:
    channel = _named(call)
    name = call.need("name", "invalid_name_required")
    if not _NAME.fullmatch(name):
        raise ApiProblem("invalid_name_specials")
    channel.name = name
    return _changed(call, channel)


def invite(call: Call) -> Json:
    channel = _named(call)
    require_member(call, channel)
    for user in call.names("users"):
        people.find(call.world, user)
        if user == call.app.bot_user:
            raise ApiProblem("cant_invite_self")
        if not conversations.join(
            call.world, channel, user, inviter=call.app.bot_user, announce=True
        ):
            raise ApiProblem("already_in_channel")
    return {"channel": conversations.shape(call.world, channel, call.app.bot_user)}


def kick(call: Call) -> Json:
    channel = _named(call)
    require_member(call, channel)
    if not conversations.leave(call.world, channel, people.find(call.world, call.need("user")).id):
        raise ApiProblem("not_in_channel")
    return {}


def join(call: Call) -> Json:
    channel = _named(call)
    if channel.type != "channel":
        raise ApiProblem("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiProblem("is_archived")
    conversations.join(call.world, channel, call.app.bot_user, announce=True)
    return {"channel": conversations.shape(call.world, channel, call.app.bot_user)}


def leave(call: Call) -> Json:
    left = conversations.leave(call.world, _named(call), call.app.bot_user)
    return {} if left else {"not_in_channel": True}


def set_topic(call: Call) -> Json:
    channel = _named(call)
    channel.topic = call.text("topic")[:250]
    return _changed(call, channel)


def set_purpose(call: Call) -> Json:
    channel = _named(call)
    channel.purpose = call.text("purpose")[:250]
    return _changed(call, channel)


def mark(call: Call) -> Json:
    channel = reached(call, call.need("channel", "channel_not_found"))
    unread.mark_read(
        call.world, call.app.bot_user, channel.id, call.need("ts", "invalid_timestamp")
    )
    return {}


METHODS: dict[str, Method] = {
    "conversations.create": create,
    "conversations.archive": archive,
    "conversations.unarchive": unarchive,
    "conversations.rename": rename,
    "conversations.invite": invite,
    "conversations.kick": kick,
    "conversations.join": join,
    "conversations.leave": leave,
    "conversations.setTopic": set_topic,
    "conversations.setPurpose": set_purpose,
    "conversations.mark": mark,
}

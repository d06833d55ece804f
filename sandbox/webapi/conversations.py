"""Conversations: opened, listed, read, made and left."""

import re

from sandbox import conversations, messages, people
from sandbox.ids import new_id
from sandbox.problem import ApiProblem
from sandbox.records import Channel, Json, Message
from sandbox.rules import scopes
from sandbox.webapi.call import Call, Method

_TYPES = {"public_channel": "channel", "private_channel": "private", "mpim": "mpim", "im": "im"}
_MANAGED = re.compile(r"[a-z0-9_-]{1,80}")


def reached(call: Call, channel_id: str, method: str | None = None) -> Channel:
    """A conversation this app may know of. Raises channel_not_found or missing_scope."""
    channel = conversations.find(call.world, channel_id)
    if channel.type != "channel" and call.app.bot_user not in channel.members:
        raise ApiProblem("channel_not_found")
    if method:
        needed = scopes.missing(method, call.scopes, channel.type)
        if needed:
            provided = ",".join(sorted(call.scopes))
            raise ApiProblem("missing_scope", needed=needed, provided=provided)
    return channel


def open_direct(call: Call) -> Json:
    if call.text("channel"):
        channel, known = reached(call, call.text("channel")), True
    else:
        members = _invited(call)
        key = frozenset((*members, call.app.bot_user))
        if call.flag("prevent_creation") and key not in call.world.state.directs:
            raise ApiProblem("channel_not_found")
        channel, known = conversations.direct(call.world, key)
    found: Json = {"channel": {"id": channel.id}}
    if call.flag("return_im"):
        found["channel"] = conversations.shape(call.world, channel, call.app.bot_user)
    return found | ({"no_op": True, "already_open": True} if known else {})


def _invited(call: Call) -> list[str]:
    users = [one for one in dict.fromkeys(call.names("users")) if one != call.app.bot_user]
    if not users:
        raise ApiProblem("users_list_not_supplied")
    if len(users) > conversations.GROUP_MOST - 1:
        raise ApiProblem("too_many_users")
    if len(users) > 1 and "mpim:write" not in call.scopes:
        provided = ",".join(sorted(call.scopes))
        raise ApiProblem("missing_scope", needed="mpim:write", provided=provided)
    for user in users:
        if people.find(call.world, user).deleted:
            raise ApiProblem("user_disabled")
    return users


def close_direct(call: Call) -> Json:
    reached(call, call.need("channel", "channel_not_found"))
    return {}


def info(call: Call) -> Json:
    channel = reached(call, call.need("channel", "channel_not_found"), "conversations.info")
    shape = conversations.shape(call.world, channel, call.app.bot_user)
    if not call.flag("include_num_members"):
        shape.pop("num_members", None)
    return {"channel": shape}


def all_of_them(call: Call) -> Json:
    return listed(call, list(call.world.state.channels.values()))


def listed(call: Call, channels: list[Channel]) -> Json:
    """Those of the wanted types that the app may know of."""
    wanted = {_TYPES.get(one, "") for one in call.names("types")} or {"channel"}
    if "" in wanted:
        raise ApiProblem("invalid_types")
    bot = call.app.bot_user
    found = [
        one
        for one in channels
        if one.type in wanted
        and (one.type == "channel" or bot in one.members)
        and not (one.archived and call.flag("exclude_archived"))
    ]
    page, more = call.page(found)
    shapes = [conversations.shape(call.world, one, bot) for one in page]
    return {"channels": shapes, "response_metadata": more}


def members(call: Call) -> Json:
    channel = reached(call, call.need("channel", "channel_not_found"), "conversations.members")
    page, more = call.page(channel.members)
    return {"members": page, "response_metadata": more}


def history(call: Call) -> Json:
    channel = reached(call, call.need("channel", "channel_not_found"), "conversations.history")
    _require_member(call, channel)
    stamps = [
        one
        for one in call.world.state.timeline.get(channel.id, [])
        if not _reply(call, channel, one)
    ]
    return _excerpt(call, channel, list(reversed(stamps)))


def replies(call: Call) -> Json:
    channel = reached(call, call.need("channel", "channel_not_found"), "conversations.replies")
    _require_member(call, channel)
    ts = call.need("ts", "thread_not_found")
    message = call.world.state.message(channel.id, ts)
    if message is None:
        raise ApiProblem("thread_not_found")
    root = message.thread_ts or ts
    return _excerpt(call, channel, [root, *call.world.state.threads.get((channel.id, root), [])])


def _excerpt(call: Call, channel: Channel, stamps: list[str]) -> Json:
    oldest, latest = call.text("oldest", "0"), call.text("latest")
    inclusive = call.flag("inclusive")
    wanted = [one for one in stamps if _within(float(one), float(oldest or 0), latest, inclusive)]
    page, more = call.page(wanted)
    found = (call.world.state.message(channel.id, one) for one in page)
    whole = call.flag("include_all_metadata")
    shapes = [messages.shape(call.world, one, metadata=whole) for one in found if one]
    answer: Json = {"messages": shapes, "has_more": bool(more["next_cursor"]), "pin_count": 0}
    return answer | ({"response_metadata": more} if more["next_cursor"] else {})


def _within(ts: float, oldest: float, latest: str, inclusive: bool) -> bool:
    newest = float(latest) if latest else float("inf")
    return oldest <= ts <= newest if inclusive else oldest < ts < newest


def _reply(call: Call, channel: Channel, ts: str) -> bool:
    message = call.world.state.message(channel.id, ts)
    return message is not None and is_reply(message)


def is_reply(message: Message) -> bool:
    return message.thread_ts not in (None, message.ts)


def _require_member(call: Call, channel: Channel) -> None:
    if call.app.bot_user not in channel.members:
        raise ApiProblem("not_in_channel")


def create(call: Call) -> Json:
    name = call.need("name", "invalid_name_required")
    if not _MANAGED.fullmatch(name):
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
    if not _MANAGED.fullmatch(name):
        raise ApiProblem("invalid_name_specials")
    channel.name = name
    return _changed(call, channel)


def invite(call: Call) -> Json:
    channel = _named(call)
    _require_member(call, channel)
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
    _require_member(call, channel)
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
    messages.mark_read(
        call.world, call.app.bot_user, channel.id, call.need("ts", "invalid_timestamp")
    )
    return {}


METHODS: dict[str, Method] = {
    "conversations.open": open_direct,
    "conversations.close": close_direct,
    "conversations.info": info,
    "conversations.list": all_of_them,
    "conversations.members": members,
    "conversations.history": history,
    "conversations.replies": replies,
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

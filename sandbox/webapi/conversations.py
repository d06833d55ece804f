"""Conversations: opened, listed and read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from sandbox import conversations, messages, people
from sandbox.problem import ApiProblem
from sandbox.records import Channel, Json
from sandbox.rules import scopes
from sandbox.webapi.call import Call, Method

_TYPES = {"public_channel": "channel", "private_channel": "private", "mpim": "mpim", "im": "im"}


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
    require_member(call, channel)
    stamps = _wanted(call, call.world.state.timeline.get(channel.id, []))
    return _excerpt(
        call, channel, (one for one in reversed(stamps) if not _reply(call, channel, one))
    )


def replies(call: Call) -> Json:
    channel = reached(call, call.need("channel", "channel_not_found"), "conversations.replies")
    require_member(call, channel)
    ts = call.need("ts", "thread_not_found")
    message = call.world.state.message(channel.id, ts)
    if message is None:
        raise ApiProblem("thread_not_found")
    root = message.thread_ts or ts
    stamps = [root, *call.world.state.threads.get((channel.id, root), [])]
    return _excerpt(call, channel, _wanted(call, stamps))


def _wanted(call: Call, stamps: list[str]) -> list[str]:
    """Those between `oldest` and `latest`; a long conversation is not read from its beginning."""
    oldest, latest = float(call.text("oldest") or 0), call.text("latest")
    inclusive = call.flag("inclusive")
    first, last = (bisect_left, bisect_right) if inclusive else (bisect_right, bisect_left)
    end = last(stamps, float(latest), key=float) if latest else len(stamps)
    return stamps[first(stamps, oldest, key=float) : end]


def _excerpt(call: Call, channel: Channel, stamps: Iterable[str]) -> Json:
    page, more = call.page(stamps)
    found = (call.world.state.message(channel.id, one) for one in page)
    whole = call.flag("include_all_metadata")
    shapes = [messages.shape(call.world, one, metadata=whole) for one in found if one]
    answer: Json = {"messages": shapes, "has_more": bool(more["next_cursor"]), "pin_count": 0}
    return answer | ({"response_metadata": more} if more["next_cursor"] else {})


def _reply(call: Call, channel: Channel, ts: str) -> bool:
    message = call.world.state.message(channel.id, ts)
    return message is not None and messages.is_reply(message)


def require_member(call: Call, channel: Channel) -> None:
    if call.app.bot_user not in channel.members:
        raise ApiProblem("not_in_channel")


METHODS: dict[str, Method] = {
    "conversations.open": open_direct,
    "conversations.close": close_direct,
    "conversations.info": info,
    "conversations.list": all_of_them,
    "conversations.members": members,
    "conversations.history": history,
    "conversations.replies": replies,
}

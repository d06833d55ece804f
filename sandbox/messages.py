"""Messages: posted, changed, deleted, whispered; their shape and their events."""

import re
from collections.abc import Iterable

from sandbox import conversations, files, unread
from sandbox.records import App, Channel, Json, Message
from sandbox.rules.text import cut
from sandbox.world import World

_KINDS = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
_EVENT_TYPES = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}


def post(world: World, channel: Channel, message: Message) -> Message:
    """Keep it, show it to everyone in the conversation, tell the apps."""
    world.state.put(message)
    show(world, channel, "message", message)
    parent = world.state.message(channel.id, message.thread_ts or "")
    if parent:
        show(world, channel, "message_changed", parent)
    _tell_apps(world, channel, shape(world, message), message)
    unread.note(world, channel, message)
    return message


def plant(world: World, channel: Channel, message: Message) -> None:
    """Keep a message that was there before anybody looked; no app hears of it."""
    world.state.put(message)
    show(world, channel, "message", message)


def by_app(world: World, app: App, channel: str, content: Json, ts: str | None = None) -> Message:
    """A new record of what an app says; `content` is the checked payload of a Web API call."""
    ts = ts or world.clock.next_ts()
    return Message(
        id=f"{channel}/{ts}",
        channel=channel,
        ts=ts,
        user=app.bot_user,
        bot_id=app.bot_id,
        app_id=app.id,
        text=cut(content.get("text") or content.get("markdown_text") or ""),
        blocks=content.get("blocks"),
        attachments=content.get("attachments"),
        metadata=content.get("metadata"),
        thread_ts=root_of(world, channel, content.get("thread_ts")),
        username=content.get("username"),
        file_ids=content.get("file_ids", []),
    )


def root_of(world: World, channel: str, thread_ts: str | None) -> str | None:
    """The message a thread hangs on, also where a reply of it was named."""
    named = world.state.message(channel, thread_ts) if thread_ts else None
    return (named.thread_ts or named.ts) if named else None


def is_reply(message: Message) -> bool:
    """Whether it is seen in its thread only."""
    return message.thread_ts not in (None, message.ts) and message.subtype != "thread_broadcast"


def change(world: World, channel: Channel, message: Message, content: Json, by: str) -> None:
    """Put new content in place; what `content` leaves out stays as it is."""
    before = shape(world, message)
    if content.get("text") is not None:
        message.text = cut(content["text"])
    if "blocks" in content:
        message.blocks = content["blocks"]
    if "attachments" in content:
        message.attachments = content["attachments"]
    if "metadata" in content:
        message.metadata = content["metadata"]
    message.edited = {"user": by, "ts": f"{world.clock.now():.6f}"}
    if message.ephemeral_to:
        show(world, channel, "message_changed", message)
        return
    world.state.put(message)
    show(world, channel, "message_changed", message)
    inner = {"message": shape(world, message), "previous_message": before}
    _tell_apps(world, channel, _hidden(world, "message_changed", inner), message)


def delete(world: World, channel: Channel, message: Message) -> None:
    if message.ephemeral_to:
        world.state.whispers[message.ephemeral_to].pop(message.id, None)
    else:
        world.state.remove(message)
    event = {"type": "message_deleted", "channel": channel.id, "ts": message.ts}
    world.streams.publish(event, _audience(world, channel, message))
    if not message.ephemeral_to:
        inner = {"deleted_ts": message.ts, "previous_message": shape(world, message)}
        _tell_apps(world, channel, _hidden(world, "message_deleted", inner), message)


def whisper(world: World, message: Message, to: str) -> Message:
    """An ephemeral message: one person, in memory only."""
    message.ephemeral_to = to
    world.state.whispers[to][message.id] = message
    channel = world.state.channels[message.channel]
    event = {
        "type": "ephemeral",
        "channel": channel.id,
        "message": page_shape(world, message),
    }
    world.streams.publish(event, [to])
    return message


def shape(world: World, message: Message, *, metadata: bool = True) -> Json:
    """The message object as history, answers and events carry it."""
    found: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    for name in ("subtype", "bot_id", "app_id", "username", "thread_ts", "edited", "blocks"):
        if (value := getattr(message, name)) is not None:
            found[name] = value
    if message.attachments:
        found["attachments"] = message.attachments
    found["team"] = world.state.team.id
    if message.app_id and (app := world.state.apps.get(message.app_id)):
        found["bot_profile"] = bot_profile(world, app)
    if message.file_ids:
        found["files"] = files.shapes(world, message.file_ids)
        found["upload"] = False
    if message.reactions:
        found["reactions"] = message.reactions
    if message.metadata and metadata:
        found["metadata"] = message.metadata
    return found | _thread(world, message)


def page_shape(world: World, message: Message) -> Json:
    found = shape(world, message, metadata=False)
    names = (
        "ts", "user", "bot_id", "app_id", "text", "blocks", "files", "reactions", "thread_ts",
        "reply_count", "latest_reply", "edited", "attachments", "username", "subtype",
    )  # fmt: skip
    shown = {name: found.get(name) for name in names}
    return shown | {"ephemeral": message.ephemeral_to is not None, "channel": message.channel}


def bot_profile(world: World, app: App) -> Json:
    return {
        "id": app.bot_id,
        "app_id": app.id,
        "user_id": app.bot_user,
        "name": app.name,
        "icons": {},
        "deleted": not app.installed,
        "updated": int(app.installed_at),
        "team_id": world.state.team.id,
    }


def of_person(world: World, user: str, channel: str) -> list[Message]:
    """The ephemeral messages one person has in a conversation."""
    return [one for one in world.state.whispers[user].values() if one.channel == channel]


def between(
    world: World, channel: str, *, before: str | None, thread: str | None, limit: int
) -> tuple[list[Message], bool]:
    """The newest messages, oldest first, and whether older ones exist."""
    if thread:
        stamps = [thread, *world.state.threads.get((channel, thread), [])]
    else:
        stamps = [
            ts for ts in world.state.timeline.get(channel, []) if not _is_reply(world, channel, ts)
        ]
    stamps = [ts for ts in stamps if before is None or ts < before]
    chosen = stamps[-limit:]
    found = (world.state.message(channel, ts) for ts in chosen)
    return [one for one in found if one], len(stamps) > len(chosen)


def _is_reply(world: World, channel: str, ts: str) -> bool:
    message = world.state.message(channel, ts)
    return message is not None and is_reply(message)


def _thread(world: World, message: Message) -> Json:
    replies = world.state.threads.get((message.channel, message.ts))
    if replies:
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "latest_reply": replies[-1],
            "reply_users": _authors(world, message.channel, replies),
            "reply_users_count": len(_authors(world, message.channel, replies)),
            "is_locked": False,
            "subscribed": True,
        }
    if message.thread_ts and message.thread_ts != message.ts:
        parent = world.state.message(message.channel, message.thread_ts)
        return {"parent_user_id": parent.user} if parent else {}
    return {}


def _authors(world: World, channel: str, stamps: Iterable[str]) -> list[str]:
    found = (world.state.message(channel, ts) for ts in stamps)
    return list(dict.fromkeys(one.user for one in found if one))


def _audience(world: World, channel: Channel, message: Message) -> list[str] | None:
    if message.ephemeral_to:
        return [message.ephemeral_to]
    if channel.type != "channel":
        return channel.members
    people = world.state.people.values()
    return [one.id for one in people if conversations.sees(world, one, channel)]


def show(world: World, channel: Channel, kind: str, message: Message) -> None:
    """Put it before the pages of those who may see it."""
    if world.streams.watched:
        event = {"type": kind, "channel": channel.id, "message": page_shape(world, message)}
        world.streams.publish(event, _audience(world, channel, message))


def _hidden(world: World, subtype: str, inner: Json) -> Json:
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "ts": f"{world.clock.now():.6f}",
        **inner,
    }


def _tell_apps(world: World, channel: Channel, event: Json, message: Message) -> None:
    more = {
        "channel": channel.id,
        "event_ts": event["ts"],
        "channel_type": _EVENT_TYPES[channel.type],
    }
    for app in world.installed_apps():
        if app.bot_user not in channel.members:
            continue
        whole = event | more
        world.events.emit(app, world.state.team, f"message.{_KINDS[channel.type]}", whole)
        if re.search(rf"<@{app.bot_user}[|>]", message.text) and "subtype" not in event:
            mention = whole | {"type": "app_mention"}
            world.events.emit(app, world.state.team, "app_mention", mention)

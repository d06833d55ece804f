"""Messages of apps: posted, changed, taken back, shown to one person."""

from sandbox import conversations, messages
from sandbox.blocks import completed
from sandbox.problem import ApiProblem
from sandbox.records import Channel, Json, Message
from sandbox.rules import messages as message_rules
from sandbox.webapi.call import Call, Method
from sandbox.webapi.conversations import reached


def post(call: Call) -> Json:
    channel = target(call)
    content = checked(call, "chat.postMessage")
    require_thread(call, channel)
    message = messages.by_app(call.world, call.app, channel.id, content)
    if message.thread_ts and call.flag("reply_broadcast"):
        message.subtype = "thread_broadcast"
    messages.post(call.world, channel, message)
    shape = messages.shape(call.world, message)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def post_ephemeral(call: Call) -> Json:
    channel = target(call)
    user = call.need("user", "user_not_in_channel")
    content = checked(call, "chat.postEphemeral")
    if user not in channel.members:
        raise ApiProblem("user_not_in_channel")
    message = messages.by_app(call.world, call.app, channel.id, content)
    messages.whisper(call.world, message, user)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    channel, message = own(call, "cant_update_message")
    content = checked(call, "chat.update")
    given = {name: content[name] for name in ("text", "metadata") if content.get(name) is not None}
    if content.get("blocks") is not None or content.get("text") is not None:
        given["blocks"] = content.get("blocks")
    if content.get("attachments") is not None:
        given["attachments"] = content["attachments"]
    messages.change(call.world, channel, message, given, call.app.bot_user)
    shape = messages.shape(call.world, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def delete(call: Call) -> Json:
    channel, message = own(call, "cant_delete_message")
    messages.delete(call.world, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    channel = reached(call, call.need("channel", "channel_not_found"))
    ts = call.need("message_ts", "message_not_found")
    if call.world.state.message(channel.id, ts) is None:
        raise ApiProblem("message_not_found")
    link = f"{call.world.base_url}/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def target(call: Call) -> Channel:
    """Where a message goes: a conversation, or the app's direct message with a person."""
    name = call.need("channel", "channel_not_found")
    if name in call.world.state.people:
        person = call.world.state.people[name]
        if person.deleted:
            raise ApiProblem("user_disabled")
        if person.id == call.app.bot_user or person.is_bot:
            raise ApiProblem("cannot_dm_bot")
        channel = conversations.of_app(call.world, call.app, person.id)
    else:
        channel = conversations.find(call.world, _by_name(call, name))
    _require_postable(call, channel)
    return channel


def _by_name(call: Call, name: str) -> str:
    if not name.startswith("#"):
        return name
    channels = call.world.state.channels.values()
    return next((one.id for one in channels if one.name == name[1:]), name)


def _require_postable(call: Call, channel: Channel) -> None:
    if channel.archived:
        raise ApiProblem("is_archived")
    if call.app.bot_user not in channel.members:
        if channel.type != "channel":
            raise ApiProblem("channel_not_found")
        if "chat:write.public" not in call.scopes:
            raise ApiProblem("not_in_channel")
    if channel.type == "im":
        home = call.app.manifest.get("features", {}).get("app_home", {})
        if not home.get("messages_tab_enabled", True):
            raise ApiProblem("messages_tab_disabled")
        mate = call.world.state.people[conversations.other(channel, call.app.bot_user)]
        if mate.deleted:
            raise ApiProblem("user_disabled")


def checked(call: Call, method: str) -> Json:
    """The content of a message as Slack keeps it. Raises Slack's answer to a bad one."""
    content = dict(call.arguments)
    for name, error in (
        ("blocks", "invalid_blocks_format"),
        ("attachments", "invalid_attachments"),
        ("metadata", "invalid_metadata_format"),
    ):
        content[name] = call.structure(name, error)
    problems = message_rules.check(content, method=method)
    if problems:
        details = [one.message for one in problems]
        fields: Json = {"response_metadata": {"messages": [f"[ERROR] {one}" for one in details]}}
        if problems[0].error == "invalid_blocks":
            fields["errors"] = details
        raise ApiProblem(problems[0].error, **fields)
    completed(content["blocks"])
    return content


def require_thread(call: Call, channel: Channel) -> None:
    ts = call.text("thread_ts")
    if ts and call.world.state.message(channel.id, ts) is None:
        raise ApiProblem("thread_not_found")


def own(call: Call, refusal: str) -> tuple[Channel, Message]:
    """A message of this very app."""
    channel = conversations.find(call.world, call.need("channel", "channel_not_found"))
    message = call.world.state.message(channel.id, call.need("ts", "message_not_found"))
    if message is None:
        raise ApiProblem("message_not_found")
    if message.app_id != call.app.id:
        raise ApiProblem(refusal)
    return channel, message


METHODS: dict[str, Method] = {
    "chat.postMessage": post,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": permalink,
}

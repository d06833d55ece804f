"""Reactions of apps to messages."""

from sandbox import messages, reactions
from sandbox.problem import ApiProblem
from sandbox.records import Channel, Json, Message
from sandbox.webapi.call import Call, Method
from sandbox.webapi.conversations import reached


def add(call: Call) -> Json:
    channel, message, name = _target(call)
    if _is_mine(call, message, name):
        raise ApiProblem("already_reacted")
    reactions.toggle(call.world, channel, message, call.app.bot_user, name=name)
    return {}


def remove(call: Call) -> Json:
    channel, message, name = _target(call)
    if not _is_mine(call, message, name):
        raise ApiProblem("no_reaction")
    reactions.toggle(call.world, channel, message, call.app.bot_user, name=name)
    return {}


def get(call: Call) -> Json:
    channel, message = _message(call)
    shape = messages.shape(call.world, message)
    return {"type": "message", "channel": channel.id, "message": shape}


def _target(call: Call) -> tuple[Channel, Message, str]:
    channel, message = _message(call)
    return channel, message, call.need("name", "invalid_name").strip(":")


def _message(call: Call) -> tuple[Channel, Message]:
    channel = reached(call, call.need("channel", "channel_not_found"))
    message = call.world.state.message(channel.id, call.need("timestamp", "no_item_specified"))
    if message is None:
        raise ApiProblem("message_not_found")
    return channel, message


def _is_mine(call: Call, message: Message, name: str) -> bool:
    return any(
        one["name"] == name and call.app.bot_user in one["users"] for one in message.reactions
    )


METHODS: dict[str, Method] = {
    "reactions.add": add,
    "reactions.remove": remove,
    "reactions.get": get,
}

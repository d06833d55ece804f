"""Answers that need no token: the message in a command's ack, and posts to a response_url."""

from sandbox import messages
from sandbox.blocks import completed
from sandbox.problem import ApiProblem
from sandbox.records import App, Channel, Json, Message
from sandbox.response_urls import ResponseUrl
from sandbox.rules import messages as message_rules
from sandbox.world import World


def say(world: World, app: App, user: str, channel: Channel, content: Json) -> Message:
    """Only to the person, unless the app asks for everybody in the conversation."""
    content = {**content, "blocks": completed(content.get("blocks"))}
    message = messages.by_app(world, app, channel.id, content)
    if content.get("response_type") == "in_channel":
        return messages.post(world, channel, message)
    return messages.whisper(world, message, user)


def respond(world: World, url: ResponseUrl, content: Json) -> None:
    """One post to a response_url. Raises ApiProblem."""
    app, channel = world.state.apps[url.app_id], world.state.channels[url.channel]
    origin = _origin(world, url)
    if content.get("delete_original"):
        if set(content) - {"delete_original", "replace_original"}:
            raise ApiProblem("invalid_payload", status=400)
        if origin is not None:
            messages.delete(world, channel, origin)
        return
    problems = message_rules.check(content)
    if problems:
        raise ApiProblem(problems[0].error, status=400)
    if content.get("replace_original") and origin is not None:
        content = {"text": "", **content, "blocks": completed(content.get("blocks"))}
        messages.change(world, channel, origin, content, app.bot_user)
        return
    say(world, app, url.user, channel, content)


def _origin(world: World, url: ResponseUrl) -> Message | None:
    if url.message_ts is None:
        return None
    key = f"{url.channel}/{url.message_ts}"
    return (
        world.state.whispers[url.user].get(key) if url.ephemeral else world.state.messages.get(key)
    )

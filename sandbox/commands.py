"""Slash commands and both kinds of shortcut."""

import re
import time
from typing import Any

from sandbox import answers, conversations, interactions, messages
from sandbox.problem import PersonProblem
from sandbox.records import App, Channel, Json, Person
from sandbox.rules import acks
from sandbox.world import World


async def command(world: World, person: Person, channel: Channel, name: str, text: str) -> None:
    """Run a slash command; what its ack says is shown at once."""
    app, wanted = _find(world, person, name)
    payload: dict[str, Any] = {
        "token": app.verification_token,
        "team_id": world.state.team.id,
        "team_domain": world.state.team.domain,
        "channel_id": channel.id,
        "channel_name": interactions.channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": _escaped(world, text) if wanted.get("should_escape") else _plain(world, text),
        "api_app_id": app.id,
        "is_enterprise_install": "true" if app.org_wide else "false",
        "response_url": world.response_urls.issue(world.base_url, app.id, person.id, channel.id),
        "trigger_id": world.triggers.issue(app.id, person.id),
    }
    if enterprise := world.enterprise:
        payload |= {"enterprise_id": enterprise["id"], "enterprise_name": enterprise["name"]}
    try:
        answer = await interactions.deliver(world, app, "slash_commands", payload)
    except PersonProblem as problem:
        word = "dispatch_failed" if problem.error != "operation_timeout" else problem.error
        raise PersonProblem(problem.error, f"{name} failed with the error “{word}”.") from problem
    if isinstance(answer, str):
        answer = {"text": answer}
    if answer and (answer.get("text") or answer.get("blocks") or answer.get("attachments")):
        if acks.check("slash_commands", answer):
            raise interactions.not_understood()
        answers.say(world, app, person.id, channel, answer)


async def shortcut(world: World, person: Person, app: App, callback_id: str) -> None:
    interactions.for_our_people(world, person)
    _require(app, callback_id, "global")
    payload = _shortcut(world, person, app, callback_id, "shortcut")
    await interactions.deliver(world, app, "interactive", payload)


async def message_shortcut(
    world: World, person: Person, app: App, callback_id: str, *, channel: Channel, ts: str
) -> None:
    interactions.for_our_people(world, person)
    _require(app, callback_id, "message")
    message = world.state.message(channel.id, ts)
    if message is None or not conversations.sees(world, person, channel):
        raise PersonProblem("message_not_found", "This message is no longer here.")
    payload = _shortcut(world, person, app, callback_id, "message_action") | {
        "channel": {"id": channel.id, "name": interactions.channel_name(channel)},
        "message": messages.shape(world, message),
        "message_ts": ts,
        "response_url": world.response_urls.issue(world.base_url, app.id, person.id, channel.id),
    }
    await interactions.deliver(world, app, "interactive", payload)


def _shortcut(world: World, person: Person, app: App, callback_id: str, kind: str) -> Json:
    return {
        "type": kind,
        **interactions.base(world, app, person),
        "callback_id": callback_id,
        "trigger_id": world.triggers.issue(app.id, person.id),
        "action_ts": f"{time.time():.6f}",
    }


def of_app(app: App) -> list[Json]:
    found: list[Json] = app.manifest.get("features", {}).get("slash_commands", [])
    return found


def shortcuts_of(app: App) -> list[Json]:
    found: list[Json] = app.manifest.get("features", {}).get("shortcuts", [])
    return found


def _find(world: World, person: Person, name: str) -> tuple[App, Json]:
    """The newest installed app that has this command."""
    interactions.for_our_people(world, person)
    for app in world.installed_apps():
        for wanted in of_app(app):
            if wanted["command"] == name:
                return app, wanted
    raise PersonProblem("no_such_command", f"{name} is not a command of this workspace.")


def _require(app: App, callback_id: str, kind: str) -> None:
    if not any(
        one["callback_id"] == callback_id and one["type"] == kind for one in shortcuts_of(app)
    ):
        raise PersonProblem("no_such_shortcut", "This shortcut is no longer here.")


def _escaped(world: World, text: str) -> str:
    """Typed @handle and #channel become the forms an app can rely on."""
    handles = {one.name: one for one in world.state.people.values()}
    channels = {one.name: one for one in world.state.channels.values() if not one.is_direct}

    def person(found: re.Match[str]) -> str:
        one = handles.get(found[1])
        return f"<@{one.id}|{one.name}>" if one else found[0]

    def channel(found: re.Match[str]) -> str:
        one = channels.get(found[1])
        if one is None:
            return found[0]
        return f"<#{one.id}|{one.name if one.type == 'channel' else ''}>"

    text = re.sub(r"(?<![\w<])@([a-z0-9._-]*[a-z0-9_-])", person, text)
    return re.sub(r"(?<![\w<])#([a-z0-9_-]+)", channel, text)


def _plain(world: World, text: str) -> str:
    """Without should_escape an app gets the text as a person would have typed it."""

    def person(found: re.Match[str]) -> str:
        one = world.state.people.get(found[1])
        return f"@{one.name}" if one else found[0]

    def channel(found: re.Match[str]) -> str:
        one = world.state.channels.get(found[1])
        return f"#{one.name}" if one else found[0]

    text = re.sub(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>", person, text)
    return re.sub(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>", channel, text)

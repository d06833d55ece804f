"""What people do on their own: write, change, delete, react, open Home and conversations."""

import re

from sandbox import conversations, interactions, messages, reactions, unread, views
from sandbox.blocks import completed
from sandbox.problem import PersonProblem
from sandbox.records import App, Channel, Json, Message, Person
from sandbox.world import World

_TOKEN = re.compile(
    r"<(?:@[UW]\w+(?:\|[^<>]*)?|#[CG]\w+(?:\|[^<>]*)?|!(?:here|channel|everyone)|https?://[^<>]+)>"
)


def say(
    world: World,
    person: Person,
    channel: Channel,
    text: str,
    *,
    thread_ts: str | None = None,
    file_ids: list[str] | None = None,
    blocks: list[Json] | None = None,
) -> Message:
    require_seen(world, person, channel)
    if person.id not in channel.members:
        conversations.join(world, channel, person.id, announce=True)
    if not text.strip() and not file_ids and not blocks:
        raise PersonProblem("no_text", "There is nothing to send yet.")
    _require_messages_tab(world, channel)
    ts = world.clock.next_ts()
    message = Message(
        id=f"{channel.id}/{ts}",
        channel=channel.id,
        ts=ts,
        user=person.id,
        text=escaped(text),
        blocks=completed(blocks) if blocks else [rich_text(text)] if text.strip() else None,
        thread_ts=messages.root_of(world, channel.id, thread_ts),
        file_ids=_own_files(world, person, channel, file_ids or []),
        subtype="file_share" if file_ids else None,
    )
    completed(message.blocks)
    messages.post(world, channel, message)
    unread.mark_read(world, person.id, channel.id, ts)
    return message


def edit(world: World, person: Person, channel: Channel, ts: str, text: str) -> None:
    message = _own(world, person, channel, ts)
    content: Json = {"text": escaped(text), "blocks": completed([rich_text(text)])}
    messages.change(world, channel, message, content, person.id)


def delete(world: World, person: Person, channel: Channel, ts: str) -> None:
    messages.delete(world, channel, _own(world, person, channel, ts))


def react(world: World, person: Person, channel: Channel, ts: str, name: str) -> None:
    """Add a reaction, or take it back."""
    require_seen(world, person, channel)
    message = world.state.message(channel.id, ts)
    if message is None:
        raise PersonProblem("message_not_found", "This message is no longer here.")
    reactions.toggle(world, channel, message, person.id, name=name.strip(":"))


def open_home(world: World, person: Person, app: App) -> Json | None:
    """The Home as it is now; the app hears that it was opened and may publish a newer one."""
    interactions.for_our_people(world, person)
    channel = conversations.of_app(world, app, person.id)
    record = views.home(world, app, person.id)
    event: Json = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": channel.id,
        "tab": "home",
        "event_ts": f"{world.clock.now():.6f}",
    }
    if record:
        event["view"] = views.shape(world, record)
    world.events.emit(app, world.state.team, "app_home_opened", event)
    return views.page_shape(world, record) if record else None


def open_messages(world: World, person: Person, app: App) -> Channel:
    interactions.for_our_people(world, person)
    channel = conversations.of_app(world, app, person.id)
    event = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": channel.id,
        "tab": "messages",
        "event_ts": f"{world.clock.now():.6f}",
    }
    world.events.emit(app, world.state.team, "app_home_opened", event)
    return channel


def require_seen(world: World, person: Person, channel: Channel) -> None:
    if not conversations.sees(world, person, channel):
        raise PersonProblem("channel_not_found", "This conversation is not here for you.")


def escaped(text: str) -> str:
    """Typed text with & < > as entities; mentions and links chosen in the composer stay."""
    found, end = "", 0
    for token in _TOKEN.finditer(text):
        found += _entities(text[end : token.start()]) + token[0]
        end = token.end()
    return found + _entities(text[end:])


def rich_text(text: str) -> Json:
    """The block Slack's composer makes of typed text."""
    parts: list[Json] = []
    end = 0
    for token in _TOKEN.finditer(text):
        parts += [*_words(text[end : token.start()]), _mention(token[0][1:-1])]
        end = token.end()
    parts += _words(text[end:])
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}


def _words(text: str) -> list[Json]:
    return [{"type": "text", "text": text}] if text else []


def _mention(token: str) -> Json:
    name = token[1:].partition("|")[0]
    if token[0] == "@":
        return {"type": "user", "user_id": name}
    if token[0] == "#":
        return {"type": "channel", "channel_id": name}
    if token[0] == "!":
        return {"type": "broadcast", "range": name}
    url, _, label = token.partition("|")
    return {"type": "link", "url": url, **({"text": label} if label else {})}


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _own(world: World, person: Person, channel: Channel, ts: str) -> Message:
    message = world.state.message(channel.id, ts)
    if message is None or message.user != person.id:
        raise PersonProblem("message_not_found", "Only your own messages can be changed.")
    return message


def _own_files(world: World, person: Person, channel: Channel, ids: list[str]) -> list[str]:
    for file_id in ids:
        file = world.state.files.get(file_id)
        if file is None or file.user != person.id:
            raise PersonProblem("file_not_found", "This file is no longer here.")
        file.channels = [*file.channels, channel.id]
        file.complete = True
        world.state.put(file)
    return ids


def _require_messages_tab(world: World, channel: Channel) -> None:
    for member in channel.members if channel.type == "im" else []:
        app = world.app_of_bot(world.state.people[member])
        home = app.manifest.get("features", {}).get("app_home", {}) if app else {}
        if home.get("messages_tab_read_only_enabled") or not home.get("messages_tab_enabled", True):
            raise PersonProblem("read_only", "Sending messages to this app has been turned off.")


def shape_of(world: World, person: Person, channel: Channel) -> Json:
    count = unread.of(world, person.id, channel.id)
    return conversations.page_shape(world, channel, person.id, count)

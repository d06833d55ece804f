"""What a person does on the page, one function per act."""

from collections.abc import Awaitable, Callable

from sandbox import (
    actions,
    commands,
    conversations,
    interactions,
    messages,
    people,
    submissions,
    talk,
    unread,
)
from sandbox.problem import PersonProblem
from sandbox.records import Channel, Json, Person
from sandbox.world import World

Act = Callable[[World, Person, Json], Awaitable[Json]]


async def perform(world: World, wish: Json) -> Json:
    """The answer to one act. Raises PersonProblem."""
    person = people.acting(world, wish.get("as"))
    act = ACTS.get(str(wish.get("act")))
    if act is None:
        raise PersonProblem("unknown_act", "This page does not know how to do that.")
    try:
        return {"ok": True, **await act(world, person, wish)}
    finally:
        world.commit()


def channel_of(world: World, wish: Json) -> Channel:
    channel = world.state.channels.get(str(wish.get("channel")))
    if channel is None:
        raise PersonProblem("channel_not_found", "This conversation is not here for you.")
    return channel


async def open_home(world: World, person: Person, wish: Json) -> Json:
    app = interactions.app_of(world, wish.get("app"))
    return {"view": talk.open_home(world, person, app)}


async def open_messages(world: World, person: Person, wish: Json) -> Json:
    app = interactions.app_of(world, wish.get("app"))
    channel = talk.open_messages(world, person, app)
    return {"channel": channel.id, "conversation": talk.shape_of(world, person, channel)}


async def open_im(world: World, person: Person, wish: Json) -> Json:
    others = [wish["user"]] if wish.get("user") else list(wish.get("users") or [])
    if not others or any(one not in world.state.people for one in others):
        raise PersonProblem("user_not_found", "There is nobody of that name here.")
    channel, _ = conversations.direct(world, [person.id, *others])
    return {"channel": channel.id, "conversation": talk.shape_of(world, person, channel)}


async def say(world: World, person: Person, wish: Json) -> Json:
    message = talk.say(
        world,
        person,
        channel_of(world, wish),
        str(wish.get("text") or ""),
        thread_ts=wish.get("thread_ts"),
        file_ids=wish.get("files"),
        blocks=wish.get("blocks"),
    )
    return {"message": messages.page_shape(world, message)}


async def edit(world: World, person: Person, wish: Json) -> Json:
    talk.edit(world, person, channel_of(world, wish), str(wish.get("ts")), str(wish.get("text")))
    return {}


async def delete(world: World, person: Person, wish: Json) -> Json:
    talk.delete(world, person, channel_of(world, wish), str(wish.get("ts")))
    return {}


async def react(world: World, person: Person, wish: Json) -> Json:
    name = str(wish.get("name"))
    talk.react(world, person, channel_of(world, wish), str(wish.get("ts")), name)
    return {}


async def read(world: World, person: Person, wish: Json) -> Json:
    channel = channel_of(world, wish)
    talk.require_seen(world, person, channel)
    unread.mark_read(world, person.id, channel.id, str(wish.get("ts")))
    return {}


async def join(world: World, person: Person, wish: Json) -> Json:
    channel = channel_of(world, wish)
    talk.require_seen(world, person, channel)
    conversations.join(world, channel, person.id, announce=True)
    return {}


async def leave(world: World, person: Person, wish: Json) -> Json:
    conversations.leave(world, channel_of(world, wish), person.id)
    return {}


async def command(world: World, person: Person, wish: Json) -> Json:
    channel = channel_of(world, wish)
    talk.require_seen(world, person, channel)
    name, text = str(wish.get("command")), str(wish.get("text") or "").strip()
    await commands.command(world, person, channel, name, talk.escaped(text))
    return {}


async def shortcut(world: World, person: Person, wish: Json) -> Json:
    app = interactions.app_of(world, wish.get("app"))
    await commands.shortcut(world, person, app, str(wish.get("callback_id")))
    return {}


async def message_shortcut(world: World, person: Person, wish: Json) -> Json:
    app = interactions.app_of(world, wish.get("app"))
    channel, ts = channel_of(world, wish), str(wish.get("ts"))
    await commands.message_shortcut(
        world, person, app, str(wish.get("callback_id")), channel=channel, ts=ts
    )
    return {}


async def press(world: World, person: Person, wish: Json) -> Json:
    raw, state = wish.get("raw") or {}, wish.get("state") or {}
    await actions.press(
        world, person, wish.get("container") or {}, _ids(wish), raw=raw, state=state
    )
    return {}


async def suggest(world: World, person: Person, wish: Json) -> Json:
    container, query = wish.get("container") or {}, str(wish.get("query") or "")
    return await actions.suggest(world, person, container, _ids(wish), query)


async def submit(world: World, person: Person, wish: Json) -> Json:
    return await submissions.submit(
        world, person, str(wish.get("view_id")), wish.get("state") or {}
    )


async def close(world: World, person: Person, wish: Json) -> Json:
    everything = bool(wish.get("all"))
    await submissions.close(world, person, str(wish.get("view_id")), everything=everything)
    return {}


async def clock(world: World, _person: Person, wish: Json) -> Json:
    if wish.get("button"):
        return {"wish": world.wishes.add(type="clock", button=wish["button"])}
    return {"wish": world.wishes.add(type="clock", to=float(wish["to"]))}


async def clock_stop(world: World, _person: Person, _wish: Json) -> Json:
    return {"wish": world.wishes.add(type="clock", stop=True)}


async def host(world: World, person: Person, wish: Json) -> Json:
    return {"wish": world.wishes.add(type="host", button=wish.get("button"), **{"as": person.id})}


def _ids(wish: Json) -> tuple[str, str]:
    return str(wish.get("block_id")), str(wish.get("action_id"))


ACTS: dict[str, Act] = {
    one.__name__: one
    for one in (
        open_home, open_messages, open_im, say, edit, delete, react, read, join, leave, command,
        shortcut, message_shortcut, press, suggest, submit, close, clock, clock_stop, host,
    )
}  # fmt: skip

"""What the page shows first, and the messages of one conversation."""

from typing import Any

from sandbox import apps, conversations, messages, people, talk, unread, views
from sandbox.problem import PersonProblem
from sandbox.records import Json, Message, Person
from sandbox.world import World


def boot(world: World, user: str | None) -> Json:
    """Everything one person may see, without the messages themselves."""
    person = people.acting(world, user or default_person(world))
    team, host = world.state.team, world.host
    return {
        "ok": True,
        "stream": world.streams.expect(),
        "workspace": world.name,
        "team": {"id": team.id, "name": team.name, "domain": team.domain},
        "teams": [_team(one) for one in world.realm.worlds if one.state.has_team],
        "clock": {"now": world.clock.now(), "moving": world.clock.moving},
        "me": people.page_shape(world, person, unread.of_all(world, person.id)),
        "people": [_listed(world, one) for one in world.state.people.values()],
        "apps": [apps.page_shape(world, one) for one in world.installed_apps()],
        "conversations": [
            talk.shape_of(world, person, one) for one in conversations.visible(world, person)
        ],
        "views": [views.page_shape(world, one) for one in views.stack_of(world, person.id)],
        "host": host_shape(host),
    }


def _team(world: World) -> Json:
    return {"id": world.state.team.id, "name": world.state.team.name}


def host_shape(host: Json) -> Json:
    return {
        "title": host.get("title", "Practice"),
        "clock_buttons": host.get("clock_buttons", []),
        "buttons": host.get("buttons", []),
        "tour": host.get("tour", []),
        "notes": host.get("notes"),
    }


def default_person(world: World) -> str | None:
    named = world.host.get("default_person")
    if named in world.state.people:
        return str(named)
    able = (one.id for one in world.state.people.values() if not one.is_bot and not one.deleted)
    return next(able, None)


def _listed(world: World, person: Person) -> Json:
    count = 0 if person.is_bot else unread.of_all(world, person.id)
    return people.page_shape(world, person, count)


def excerpt(world: World, person: Person, channel_id: str, wish: Json) -> Json:
    """One stretch of a conversation, this person's ephemeral messages among it."""
    channel = world.state.channels.get(channel_id)
    if channel is None or not conversations.sees(world, person, channel):
        raise PersonProblem("channel_not_found", "This conversation is not here for you.")
    thread, before = wish.get("thread_ts"), wish.get("before")
    limit = max(1, min(int(wish.get("limit") or 50), 200))
    found, has_more = messages.between(world, channel_id, before=before, thread=thread, limit=limit)
    oldest = found[0].ts if has_more and found else "0"
    whispered = [
        one
        for one in messages.of_person(world, person.id, channel_id)
        if oldest <= one.ts and (before is None or one.ts < before) and one.thread_ts == thread
    ]
    ordered: list[Message] = sorted([*found, *whispered], key=_stamp)
    shapes: list[Any] = [messages.page_shape(world, one) for one in ordered]
    return {"ok": True, "messages": shapes, "has_more": has_more}


def _stamp(message: Message) -> str:
    return message.ts

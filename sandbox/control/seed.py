"""Seeding: documents in, the same workspace out, however often they are sent."""

from sandbox import apps, conversations, messages, people
from sandbox.blocks import completed
from sandbox.ids import new_id
from sandbox.records import App, Channel, Json, Message, Person, Read, Team, Usergroup
from sandbox.world import World

_PERSON_FIELDS = frozenset(Person.__dataclass_fields__) - {"id", "app_id", "bot_id", "updated"}


def plant(world: World, wish: Json) -> Json:
    """Everything in `wish`, by id; answers with the tokens of its app.

    Raises KeyError, TypeError or ValueError for a document that lacks something.
    """
    announce = bool(wish.get("events"))
    _team(world, wish.get("team") or {})
    for one in wish.get("people") or []:
        _person(world, one, announce=announce)
    answer: Json = {"team_id": world.state.team.id}
    if wish.get("app"):
        answer |= tokens(apps.install(world, wish["app"]))
    for one in wish.get("channels") or []:
        _channel(world, one, announce=announce)
    for one in wish.get("usergroups") or []:
        _usergroup(world, one)
    for one in wish.get("messages") or []:
        _message(world, one)
    return answer


def tokens(app: App) -> Json:
    return {
        "app_id": app.id,
        "bot_id": app.bot_id,
        "bot_user_id": app.bot_user,
        "bot_token": app.bot_token,
        "app_token": app.app_token,
        "signing_secret": app.signing_secret,
    }


def _team(world: World, wish: Json) -> None:
    if not world.state.has_team:
        team_id = str(wish.get("id") or new_id("T"))
        world.state.put(Team(id=team_id))
        slackbot = Person(
            id=people.SLACKBOT, team_id=team_id, name="slackbot", real_name="Slackbot"
        )
        slackbot.is_bot = True
        world.state.put(slackbot)
    team = world.state.team
    team.name, team.domain = wish.get("name", team.name), wish.get("domain", team.domain)
    world.state.put(team)


def _person(world: World, wish: Json, *, announce: bool) -> None:
    fields = {name: value for name, value in wish.items() if name in _PERSON_FIELDS}
    known = world.state.people.get(wish["id"])
    if known is None:
        name = wish.get("name") or wish["real_name"].lower().replace(" ", ".")
        whole = {"team_id": world.state.team.id, "real_name": name, **fields, "name": name}
        person = Person(id=wish["id"], updated=int(world.clock.now()), **whole)
        people.add(world, person, announce=announce)
        return
    changed = {name: value for name, value in fields.items() if getattr(known, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(known, name, value)
        people.change(world, known, announce=announce)


def _channel(world: World, wish: Json, *, announce: bool) -> None:
    members = [_resolved(world, one) for one in wish.get("members") or []]
    channel = world.state.channels.get(wish["id"])
    if channel is None:
        channel = Channel(
            id=wish["id"],
            name=wish.get("name", ""),
            type=wish.get("type") or ("private" if wish.get("private") else "channel"),
            created=int(world.clock.now()),
            creator=members[0] if members else "",
        )
        if channel.is_direct:
            channel.members = members
        world.state.put(channel)
    channel.name, channel.topic = wish.get("name", channel.name), wish.get("topic", channel.topic)
    channel.purpose = wish.get("purpose", channel.purpose)
    channel.archived = wish.get("archived", channel.archived)
    channel.is_shared = wish.get("is_shared", channel.is_shared)
    world.state.put(channel)
    for member in members:
        conversations.join(world, channel, member, announce=announce)
    conversations.tell(world, channel)


def _message(world: World, wish: Json) -> None:
    """A message of a person (`user`) or an app (`app`: its id); the same `ts` is planted once."""
    channel = _place(world, wish)
    ts = f"{float(wish['ts']):.6f}" if wish.get("ts") else world.clock.next_ts()
    if world.state.message(channel.id, ts):
        return
    content = dict(wish) | {"blocks": completed(wish.get("blocks"))}
    if wish.get("app"):
        message = messages.by_app(world, world.state.apps[wish["app"]], channel.id, content, ts)
    else:
        message = Message(
            id=f"{channel.id}/{ts}",
            channel=channel.id,
            ts=ts,
            user=wish["user"],
            text=wish.get("text", ""),
            blocks=content["blocks"],
            thread_ts=wish.get("thread_ts"),
        )
    world.clock.note_ts(ts)
    messages.plant(world, channel, message)
    if not wish.get("unread"):
        for member in channel.members:
            read = world.state.reads.get(f"{member}/{channel.id}") or Read(
                id=f"{member}/{channel.id}", ts=ts
            )
            read.ts = max(read.ts, ts)
            world.state.put(read)


def _place(world: World, wish: Json) -> Channel:
    if wish.get("channel"):
        return world.state.channels[wish["channel"]]
    author = world.state.apps[wish["app"]].bot_user if wish.get("app") else wish["user"]
    return conversations.direct(world, [author, wish["to"]])[0]


def _usergroup(world: World, wish: Json) -> None:
    fields = {name: value for name, value in wish.items() if name in Usergroup.__dataclass_fields__}
    world.state.put(Usergroup(**{"handle": wish["name"].lower().replace(" ", "-"), **fields}))


def _resolved(world: World, member: str) -> str:
    """A person, or the bot of an app named by its id."""
    app = world.state.apps.get(member)
    return app.bot_user if app else member

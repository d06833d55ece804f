"""Seeding: documents in, the same workspace out, however often they are sent."""

from sandbox import apps, conversations, installing, messages, people
from sandbox.blocks import completed
from sandbox.ids import new_id
from sandbox.realm import Realm
from sandbox.records import App, Channel, Json, Message, Person, Read, Team, Usergroup
from sandbox.world import World

_PERSON_FIELDS = frozenset(Person.__dataclass_fields__) - {"id", "app_id", "bot_id", "updated"}


def plant(world: World, wish: Json) -> Json:
    """Everything in `wish`, by id; answers with the tokens of its app, per workspace in `teams`.

    Raises KeyError, TypeError or ValueError for a document that lacks something.
    """
    realm = world.realm
    if wish.get("organization"):
        realm.set_organization(_organization(wish["organization"]))
    others = wish.get("teams") or []
    first = others[0]["team"] if others and not world.state.has_team else {}
    _team(world, wish.get("team") or first)
    _everybody(world, wish)
    app = None
    if wish.get("app"):
        app = apps.register(world, wish["app"])
        if wish["app"].get("installed", True):
            installing.install_seeded(world, app)
    _contents(world, wish)
    answer: Json = {"team_id": world.state.team.id}
    if app is not None:
        answer |= tokens(app)
    planted = [_another(realm, one) for one in others]
    if planted:
        answer["teams"] = {one["team_id"]: one for one in planted}
    return answer


def _another(realm: Realm, wish: Json) -> Json:
    """One more workspace, which knows every app and has those it names installed."""
    world = realm.founded(str(wish["team"]["id"]))
    _team(world, wish["team"])
    for app in list(realm.main.state.apps.values()):
        apps.share(realm, app)
    _everybody(world, wish)
    answer: Json = {"team_id": world.state.team.id}
    for app_id in wish.get("apps") or []:
        installing.install_seeded(world, world.state.apps[app_id])
        answer |= tokens(world.state.apps[app_id])
    _contents(world, wish)
    return answer


def _everybody(world: World, wish: Json) -> None:
    for one in wish.get("people") or []:
        _person(world, one, announce=bool(wish.get("events")))


def _contents(world: World, wish: Json) -> None:
    announce = bool(wish.get("events"))
    for one in wish.get("channels") or []:
        _channel(world, one, announce=announce)
    for one in wish.get("usergroups") or []:
        _usergroup(world, one)
    for one in wish.get("messages") or []:
        _message(world, one)


def tokens(app: App) -> Json:
    """What an app needs to connect; its bot's part only where it is installed."""
    bot = {"bot_id": app.bot_id, "bot_user_id": app.bot_user, "bot_token": app.bot_token}
    return {
        "app_id": app.id,
        **(bot if app.installed else {}),
        "app_token": app.app_token,
        "signing_secret": app.signing_secret,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
    }


def _organization(wish: Json) -> Json:
    name = str(wish.get("name") or "Organization")
    return {"id": str(wish["id"]), "name": name, "domain": wish.get("domain", name.lower())}


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
    if "organization" in wish:
        organization = world.realm.organization or {}
        team.enterprise_id = str(organization["id"]) if wish["organization"] else None
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
    members = [one for one in members if one in world.state.people]
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

"""Apps: made from a manifest, known to every workspace; `installing` brings them into one."""

import secrets
from typing import Any

from sandbox.ids import new_id, new_secret
from sandbox.realm import Realm
from sandbox.records import App, Grant, Json, Person
from sandbox.world import World

_OWN = (
    "manifest", "name", "app_token", "signing_secret", "verification_token", "delivery",
    "request_url", "client_id", "client_secret",
)  # fmt: skip
"""What belongs to the app itself and is the same in every workspace."""


def register(world: World, wish: Json) -> App:
    """Make an app from its manifest, or give a known one a new manifest; installs it nowhere."""
    manifest: Json = wish.get("manifest") or {}
    name = manifest.get("display_information", {}).get("name", "App")
    app_id = str(wish.get("id") or "") or _known(world, name) or new_id("A")
    app = world.state.apps.get(app_id) or _new(world, app_id, name, wish)
    app.manifest, app.name = manifest or app.manifest, name
    given = ("bot_token", "app_token", "signing_secret", "request_url", "client_id",
             "client_secret")  # fmt: skip
    for field in given:
        if wish.get(field):
            setattr(app, field, wish[field])
    settings = app.manifest.get("settings", {})
    app.request_url = settings.get("interactivity", {}).get("request_url") or app.request_url
    app.delivery = wish.get("delivery") or (
        "socket" if settings.get("socket_mode_enabled", True) else "http"
    )
    if not app.client_id:  # from a file written before apps had one
        app.client_id, app.client_secret = _client_id(), new_secret(32)
    world.state.put(app)
    share(world.realm, app)
    return app


def share(realm: Realm, app: App) -> None:
    """Let every workspace know the app as this one does."""
    for world in realm.worlds:
        if world.state.has_team:
            other = world.state.apps.get(app.id) or _new(world, app.id, app.name, {})
            for name in _OWN:
                setattr(other, name, getattr(app, name))
            world.state.put(other)


def rotates(app: App) -> bool:
    return bool(app.manifest.get("settings", {}).get("token_rotation_enabled"))


def granted_scopes(app: App, grant: Grant) -> list[str]:
    return list(grant.scopes if grant.scopes is not None else asked(app))


def scopes(app: App) -> list[str]:
    """What the workspace granted: by a seed, all that the manifest asks for."""
    return asked(app) if app.granted is None else app.granted


def asked(app: App) -> list[str]:
    found: list[str] = app.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    return found


def features(app: App) -> dict[str, Any]:
    found: dict[str, Any] = app.manifest.get("features", {})
    return found


def handle(app: App) -> str:
    """What its bot is called among the people of a workspace."""
    name: str = features(app).get("bot_user", {}).get("display_name") or app.name
    return name.lower().replace(" ", "_")


def page_shape(world: World, app: App) -> Json:
    home = features(app).get("app_home", {})
    return {
        "id": app.id,
        "name": app.name,
        "bot_user": app.bot_user,
        "online": world.delivery.is_online(app),
        "home_tab": bool(home.get("home_tab_enabled")),
        "messages_tab": bool(home.get("messages_tab_enabled", True)),
        "read_only": bool(home.get("messages_tab_read_only_enabled")),
        "commands": [
            {
                "command": one["command"],
                "description": one.get("description", ""),
                "usage_hint": one.get("usage_hint", ""),
            }
            for one in features(app).get("slash_commands", [])
        ],
        "shortcuts": [
            {
                "name": one["name"],
                "type": one["type"],
                "callback_id": one["callback_id"],
                "description": one.get("description", ""),
            }
            for one in features(app).get("shortcuts", [])
        ],
    }


def tell(world: World, app: App) -> None:
    world.streams.publish({"type": "app", "app": page_shape(world, app)})


def _new(world: World, app_id: str, name: str, wish: Json) -> App:
    known = world.realm.main.state.apps.get(app_id)
    app = App(
        id=app_id,
        manifest={},
        name=name,
        bot_id=wish.get("bot_id") or new_id("B"),
        bot_user=wish.get("bot_user_id") or new_id("U"),
        bot_token=f"xoxb-{world.state.team.id}-{new_secret()}",
        app_token=f"xapp-1-{app_id}-{new_secret()}",
        signing_secret=new_secret(32),
        verification_token=new_secret(),
        client_id=_client_id(),
        client_secret=new_secret(32),
        installed=False,
    )
    for own in _OWN if known else ():
        setattr(app, own, getattr(known, own))
    return app


def _client_id() -> str:
    return f"{secrets.randbelow(10**12):012d}.{secrets.randbelow(10**13):013d}"


def _known(world: World, name: str) -> str | None:
    known = world.realm.main.state.apps.values()
    return next((one.id for one in known if one.name == name), None)


def bot_person(world: World, app: App) -> None:
    person = world.state.people.get(app.bot_user) or Person(
        id=app.bot_user, team_id=world.state.team.id, name="", real_name=""
    )
    person.name = handle(app)
    person.real_name, person.display_name = app.name, app.name
    person.is_bot, person.app_id, person.bot_id = True, app.id, app.bot_id
    person.tz = "America/Los_Angeles"  # what Slack gives every bot
    person.updated = int(world.clock.now())
    world.state.put(person)

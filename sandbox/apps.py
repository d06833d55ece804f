"""Apps: made from a manifest, installed with tokens, taken out again."""

import time
from typing import Any

from sandbox.ids import new_id, new_secret
from sandbox.records import App, Json, Person
from sandbox.world import World


def install(world: World, wish: Json) -> App:
    """Make an app from its manifest, or give a known one a new manifest; tokens stay."""
    manifest: Json = wish.get("manifest") or {}
    name = manifest.get("display_information", {}).get("name", "App")
    app_id = str(wish.get("id") or "") or _known(world, name) or new_id("A")
    known = world.state.apps.get(app_id)
    app = known or _new(world, app_id, name, wish)
    app.manifest, app.name = manifest or app.manifest, name
    for field in ("bot_token", "app_token", "signing_secret", "request_url"):
        if wish.get(field):
            setattr(app, field, wish[field])
    settings = app.manifest.get("settings", {})
    url = settings.get("interactivity", {}).get("request_url") or app.request_url
    app.request_url = url
    app.delivery = wish.get("delivery") or (
        "socket" if settings.get("socket_mode_enabled", True) else "http"
    )
    app.installed, app.revoked = True, False
    world.state.put(app)
    _bot_person(world, app)
    tell(world, app)
    return app


def uninstall(world: World, app: App) -> None:
    """Both events go out, in no promised order; the tokens end."""
    team = world.state.team.id
    world.events.emit(
        app, team, "app_uninstalled", {"type": "app_uninstalled", "event_ts": _now(world)}
    )
    _emit_revoked(world, app)
    app.installed = False
    world.state.put(app)
    tell(world, app)


def revoke_tokens(world: World, app: App) -> None:
    _emit_revoked(world, app)
    app.revoked = True
    world.state.put(app)


def by_token(world: World, token: str) -> tuple[App, str] | None:
    """The app of a token, and the kind of token: bot or app."""
    for app in world.state.apps.values():
        if token == app.bot_token:
            return app, "bot"
        if token == app.app_token:
            return app, "app"
    return None


def scopes(app: App) -> list[str]:
    """What the manifest asks for is what the workspace granted."""
    found: list[str] = app.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    return found


def features(app: App) -> dict[str, Any]:
    found: dict[str, Any] = app.manifest.get("features", {})
    return found


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
    team = world.state.team.id
    return App(
        id=app_id,
        manifest={},
        name=name,
        bot_id=wish.get("bot_id") or new_id("B"),
        bot_user=wish.get("bot_user_id") or new_id("U"),
        bot_token=f"xoxb-{team}-{new_secret()}",
        app_token=f"xapp-1-{app_id}-{new_secret()}",
        signing_secret=new_secret(32),
        verification_token=new_secret(),
        installed_at=time.time(),
    )


def _known(world: World, name: str) -> str | None:
    return next((one.id for one in world.state.apps.values() if one.name == name), None)


def _bot_person(world: World, app: App) -> None:
    handle = features(app).get("bot_user", {}).get("display_name") or app.name.lower()
    person = world.state.people.get(app.bot_user) or Person(
        id=app.bot_user, team_id=world.state.team.id, name="", real_name=""
    )
    person.name = handle.lower().replace(" ", "_")
    person.real_name, person.display_name = app.name, app.name
    person.is_bot, person.app_id, person.bot_id = True, app.id, app.bot_id
    person.tz = "America/Los_Angeles"  # what Slack gives every bot
    person.updated = int(world.clock.now())
    world.state.put(person)


def _emit_revoked(world: World, app: App) -> None:
    event = {
        "type": "tokens_revoked",
        "tokens": {"oauth": [], "bot": [app.bot_user]},
        "event_ts": _now(world),
    }
    world.events.emit(app, world.state.team.id, "tokens_revoked", event)


def _now(world: World) -> str:
    return f"{world.clock.now():.6f}"

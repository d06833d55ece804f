"""Installing apps in workspaces or the whole organization, and taking them out again."""

import asyncio
import time
from collections.abc import Iterable

from sandbox import apps
from sandbox.grants import Issued
from sandbox.ids import new_id
from sandbox.realm import Realm
from sandbox.records import App, Grant, Json
from sandbox.world import World

ORDERS = ("uninstalled_first", "revoked_first")


def install(world: World, app: App, *, scopes: Iterable[str] | None = None, by: str = "") -> Grant:
    """Into one workspace; scopes add up, none given means all the manifest asks for."""
    grant = world.grants.of(app.id, world.state.team.id) or _granted(world, app)
    grant.scopes = _together(grant.scopes if app.installed else [], scopes)
    grant.installed_by = by or grant.installed_by
    if not app.installed:
        app.installed_at = time.time()
    app.installed, app.revoked, app.org_wide = True, False, False
    app.bot_user, app.bot_id, app.granted = grant.bot_user, grant.bot_id, grant.scopes
    world.state.put(app)
    world.grants.keep(grant)
    apps.bot_person(world, app)
    apps.tell(world, app)
    return grant


def install_seeded(world: World, app: App) -> None:
    """As the seed has it: with the app's own token, which stays the same from seed to seed."""
    world.grants.stand(install(world, app), app.bot_token)


def install_everywhere(realm: Realm, app: App, *, scopes: Iterable[str], by: str = "") -> Grant:
    """Into the organization: it is in no workspace until it is given access to one."""
    organization = str((realm.organization or {})["id"])
    grant = realm.grants.of(app.id, organization) or Grant(
        id=f"{app.id}@{organization}", app_id=app.id, place=organization,
        bot_user=new_id("U"), bot_id=new_id("B"), scopes=[],
    )  # fmt: skip
    grant.scopes = _together(grant.scopes if grant.live else [], scopes)
    grant.installed_by = by
    return realm.grants.keep(grant)


def grant_access(realm: Realm, grant: Grant, teams: Iterable[str]) -> list[str]:
    """Add an organization's app to workspaces; answers with those it was not in before."""
    added = []
    for world in realm.of_organization():
        team = world.state.team.id
        if team in grant.teams or team not in teams:
            continue
        app = world.state.apps[grant.app_id]
        own = realm.grants.of(app.id, team)
        if own is not None:
            realm.grants.end(own, "token_revoked")
        app.installed, app.revoked, app.org_wide = True, False, True
        app.installed_at = time.time()
        app.bot_user, app.bot_id, app.granted = grant.bot_user, grant.bot_id, grant.scopes
        app.bot_token = realm.grants.usable(grant) or app.bot_token
        world.state.put(app)
        apps.bot_person(world, app)
        apps.tell(world, app)
        added.append(team)
    grant.teams = [*grant.teams, *added]
    realm.grants.keep(grant)
    _tell_of_access(realm, grant, "team_access_granted", added)
    return added


def take_access(realm: Realm, grant: Grant, teams: Iterable[str]) -> list[str]:
    """Take an organization's app out of workspaces; its token stays good for the others."""
    taken = [one for one in grant.teams if one in teams]
    _leave(realm, grant, taken)
    _tell_of_access(realm, grant, "team_access_revoked", taken)
    return taken


def uninstall(world: World, app: App, grant: Grant, order: str | None = None) -> None:
    """Both events go out, in no promised order unless one is wished; the tokens end."""
    _emit_end(world.realm, app, grant, ("app_uninstalled", "tokens_revoked"), order)
    world.grants.end(grant, "account_inactive")
    if grant.is_org:
        _leave(world.realm, grant, list(grant.teams))
        return
    app.installed = False
    world.state.put(app)
    apps.tell(world, app)


def revoke_tokens(world: World, app: App, grant: Grant) -> None:
    _emit_end(world.realm, app, grant, ("tokens_revoked",), None)
    world.grants.end(grant, "token_revoked")
    app.revoked = True
    world.state.put(app)


def grant_of(world: World, app: App) -> Grant | None:
    """The installation an app is in a workspace by: its own, or the organization's."""
    place = (world.realm.organization or {}).get("id", "") if app.org_wide else world.state.team.id
    return world.grants.of(app.id, str(place))


def give_token(realm: Realm, grant: Grant, *, rotated: bool) -> Issued:
    issued = realm.grants.issue(grant, rotated=rotated)
    for world in realm.worlds:
        app = world.state.apps.get(grant.app_id)
        if app and (world.has_id(grant.place) or world.state.team.id in grant.teams):
            app.bot_token = issued.token
            world.state.put(app)
    return issued


def _granted(world: World, app: App) -> Grant:
    """A first installation of the workspace's own; never with the organization's bot."""
    of_org = app.org_wide or any(
        one.is_org and one.bot_user == app.bot_user for one in world.grants.all()
    )
    return Grant(
        id=f"{app.id}@{world.state.team.id}",
        app_id=app.id,
        place=world.state.team.id,
        bot_user=new_id("U") if of_org else app.bot_user,
        bot_id=new_id("B") if of_org else app.bot_id,
        scopes=[],
    )


def _together(before: Iterable[str] | None, given: Iterable[str] | None) -> list[str] | None:
    if given is None:
        return None
    return list(dict.fromkeys((*(before or ()), *given)))


def _leave(realm: Realm, grant: Grant, teams: list[str]) -> None:
    for team in teams:
        world = realm.chosen(team)
        app = world.state.apps[grant.app_id]
        app.installed = False
        world.state.put(app)
        apps.tell(world, app)
    grant.teams = [one for one in grant.teams if one not in teams]
    realm.grants.keep(grant)


def _emit_end(
    realm: Realm, app: App, grant: Grant, kinds: tuple[str, ...], order: str | None
) -> None:
    """With an order, the second event goes out once the first was delivered or given up."""
    revoked = {"oauth": [], "bot": [grant.bot_user]}
    first = None
    for kind in reversed(kinds) if order == "revoked_first" else kinds:
        event: Json = {"type": kind, "event_ts": _now(realm)}
        if kind == "tokens_revoked":
            event["tokens"] = revoked
        first = _emit(realm, app, grant, event, after=first if order else None)


def _tell_of_access(realm: Realm, grant: Grant, kind: str, teams: list[str]) -> None:
    if teams:
        app = realm.main.state.apps[grant.app_id]
        event: Json = {"type": kind, "team_ids": teams, "event_ts": _now(realm)}
        _emit(realm, app, grant, event)


def _emit(
    realm: Realm,
    app: App,
    grant: Grant,
    event: Json,
    *,
    after: "asyncio.Task[None] | None" = None,
) -> "asyncio.Task[None] | None":
    """An event about an installation: of its workspace, or of the organization and no workspace."""
    team = None if grant.is_org else realm.chosen(grant.place).state.team
    return realm.events.emit(
        app,
        team,
        event["type"],
        event,
        of_org=grant.place if grant.is_org else None,
        bot=grant.bot_user,
        after=after,
    )


def _now(realm: Realm) -> str:
    return f"{realm.clock.now():.6f}"

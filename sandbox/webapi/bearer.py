"""Whose token it is, and which workspace a call with it is about."""

from dataclasses import dataclass

from sandbox.problem import ApiProblem
from sandbox.realm import Realm
from sandbox.records import App, Grant, Json
from sandbox.world import World

NEED_A_TEAM = frozenset({
    "bots.info", "chat.scheduledMessages.list", "conversations.create", "conversations.list",
    "files.list", "reactions.list", "team.info", "users.conversations", "users.list",
    "usergroups.create", "usergroups.disable", "usergroups.enable", "usergroups.list",
    "usergroups.update", "usergroups.users.list", "usergroups.users.update",
})  # fmt: skip
"""What an organization's token must name a workspace for."""
OF_THE_ORGANIZATION = frozenset({"auth.test", "auth.revoke", "auth.teams.list", "apps.uninstall"})


@dataclass(frozen=True)
class Bearer:
    """`grant` is None for an app-level token."""

    app: App
    grant: Grant | None = None

    @property
    def is_org(self) -> bool:
        return self.grant is not None and self.grant.is_org


def bearer_of(realm: Realm, token: str) -> Bearer:
    """Raises what Slack answers to a token that is missing, unknown or at its end."""
    if not token:
        raise ApiProblem("not_authed")
    grant = realm.grants.find(token)
    if grant is not None:
        if trouble := realm.grants.trouble(grant, token):
            raise ApiProblem(trouble)
        home = realm.main if grant.is_org else realm.chosen(grant.place)
        return Bearer(home.state.apps[grant.app_id], grant)
    for app in realm.main.state.apps.values():
        if token == app.app_token:
            return Bearer(app)
    raise ApiProblem("invalid_auth")


def world_of(realm: Realm, bearer: Bearer, method: str, arguments: Json) -> World:
    """The workspace a call is about. Raises missing_argument or team_access_not_granted."""
    grant = bearer.grant
    if grant is None or method in OF_THE_ORGANIZATION:
        return realm.main if grant is None or grant.is_org else realm.chosen(grant.place)
    if not grant.is_org:
        return realm.chosen(grant.place)
    team_id = str(arguments.get("team_id") or "")
    if method in NEED_A_TEAM and not team_id:
        message = "[ERROR] missing required field: team_id"
        raise ApiProblem("missing_argument", response_metadata={"messages": [message]})
    open_to_it = [one for one in realm.of_organization() if one.state.team.id in grant.teams]
    if method not in NEED_A_TEAM:
        named = _named(open_to_it, arguments)
        if named is not None:
            return named
        if _named(realm.of_organization(), arguments) is not None:
            raise ApiProblem("team_access_not_granted")
    if not team_id and open_to_it:
        return open_to_it[0]
    for world in open_to_it:
        if world.has_id(team_id):
            return world
    raise ApiProblem("team_access_not_granted")


def _named(worlds: list[World], arguments: Json) -> World | None:
    """The workspace where what the call names is: conversation, person, view, trigger or file."""
    for world in worlds:
        state = world.state
        found = (
            _is_in(state.channels, arguments, "channel", "channel_id")
            or _is_in(state.people, arguments, "channel", "user", "user_id", "users")
            or _is_in(state.views, arguments, "view_id")
            or _is_in(state.files, arguments, "file")
            or world.triggers.knows(str(arguments.get("trigger_id")))
            or _has_view(world, str(arguments.get("external_id") or ""))
        )
        if found:
            return world
    return None


def _is_in(table: object, arguments: Json, *names: str) -> bool:
    said = (str(arguments.get(name) or "").split(",")[0] for name in names)
    return isinstance(table, dict) and any(one in table for one in said if one)


def _has_view(world: World, external_id: str) -> bool:
    views = world.state.views.values()
    return bool(external_id) and any(one.external_id == external_id for one in views)

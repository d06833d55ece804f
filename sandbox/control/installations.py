"""What the host sees of installations, and what it may do to them."""

from sandbox import apps, installing
from sandbox.realm import Realm
from sandbox.records import App, Grant, Json
from sandbox.world import World

DOINGS = frozenset({"uninstall", "revoke_tokens", "grant_access", "take_access"})


def listed(realm: Realm) -> list[Json]:
    return [_shape(realm, one) for one in realm.grants.all()]


def change(realm: Realm, world: World, app: App, wish: Json) -> Json:
    """`team` names a workspace or the organization; the answer says why nothing was done."""
    order = wish.get("order")
    if order not in (None, *installing.ORDERS):
        return {"ok": False, "error": f"order is one of {', '.join(installing.ORDERS)}"}
    place = str(wish.get("team") or "")
    over = realm.grants.of(app.id, str((realm.organization or {}).get("id")))
    if wish["do"] in ("grant_access", "take_access"):
        if over is None:
            return {"ok": False, "error": "not_installed"}
        act = installing.grant_access if wish["do"] == "grant_access" else installing.take_access
        return {"ok": True, "teams": act(realm, over, [place])}
    grant = over if place.startswith("E") else installing.grant_of(world, app)
    if grant is None:
        return {"ok": False, "error": "not_installed"}
    if wish["do"] == "uninstall":
        installing.uninstall(world, app, grant, order)
    else:
        installing.revoke_tokens(world, app, grant)
    return {"ok": True}


def _shape(realm: Realm, grant: Grant) -> Json:
    app = realm.main.state.apps[grant.app_id]
    return {
        "app": grant.app_id,
        "team": grant.place,
        "teams": grant.teams,
        "is_enterprise_install": grant.is_org,
        "bot_user_id": grant.bot_user,
        "bot_id": grant.bot_id,
        "scopes": apps.granted_scopes(app, grant),
        "installed_by": grant.installed_by,
        "bot_token": realm.grants.usable(grant),
        "tokens": [
            {**one, "error": realm.grants.trouble(grant, one["token"])} for one in grant.live
        ],
    }

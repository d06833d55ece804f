"""`oauth.v2.access` and `oauth.v2.exchange`: a code, a refresh token or an old token for a new."""

from sandbox import apps, installing
from sandbox.grants import Issued
from sandbox.oauth.codes import Consent
from sandbox.problem import ApiProblem
from sandbox.realm import Realm
from sandbox.records import App, Grant, Json


def access(realm: Realm, arguments: Json, basic: tuple[str, str] | None) -> Json:
    """Raises Slack's error for everything it would not take."""
    app = client(realm, arguments, basic)
    match str(arguments.get("grant_type") or "authorization_code"):
        case "authorization_code":
            return _first(realm, app, arguments)
        case "refresh_token":
            grant = realm.grants.refreshed(app.id, str(arguments.get("refresh_token") or ""))
            return _told(realm, app, grant, installing.give_token(realm, grant, rotated=True))
    raise ApiProblem("invalid_grant_type")


def exchange(realm: Realm, arguments: Json, basic: tuple[str, str] | None) -> Json:
    """A token without an end for one that is rotated; the old one works no more."""
    app = client(realm, arguments, basic)
    if not apps.rotates(app):
        raise ApiProblem("token_rotation_not_enabled")
    token = str(arguments.get("token") or "")
    grant = realm.grants.find(token)
    if grant is None or grant.app_id != app.id or not token.startswith("xoxb-"):
        raise ApiProblem("invalid_token")
    if trouble := realm.grants.trouble(grant, token):
        used = trouble == "token_expired"
        raise ApiProblem("token_already_exchanged" if used else "authorization_not_found")
    grant.live = [one for one in grant.live if one["token"] != token]
    grant.ended[token] = "token_expired"
    return _told(realm, app, grant, installing.give_token(realm, grant, rotated=True))


def client(realm: Realm, arguments: Json, basic: tuple[str, str] | None) -> App:
    """The app that shows its id and secret. Raises invalid_client_id or bad_client_secret."""
    named = (str(arguments.get("client_id") or ""), str(arguments.get("client_secret") or ""))
    client_id, secret = basic or named
    app = by_client_id(realm, client_id)
    if app is None:
        raise ApiProblem("invalid_client_id")
    if secret != app.client_secret:
        raise ApiProblem("bad_client_secret")
    return app


def by_client_id(realm: Realm, client_id: str) -> App | None:
    known = realm.main.state.apps.values()
    return next((one for one in known if client_id and one.client_id == client_id), None)


def _first(realm: Realm, app: App, arguments: Json) -> Json:
    redirect_uri = str(arguments.get("redirect_uri") or "") or None
    consent = realm.codes.redeem(str(arguments.get("code") or ""), app.id, redirect_uri)
    grant = _installed(realm, app, consent)
    issued = installing.give_token(realm, grant, rotated=apps.rotates(app))
    authed = {"authed_user": {"id": consent.person}}
    return _told(realm, app, grant, issued) | authed


def _installed(realm: Realm, app: App, consent: Consent) -> Grant:
    scopes, person = list(consent.scopes), consent.person
    world = realm.world(consent.place)
    if world is not None:
        return installing.install(world, world.state.apps[app.id], scopes=scopes, by=person)
    grant = installing.install_everywhere(realm, app, scopes=scopes, by=person)
    if consent.everywhere:
        teams = [one.state.team.id for one in realm.of_organization()]
        installing.grant_access(realm, grant, teams)
    return grant


def _told(realm: Realm, app: App, grant: Grant, issued: Issued) -> Json:
    world = None if grant.is_org else realm.world(grant.place)
    team = world.state.team if world else None
    organization = realm.organization if grant.is_org else world.enterprise if world else None
    answer: Json = {
        "app_id": app.id,
        "scope": ",".join(apps.granted_scopes(app, grant)),
        "token_type": "bot",
        "access_token": issued.token,
        "bot_user_id": grant.bot_user,
        "team": {"id": team.id, "name": team.name} if team else None,
        "enterprise": (
            {"id": organization["id"], "name": organization["name"]} if organization else None
        ),
        "is_enterprise_install": grant.is_org,
    }
    if issued.refresh:
        answer |= {"expires_in": issued.expires_in, "refresh_token": issued.refresh}
    return answer

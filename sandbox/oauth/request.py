"""What an app asks for with its link, checked before anybody is asked to agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from sandbox import apps, people
from sandbox.oauth.access import by_client_id
from sandbox.realm import Realm
from sandbox.records import App, Json, Person
from sandbox.world import World

MEMBERS_ONLY = "Only members of a workspace can install apps in it."


class Unusable(Exception):
    """The link cannot be followed; the person reads the sentence, the app hears nothing."""

    def __init__(self, error: str, sentence: str) -> None:
        super().__init__(error)
        self.error = error
        self.sentence = sentence


@dataclass(frozen=True)
class Wanted:
    app: App
    scopes: tuple[str, ...]
    redirect_uri: str | None  # as the app named it
    target: str  # where the person is sent
    state: str
    place: str  # the workspace or organization chosen so far

    def address(self, **changed: str) -> str:
        """This very page, with another place."""
        fields = {
            "client_id": self.app.client_id, "scope": ",".join(self.scopes),
            "redirect_uri": self.redirect_uri or "", "state": self.state, "team": self.place,
        }  # fmt: skip
        return "/oauth/v2/authorize?" + urlencode({**fields, **changed})

    def back(self, **answer: str) -> str:
        """The app's own address with the answer, and the state it wants to see again."""
        fields = answer | ({"state": self.state} if self.state else {})
        return f"{self.target}{'&' if '?' in self.target else '?'}{urlencode(fields)}"


def read(realm: Realm, said: Mapping[str, str]) -> Wanted:
    """Raises Unusable."""
    app = by_client_id(realm, said.get("client_id", ""))
    if app is None:
        raise Unusable("invalid_client_id", "No app here has this client id.")
    redirect_uri = said.get("redirect_uri") or None
    target = _target(app, redirect_uri)
    separated = said.get("scope", "").replace(",", " ").split()
    scopes = tuple(dict.fromkeys(separated))
    if not scopes:
        raise Unusable("no_scopes", "The link asks for no scope.")
    unknown = [one for one in scopes if one not in apps.asked(app)]
    if unknown:
        sentence = f"The app's manifest does not list {', '.join(unknown)}."
        raise Unusable("invalid_scope", sentence)
    wished = said.get("team", "")
    offered = [str(one["id"]) for one in places(realm, app)]
    if wished and wished not in offered:
        raise Unusable("invalid_team_for_non_distributed_app", "This workspace is not here.")
    place = wished or offered[0]
    return Wanted(app, scopes, redirect_uri, target, said.get("state", ""), place)


def places(realm: Realm, app: App) -> list[Json]:
    """The workspaces, and the organization for an app that may be installed in all of it."""
    found: list[Json] = [
        {"id": one.state.team.id, "name": one.state.team.name}
        for one in realm.worlds
        if one.state.has_team
    ]
    organization = realm.organization
    if organization and app.manifest.get("settings", {}).get("org_deploy_enabled"):
        name = f"all of {organization['name']}"
        found.append({"id": organization["id"], "name": name})
    return found


def able(realm: Realm, place: str) -> list[Person]:
    """Who may install an app there: members, neither guests nor gone."""
    world = realm.world(place)
    worlds = [world] if world else realm.of_organization()
    found = (one for each in worlds for one in each.state.people.values() if _may(each, one))
    return list({one.id: one for one in found}.values())


def _may(world: World, person: Person) -> bool:
    is_guest = person.is_guest or person.is_single_channel_guest
    is_gone = person.deleted or person.is_bot
    return not (is_guest or is_gone or people.is_outsider(world, person))


def _target(app: App, redirect_uri: str | None) -> str:
    known: list[str] = app.manifest.get("oauth_config", {}).get("redirect_urls") or []
    if redirect_uri is None and known:
        return known[0]
    if redirect_uri and any(_lies_below(redirect_uri, one) for one in known):
        return redirect_uri
    named = redirect_uri or "none"
    sentence = f"The redirect URL ({named}) is not one of those in the app's manifest."
    raise Unusable("bad_redirect_uri", sentence)


def _lies_below(address: str, known: str) -> bool:
    """The same scheme and host, and the same path or one below it."""
    one, other = urlsplit(address), urlsplit(known)
    path = other.path.rstrip("/")
    same_site = (one.scheme, one.netloc) == (other.scheme, other.netloc)
    return same_site and (one.path.rstrip("/") == path or one.path.startswith(f"{path}/"))

"""The authorize page's address: shown, then answered by a form."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.oauth import page
from sandbox.oauth.codes import Consent
from sandbox.oauth.request import MEMBERS_ONLY, Unusable, Wanted, able, places, read
from sandbox.realm import Realm

ADDRESS = "/oauth/v2/authorize"
_HEADERS = {
    # No form-action: the form's answer leads to the app, wherever it lives.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}


def routes(realm: Realm) -> list[BaseRoute]:
    door = Door(realm)
    return [
        Route(ADDRESS, door.show),
        Route(ADDRESS, door.decide, methods=["POST"]),
    ]


class Door:
    def __init__(self, realm: Realm) -> None:
        self._realm = realm

    async def show(self, request: Request) -> Response:
        try:
            wanted = read(self._realm, request.query_params)
        except Unusable as trouble:
            return _sorry(trouble)
        return self._page(wanted)

    async def decide(self, request: Request) -> Response:
        async with request.form() as form:
            said = {name: value for name, value in form.items() if isinstance(value, str)}
        try:
            wanted = read(self._realm, said)
        except Unusable as trouble:
            return _sorry(trouble)
        if said.get("decision") != "allow":
            return _sent(wanted.back(error="access_denied"))
        person = said.get("person", "")
        if person not in [one.id for one in able(self._realm, wanted.place)]:
            return _sorry(Unusable("user_not_found", MEMBERS_ONLY))
        if self._is_taken(wanted):
            sentence = "The organization has installed this app here already."
            return _sorry(Unusable("cannot_install_an_org_installed_app", sentence))
        consent = Consent(
            wanted.app.id, wanted.place, person, wanted.scopes, wanted.redirect_uri,
            everywhere=said.get("add") == "all",
        )  # fmt: skip
        return _sent(wanted.back(code=self._realm.codes.issue(consent)))

    def _is_taken(self, wanted: Wanted) -> bool:
        world = self._realm.world(wanted.place)
        app = world.state.apps[wanted.app.id] if world else None
        return app is not None and app.installed and app.org_wide

    def _page(self, wanted: Wanted) -> Response:
        offered, who = places(self._realm, wanted.app), able(self._realm, wanted.place)
        is_org = self._realm.world(wanted.place) is None
        text = page.asking(wanted, offered, who, is_org=is_org)
        return HTMLResponse(text, headers=_HEADERS)


def _sorry(trouble: Unusable) -> Response:
    return HTMLResponse(page.refusing(trouble), 400, headers=_HEADERS)


def _sent(address: str) -> Response:
    return RedirectResponse(address, 302, {"Cache-Control": "no-store"})

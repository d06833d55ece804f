"""The control surface: what the host and the tests may ask, on this machine only."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox import apps, scheduled, urls
from sandbox.control import installations, posted, seed
from sandbox.misbehave import TO_SOCKETS
from sandbox.page_api.boot import host_shape
from sandbox.realm import Realm
from sandbox.records import App, Json

_HOST_FIELDS = (
    "title", "clock_buttons", "buttons", "tour", "notes", "default_person", "roles",
    "withheld_callbacks",
)  # fmt: skip


def routes(realm: Realm) -> list[BaseRoute]:
    door = Door(realm)
    return [
        Route("/_control/clock", door.clock),
        Route("/_control/clock", door.set_clock, methods=["POST"]),
        Route("/_control/wishes", door.wishes),
        Route("/_control/seed", door.seed, methods=["POST"]),
        Route("/_control/host", door.host, methods=["POST"]),
        Route("/_control/toast", door.toast, methods=["POST"]),
        Route("/_control/app", door.app, methods=["POST"]),
        Route("/_control/rates", door.rates, methods=["POST"]),
        Route("/_control/misbehave", door.misbehave, methods=["POST"]),
        Route("/_control/misbehave", door.behave, methods=["DELETE"]),
        Route("/_control/state", door.state),
        Route("/_control/installations", door.installations),
        Route("/_control/tokens", door.tokens, methods=["POST"]),
        Route("/_control/posted", door.posted, methods=["GET", "POST"]),
    ]


class Door:
    """Without a `team` everything is about the first workspace."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm

    async def clock(self, _request: Request) -> Response:
        return JSONResponse({"ok": True, **self._clock()})

    async def set_clock(self, request: Request) -> Response:
        wish = await request.json()
        realm = self._realm
        if wish.get("now") is not None:
            realm.clock.set(float(wish["now"]))
            for world in realm.worlds:
                scheduled.post_due(world)
        if "moving" in wish:
            realm.clock.moving = wish["moving"]
        realm.commit()
        self._publish({"type": "clock", **self._clock()})
        return JSONResponse({"ok": True, **self._clock()})

    async def wishes(self, request: Request) -> Response:
        wait = min(float(request.query_params.get("wait", "0")), 60.0)
        return JSONResponse({"ok": True, "wishes": await self._realm.wishes.take(wait)})

    async def seed(self, request: Request) -> Response:
        try:
            answer = seed.plant(self._realm.main, await request.json())
        except (KeyError, TypeError, ValueError) as trouble:
            return _wrong(f"{type(trouble).__name__}: {trouble}")
        finally:
            self._realm.commit()
        return JSONResponse({"ok": True, **answer})

    async def host(self, request: Request) -> Response:
        wish = await request.json()
        world = self._realm.chosen(wish.pop("team", None))
        unknown = set(wish) - set(_HOST_FIELDS)
        if unknown:
            return _wrong(f"unknown: {', '.join(sorted(unknown))}")
        world.set_host({**world.host, **wish})
        self._realm.commit()
        for one in self._realm.worlds:
            one.streams.publish({"type": "host", "host": host_shape(one.host)})
        return JSONResponse({"ok": True})

    async def toast(self, request: Request) -> Response:
        wish = await request.json()
        to = [wish["to"]] if wish.get("to") else None
        event = {"type": "toast", "level": wish.get("level", "info"), "text": wish["text"]}
        self._realm.chosen(wish.get("team")).streams.publish(event, to)
        return JSONResponse({"ok": True})

    async def app(self, request: Request) -> Response:
        """Uninstall, take its tokens back, or change the door it is reached by."""
        wish = await request.json()
        place = str(wish.get("team") or "")
        world = self._realm.chosen(place)
        app = world.state.apps.get(wish.get("app", ""))
        if app is None:
            return _wrong("unknown app")
        done = (
            installations.change(self._realm, world, app, wish)
            if wish.get("do") in installations.DOINGS
            else await self._change(app, wish)
        )
        self._realm.commit()
        return JSONResponse(done, 200 if done["ok"] else 400)

    async def rates(self, request: Request) -> Response:
        wish = await request.json()
        self._realm.rates.switch(on=bool(wish.get("on", True)), factor=float(wish.get("factor", 1)))
        return JSONResponse({"ok": True})

    async def misbehave(self, request: Request) -> Response:
        try:
            rule = self._realm.misbehaviour.add(await request.json())
        except (TypeError, ValueError) as trouble:
            return _wrong(str(trouble))
        touched = 0
        if rule.do in TO_SOCKETS:
            self._realm.misbehaviour.take(rule.do)
            touched = await self._realm.delivery.sockets.to_open(rule)
        return JSONResponse({"ok": True, "id": rule.id, "touched": touched})

    async def behave(self, _request: Request) -> Response:
        self._realm.misbehaviour.clear()
        await self._realm.delivery.sockets.drop_half_open()
        return JSONResponse({"ok": True})

    async def state(self, request: Request) -> Response:
        realm = self._realm
        world = realm.chosen(request.query_params.get("team"))
        stamps = [ts for one in realm.worlds for ts in one.state.timeline.values()]
        body: dict[str, Any] = {
            "ok": True,
            "counts": world.state.counts(),
            "connections": realm.delivery.sockets.connections(),
            "events_under_way": realm.events.under_way,
            "streams": world.streams.count,
            "last_ts": max((ts[-1] for ts in stamps if ts), default=None),
            "misbehaviour": realm.misbehaviour.rules(),
            "apps": [self._app(one) for one in world.state.apps.values()],
            "teams": [one.state.team.id for one in realm.worlds if one.state.has_team],
        }
        return JSONResponse(body)

    async def installations(self, _request: Request) -> Response:
        return JSONResponse({"ok": True, "installations": installations.listed(self._realm)})

    async def tokens(self, request: Request) -> Response:
        """Let rotated tokens end now, or give the next ones another lifetime."""
        wish = await request.json()
        if wish.get("do") == "lifetime":
            self._realm.grants.lifetime = int(wish["seconds"])
        elif wish.get("do") == "expire":
            for grant in self._realm.grants.all():
                if wish.get("team") in (None, grant.place):
                    self._realm.grants.expire(grant)
        else:
            return _wrong("do is expire or lifetime")
        self._realm.commit()
        return JSONResponse({"ok": True})

    async def posted(self, request: Request) -> Response:
        """How often each reference in the metadata of messages was posted."""
        wish = dict(request.query_params) if request.method == "GET" else await request.json()
        worlds = self._realm.worlds
        if wish.get("team"):
            worlds = [self._realm.chosen(wish["team"])]
        return JSONResponse({"ok": True, **posted.counted(worlds, wish)})

    async def _change(self, app: App, wish: Json) -> Json:
        match wish.get("do"):
            case "deliver_by_socket":
                app.delivery = "socket"
            case "deliver_by_http":
                url = str(wish.get("url") or app.request_url)
                if not await urls.verified(self._realm.settings, app, url):
                    return {"ok": False, "error": "url_not_verified"}
                app.delivery, app.request_url = "http", url
            case "redirect_urls":
                app.manifest.setdefault("oauth_config", {})["redirect_urls"] = list(wish["urls"])
            case _:
                return {"ok": False, "error": "unknown"}
        apps.share(self._realm, app)
        return {"ok": True}

    def _app(self, app: App) -> Json:
        online = self._realm.delivery.is_online(app)
        return {"id": app.id, "name": app.name, "installed": app.installed, "online": online}

    def _clock(self) -> Json:
        return {"now": self._realm.clock.now(), "moving": self._realm.clock.moving}

    def _publish(self, event: Json) -> None:
        for world in self._realm.worlds:
            world.streams.publish(event)


def _wrong(message: str) -> Response:
    return JSONResponse({"ok": False, "error": "invalid_arguments", "message": message}, 400)

"""The control surface: what the host and the tests may ask, on this machine only."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox import apps, scheduled, urls
from sandbox.control import seed
from sandbox.page_api.boot import host_shape
from sandbox.records import App, Json
from sandbox.world import World

_HOST_FIELDS = (
    "title", "clock_buttons", "buttons", "tour", "notes", "default_person", "roles",
    "withheld_callbacks",
)  # fmt: skip


def routes(world: World) -> list[BaseRoute]:
    door = Door(world)
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
    ]


class Door:
    def __init__(self, world: World) -> None:
        self._world = world

    async def clock(self, _request: Request) -> Response:
        return JSONResponse({"ok": True, **self._clock()})

    async def set_clock(self, request: Request) -> Response:
        wish = await request.json()
        world = self._world
        if wish.get("now") is not None:
            world.clock.set(float(wish["now"]))
            scheduled.post_due(world)
        if "moving" in wish:
            world.clock.moving = wish["moving"]
        world.commit()
        world.streams.publish({"type": "clock", **self._clock()})
        return JSONResponse({"ok": True, **self._clock()})

    async def wishes(self, request: Request) -> Response:
        wait = min(float(request.query_params.get("wait", "0")), 60.0)
        return JSONResponse({"ok": True, "wishes": await self._world.wishes.take(wait)})

    async def seed(self, request: Request) -> Response:
        try:
            answer = seed.plant(self._world, await request.json())
        except (KeyError, TypeError, ValueError) as trouble:
            return _wrong(f"{type(trouble).__name__}: {trouble}")
        finally:
            self._world.commit()
        return JSONResponse({"ok": True, **answer})

    async def host(self, request: Request) -> Response:
        wish = await request.json()
        unknown = set(wish) - set(_HOST_FIELDS)
        if unknown:
            return _wrong(f"unknown: {', '.join(sorted(unknown))}")
        self._world.set_host({**self._world.host, **wish})
        self._world.commit()
        self._world.streams.publish({"type": "host", "host": host_shape(self._world.host)})
        return JSONResponse({"ok": True})

    async def toast(self, request: Request) -> Response:
        wish = await request.json()
        to = [wish["to"]] if wish.get("to") else None
        event = {"type": "toast", "level": wish.get("level", "info"), "text": wish["text"]}
        self._world.streams.publish(event, to)
        return JSONResponse({"ok": True})

    async def app(self, request: Request) -> Response:
        """Uninstall, take its tokens back, or change the door it is reached by."""
        wish = await request.json()
        app = self._world.state.apps.get(wish.get("app", ""))
        if app is None:
            return _wrong("unknown app")
        done = await self._change(app, wish)
        self._world.commit()
        return JSONResponse(done, 200 if done["ok"] else 400)

    async def rates(self, request: Request) -> Response:
        wish = await request.json()
        self._world.rates.switch(on=bool(wish.get("on", True)), factor=float(wish.get("factor", 1)))
        return JSONResponse({"ok": True})

    async def misbehave(self, request: Request) -> Response:
        try:
            rule = self._world.misbehaviour.add(await request.json())
        except (TypeError, ValueError) as trouble:
            return _wrong(str(trouble))
        sockets = self._world.delivery.sockets
        touched = 0
        if rule.do in ("drop_sockets", "disconnect"):
            self._world.misbehaviour.take(rule.do)
            dropping = rule.do == "drop_sockets"
            touched = await (sockets.drop_all() if dropping else sockets.part_all(rule.reason))
        return JSONResponse({"ok": True, "id": rule.id, "touched": touched})

    async def behave(self, _request: Request) -> Response:
        self._world.misbehaviour.clear()
        return JSONResponse({"ok": True})

    async def state(self, _request: Request) -> Response:
        world = self._world
        timelines = world.state.timeline.values()
        body: dict[str, Any] = {
            "ok": True,
            "counts": world.state.counts(),
            "connections": world.delivery.sockets.connections(),
            "events_under_way": world.events.under_way,
            "streams": world.streams.count,
            "last_ts": max((ts[-1] for ts in timelines if ts), default=None),
            "misbehaviour": world.misbehaviour.rules(),
            "apps": [self._app(one) for one in world.state.apps.values()],
        }
        return JSONResponse(body)

    async def _change(self, app: App, wish: Json) -> Json:
        match wish.get("do"):
            case "uninstall":
                apps.uninstall(self._world, app)
            case "revoke_tokens":
                apps.revoke_tokens(self._world, app)
            case "deliver_by_socket":
                app.delivery = "socket"
            case "deliver_by_http":
                url = str(wish.get("url") or app.request_url)
                if not await urls.verified(self._world, app, url):
                    return {"ok": False, "error": "url_not_verified"}
                app.delivery, app.request_url = "http", url
            case _:
                return {"ok": False, "error": "unknown"}
        self._world.state.put(app)
        return {"ok": True}

    def _app(self, app: App) -> Json:
        online = self._world.delivery.is_online(app)
        return {"id": app.id, "name": app.name, "installed": app.installed, "online": online}

    def _clock(self) -> Json:
        return {"now": self._world.clock.now(), "moving": self._world.clock.moving}


def _wrong(message: str) -> Response:
    return JSONResponse({"ok": False, "error": "invalid_arguments", "message": message}, 400)

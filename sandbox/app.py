"""The sandbox as one web application: Slack's doors, the page's, the host's."""

import json
import time

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from sandbox import answers, apps, files
from sandbox.control import routes as control
from sandbox.guard import Guard
from sandbox.oauth import routes as oauth
from sandbox.page_api import routes as page
from sandbox.page_api.routes import download
from sandbox.problem import ApiProblem
from sandbox.realm import Realm
from sandbox.records import App, File
from sandbox.webapi import dispatch
from sandbox.webapi.bearer import bearer_of
from sandbox.world import World


def build(realm: Realm) -> ASGIApp:
    door = Door(realm)
    return Guard(
        Starlette(
            routes=[
                Route("/api/{method}", door.web_api, methods=["GET", "POST"]),
                WebSocketRoute("/link/", door.link),
                WebSocketRoute("/link", door.link),
                Route("/response/{key}", door.response, methods=["POST"]),
                Route("/upload/v1/{file}", door.upload, methods=["POST", "PUT"]),
                Route("/files-pri/{name}/{rest:path}", door.file),
                *oauth.routes(realm),
                *page.routes(realm),
                *control.routes(realm),
            ]
        )
    )


class Door:
    def __init__(self, realm: Realm) -> None:
        self._realm = realm

    async def web_api(self, request: Request) -> Response:
        return await dispatch.answer(self._realm, request, request.path_params["method"])

    async def link(self, socket: WebSocket) -> None:
        sockets = self._realm.delivery.sockets
        app_id = sockets.redeem(socket.query_params.get("ticket", ""))
        if app_id is None:
            await socket.close(1008)
            return
        short = socket.query_params.get("debug_reconnects") == "true"
        await sockets.serve(socket, app_id, changed=lambda: self._tell(app_id), short=short)

    async def response(self, request: Request) -> Response:
        began, body = time.monotonic(), await request.body()
        problem = self._respond(request.path_params["key"], body)
        self._realm.traffic.note(
            "from_app", "response_url", "response_url", began=began, size=len(body),
            status=problem.error if problem else "ok", request=body, answer=None,
        )  # fmt: skip
        if problem:
            return JSONResponse(problem.body(), problem.status)
        return PlainTextResponse("ok")

    def _respond(self, key: str, body: bytes) -> ApiProblem | None:
        worlds = self._realm.worlds
        world = next((one for one in worlds if one.response_urls.knows(key)), self._realm.main)
        try:
            content = json.loads(body)
            if not isinstance(content, dict):
                return ApiProblem("invalid_payload", status=400)
            answers.respond(world, world.response_urls.use(key), content)
        except ValueError:
            return ApiProblem("invalid_payload", status=400)
        except ApiProblem as problem:
            return problem
        finally:
            world.commit()
        return None

    async def upload(self, request: Request) -> Response:
        world, file = self._file(request.path_params["file"])
        if file is None or file.complete:
            return PlainTextResponse("not found", 404)
        content = await request.body()
        if len(content) > files.SIZE_MOST:
            return PlainTextResponse("too large", 413)
        files.fill(world, file, content)
        world.commit()
        return PlainTextResponse(f"OK - {len(content)}")

    async def file(self, request: Request) -> Response:
        """The bytes of a file, for a bot that shows its token."""
        header = request.headers.get("authorization", "")
        world, file = self._file(request.path_params["name"].partition("-")[2])
        app = self._reader(world, header.removeprefix("Bearer ").strip())
        if app is None:
            return PlainTextResponse("not authed", 403)
        content = world.state.documents.bytes_of(file.id) if file else None
        if file is None or content is None or not files.app_sees(world, app, file):
            return PlainTextResponse("not found", 404)
        return download(file, content)

    def _reader(self, world: World, token: str) -> App | None:
        """The app as this workspace knows it, where its token may read files here."""
        try:
            bearer = bearer_of(self._realm, token)
        except ApiProblem:
            return None
        grant = bearer.grant
        if grant is None or "files:read" not in apps.granted_scopes(bearer.app, grant):
            return None
        is_here = world.has_id(grant.place) or world.state.team.id in grant.teams
        return world.state.apps[bearer.app.id] if is_here else None

    def _file(self, file_id: str) -> tuple[World, File | None]:
        for world in self._realm.worlds:
            if file_id in world.state.files:
                return world, world.state.files[file_id]
        return self._realm.main, None

    def _tell(self, app_id: str) -> None:
        for world in self._realm.worlds:
            if app_id in world.state.apps:
                apps.tell(world, world.state.apps[app_id])

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
from sandbox.page_api import routes as page
from sandbox.page_api.routes import download
from sandbox.problem import ApiProblem
from sandbox.webapi import dispatch
from sandbox.world import World


def build(world: World) -> ASGIApp:
    door = Door(world)
    return Guard(
        Starlette(
            routes=[
                Route("/api/{method}", door.web_api, methods=["GET", "POST"]),
                WebSocketRoute("/link/", door.link),
                WebSocketRoute("/link", door.link),
                Route("/response/{key}", door.response, methods=["POST"]),
                Route("/upload/v1/{file}", door.upload, methods=["POST", "PUT"]),
                Route("/files-pri/{name}/{rest:path}", door.file),
                *page.routes(world),
                *control.routes(world),
            ]
        )
    )


class Door:
    def __init__(self, world: World) -> None:
        self._world = world

    async def web_api(self, request: Request) -> Response:
        return await dispatch.answer(self._world, request, request.path_params["method"])

    async def link(self, socket: WebSocket) -> None:
        sockets = self._world.delivery.sockets
        app_id = sockets.redeem(socket.query_params.get("ticket", ""))
        if app_id is None:
            await socket.close(1008)
            return
        app = self._world.state.apps[app_id]
        short = socket.query_params.get("debug_reconnects") == "true"
        await sockets.serve(
            socket, app_id, changed=lambda: apps.tell(self._world, app), short=short
        )

    async def response(self, request: Request) -> Response:
        began, body = time.monotonic(), await request.body()
        problem = self._respond(request.path_params["key"], body)
        self._world.traffic.note(
            "from_app", "response_url", "response_url", began=began, size=len(body),
            status=problem.error if problem else "ok", request=body, answer=None,
        )  # fmt: skip
        if problem:
            return JSONResponse(problem.body(), problem.status)
        return PlainTextResponse("ok")

    def _respond(self, key: str, body: bytes) -> ApiProblem | None:
        try:
            content = json.loads(body)
            if not isinstance(content, dict):
                return ApiProblem("invalid_payload", status=400)
            answers.respond(self._world, self._world.response_urls.use(key), content)
        except ValueError:
            return ApiProblem("invalid_payload", status=400)
        except ApiProblem as problem:
            return problem
        finally:
            self._world.commit()
        return None

    async def upload(self, request: Request) -> Response:
        file = self._world.state.files.get(request.path_params["file"])
        if file is None or file.complete:
            return PlainTextResponse("not found", 404)
        content = await request.body()
        if len(content) > files.SIZE_MOST:
            return PlainTextResponse("too large", 413)
        files.fill(self._world, file, content)
        self._world.commit()
        return PlainTextResponse(f"OK - {len(content)}")

    async def file(self, request: Request) -> Response:
        """The bytes of a file, for a bot that shows its token."""
        header = request.headers.get("authorization", "")
        found = apps.by_token(self._world, header.removeprefix("Bearer ").strip())
        file = self._world.state.files.get(request.path_params["name"].partition("-")[2])
        if found is None or found[1] != "bot" or "files:read" not in apps.scopes(found[0]):
            return PlainTextResponse("not authed", 403)
        content = self._world.state.documents.bytes_of(file.id) if file else None
        if file is None or content is None or not files.app_sees(self._world, found[0], file):
            return PlainTextResponse("not found", 404)
        return download(file, content)

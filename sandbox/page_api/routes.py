"""The page's addresses: the page itself, its JSON, its stream, its files."""

from pathlib import Path
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox import conversations, files, people
from sandbox.page_api import acts, boot
from sandbox.problem import PersonProblem
from sandbox.realm import Realm
from sandbox.records import File, Person
from sandbox.world import World

_PAGE = Path(__file__).parent.parent / "page"
_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def routes(realm: Realm) -> list[BaseRoute]:
    door = Door(realm)
    return [
        Route("/", door.page),
        Mount("/_page/static", _Fresh(directory=_PAGE, check_dir=False)),
        Route("/_page/boot", door.boot),
        Route("/_page/messages", door.messages),
        Route("/_page/act", door.act, methods=["POST"]),
        Route("/_page/upload", door.upload, methods=["POST"]),
        Route("/_page/files/{file}", door.file),
        Route("/_page/stream", door.stream),
        Route("/_page/traffic", door.traffic),
        Route("/_page/traffic/{entry:int}", door.exchange),
    ]


class _Fresh(StaticFiles):
    """The page's files, asked for again at every visit: they change with every version."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().file_response(*args, **kwargs)
        answer.headers["Cache-Control"] = "no-cache"
        return answer


class Door:
    """Every request may name a `team`; without one it is about the first workspace."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm

    async def page(self, _request: Request) -> Response:
        index = _PAGE / "index.html"
        if not index.exists():
            return Response("The page is not part of this installation.", 404)
        headers = {"Content-Security-Policy": _STRICT, "Cache-Control": "no-store"}
        return FileResponse(index, headers=headers)

    async def boot(self, request: Request) -> Response:
        world = self._chosen(request)
        return _answered(lambda: boot.boot(world, request.query_params.get("as")))

    async def messages(self, request: Request) -> Response:
        def excerpt() -> dict[str, Any]:
            wish = dict(request.query_params)
            world = self._chosen(request)
            return boot.excerpt(world, self._person(request), wish.get("channel", ""), wish)

        return _answered(excerpt)

    async def act(self, request: Request) -> Response:
        try:
            wish = await request.json()
            world = self._realm.chosen(wish.pop("team", None))
            return JSONResponse(await acts.perform(world, wish))
        except PersonProblem as problem:
            return _sorry(problem)

    async def upload(self, request: Request) -> Response:
        try:
            person = self._person(request)
        except PersonProblem as problem:
            return _sorry(problem)
        async with request.form() as form:
            given = form.get("file")
            if not isinstance(given, UploadFile):
                return _sorry(PersonProblem("no_file", "There is no file to upload."))
            content = await given.read()
            name, mimetype = given.filename or "file", given.content_type or ""
        if len(content) > files.SIZE_MOST:
            return _sorry(PersonProblem("file_too_large", "This file is larger than 50 MB."))
        world = self._chosen(request)
        file = files.create(world, name, person.id, mimetype=mimetype)
        files.fill(world, file, content)
        world.commit()
        return JSONResponse({"ok": True, "file": files.shape(world, file)})

    async def file(self, request: Request) -> Response:
        world = self._chosen(request)
        file = world.state.files.get(request.path_params["file"])
        try:
            person = self._person(request)
        except PersonProblem as problem:
            return _sorry(problem)
        content = world.state.documents.bytes_of(file.id) if file else None
        if file is None or content is None or not _may_read(world, person, file):
            return _sorry(PersonProblem("file_not_found", "This file is not here for you."), 404)
        return download(file, content)

    async def stream(self, request: Request) -> Response:
        try:
            person = self._person(request)
        except PersonProblem as problem:
            return _sorry(problem)
        last = request.headers.get("last-event-id") or request.query_params.get("after", "")
        after = int(last) if last.isdigit() else None
        frames = self._chosen(request).streams.follow(person.id, after)
        return StreamingResponse(
            frames, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def traffic(self, request: Request) -> Response:
        before = request.query_params.get("before", "")
        limit = min(int(request.query_params.get("limit", "100")), 500)
        lines = self._realm.traffic.lines(int(before) if before.isdigit() else None, limit)
        return JSONResponse({"ok": True, "entries": lines})

    async def exchange(self, request: Request) -> Response:
        found = self._realm.traffic.whole(request.path_params["entry"])
        if found is None:
            return JSONResponse({"ok": False, "error": "not_found"}, 404)
        return JSONResponse({"ok": True, **found})

    def _chosen(self, request: Request) -> World:
        return self._realm.chosen(request.query_params.get("team"))

    def _person(self, request: Request) -> Person:
        return people.acting(self._chosen(request), request.query_params.get("as"))


def _may_read(world: World, person: Person, file: File) -> bool:
    places = (world.state.channels.get(one) for one in file.channels)
    return file.user == person.id or any(
        conversations.sees(world, person, one) for one in places if one
    )


def download(file: File, content: bytes) -> Response:
    """The bytes; shown in place only where a browser cannot be made to run them."""
    is_picture = file.mimetype in ("image/png", "image/jpeg", "image/gif", "image/webp")
    name = file.name.encode("ascii", "replace").decode().replace('"', "'").replace("\\", "_")
    place = "inline" if is_picture else "attachment"
    headers = {
        "Content-Disposition": f'{place}; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
    }
    return Response(content, media_type=file.mimetype, headers=headers)


def _answered(make: Any) -> Response:
    try:
        return JSONResponse(make())
    except PersonProblem as problem:
        return _sorry(problem)


def _sorry(problem: PersonProblem, status: int = 200) -> Response:
    body = {"ok": False, "error": problem.error, "message": problem.sentence}
    return JSONResponse(body, status)

"""One Web API request: arguments read, token and scope checked, limits counted, the method run."""

import asyncio
import json
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox import apps as installed
from sandbox.problem import ApiProblem
from sandbox.rates import too_fast
from sandbox.records import App, Json
from sandbox.rules import scopes as scope_rules
from sandbox.webapi import (
    apps,
    auth,
    blocks_validate,
    bookmarks,
    channels,
    chat,
    conversations,
    files,
    reactions,
    scheduling,
    team,
    usergroups,
    users,
    views,
)
from sandbox.webapi.call import Call, Method
from sandbox.world import World

_FAMILIES = (
    apps, auth, bookmarks, channels, chat, conversations, files, reactions, scheduling, team,
    usergroups, users, views,
)  # fmt: skip
METHODS: dict[str, Method] = {
    name: run for family in _FAMILIES for name, run in family.METHODS.items()
}
OPEN_METHODS = {"api.test": auth.api_test, "blocks.validate": blocks_validate.validate}
FOR_APP_TOKENS = frozenset({"apps.connections.open"})


async def answer(world: World, request: Request, method: str) -> Response:
    """Every answer is JSON with `ok`; errors come with status 200, except too many calls."""
    began = time.monotonic()
    body = await request.body()
    arguments = await _arguments(request, body)
    if slow := world.misbehaviour.take("delay", method):
        await asyncio.sleep(slow.ms / 1000)
    headers: dict[str, str] = {}
    status = 200
    try:
        _bad_luck(world, method, "before")
        found = _run(world, method, arguments, _token(request, arguments), headers)
        _bad_luck(world, method, "after")
    except ApiProblem as problem:
        found, status = problem.body(), problem.status
        headers |= problem.headers
    finally:
        world.commit()
    content = json.dumps(found, separators=(",", ":")).encode()
    world.traffic.note(
        "from_app", "web_api", method, began=began, status=found.get("error") or "ok",
        size=len(content), request=_shown(arguments), answer=content,
    )  # fmt: skip
    return Response(content, status, headers, "application/json; charset=utf-8")


def _run(world: World, method: str, arguments: Json, token: str, headers: dict[str, str]) -> Json:
    if method in OPEN_METHODS:
        return {"ok": True, **OPEN_METHODS[method](arguments)}
    run = METHODS.get(method)
    if run is None:
        raise ApiProblem("unknown_method", req_method=method)
    app, kind = _identify(world, token)
    granted = frozenset(["connections:write"] if kind == "app" else installed.scopes(app))
    needed = scope_rules.NEEDED.get(method, frozenset())
    headers |= {
        "x-oauth-scopes": ",".join(sorted(granted)),
        "x-accepted-oauth-scopes": ",".join(sorted(needed)),
    }
    if (method in FOR_APP_TOKENS) != (kind == "app") and method != "auth.test":
        raise ApiProblem("not_allowed_token_type")
    missing = scope_rules.missing(method, granted)
    if missing:
        raise ApiProblem("missing_scope", needed=missing, provided=",".join(sorted(granted)))
    channel = str(arguments.get("channel")) if method == "chat.postMessage" else None
    world.rates.take(method, f"{world.state.team.id}/{app.id}", channel)
    return {"ok": True, **run(Call(world, app, arguments, granted))}


def _identify(world: World, token: str) -> tuple[App, str]:
    if not token:
        raise ApiProblem("not_authed")
    found = installed.by_token(world, token)
    if found is None:
        raise ApiProblem("invalid_auth")
    app, kind = found
    if kind == "bot" and not app.installed:
        raise ApiProblem("account_inactive")
    if kind == "bot" and app.revoked:
        raise ApiProblem("token_revoked")
    return app, kind


def _bad_luck(world: World, method: str, when: str) -> None:
    if when == "before" and (rule := world.misbehaviour.take("rate_limit", method)):
        raise too_fast(rule.retry_after)
    if rule := world.misbehaviour.take("status", method, when=when):
        raise ApiProblem(rule.error, status=rule.status)
    if rule := world.misbehaviour.take("error", method, when=when):
        raise ApiProblem(rule.error)


async def _arguments(request: Request, body: bytes) -> Json:
    """Query, form and JSON together: every client sends them differently."""
    found: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if kind == "application/json":
        return found | (_json_object(body) if body.strip() else {})
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.form()
        found |= {name: value for name, value in form.items() if isinstance(value, str)}
    return found


def _json_object(body: bytes) -> Json:
    try:
        value: Any = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _token(request: Request, arguments: Json) -> str:
    header = request.headers.get("authorization", "")
    return (
        header[7:].strip() if header[:7].lower() == "bearer " else str(arguments.pop("token", ""))
    )


def _shown(arguments: Json) -> str:
    return json.dumps(arguments, separators=(",", ":"))

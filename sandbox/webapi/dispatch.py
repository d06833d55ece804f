"""One Web API request: arguments read, token and scope checked, limits counted, the method run."""

import asyncio
import base64
import binascii
import json
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox import apps as installed
from sandbox.breaking import Broken, break_off
from sandbox.oauth import access
from sandbox.problem import ApiProblem
from sandbox.rates import too_fast
from sandbox.realm import Realm
from sandbox.records import Json
from sandbox.rules import scopes as scope_rules
from sandbox.traffic import WITHHELD
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
from sandbox.webapi.bearer import bearer_of, world_of
from sandbox.webapi.call import Call, Method

_FAMILIES = (
    apps, auth, bookmarks, channels, chat, conversations, files, reactions, scheduling, team,
    usergroups, users, views,
)  # fmt: skip
METHODS: dict[str, Method] = {
    name: run for family in _FAMILIES for name, run in family.METHODS.items()
}
OPEN_METHODS = {"api.test": auth.api_test, "blocks.validate": blocks_validate.validate}
FOR_CLIENTS = {"oauth.v2.access": access.access, "oauth.v2.exchange": access.exchange}
FOR_APP_TOKENS = frozenset({"apps.connections.open"})
_SECRETS = ("client_secret", "code", "refresh_token", "token")


async def answer(realm: Realm, request: Request, method: str) -> Response:
    """Every answer is JSON with `ok`; errors come with status 200, except too many calls."""
    began = time.monotonic()
    body = await request.body()
    arguments = await _arguments(request, body)
    await _be_slow(realm, method, "before")
    headers: dict[str, str] = {}
    status = 200
    try:
        _bad_luck(realm, method, "before")
        found = _run(realm, method, arguments, request, headers)
        _bad_luck(realm, method, "after")
    except ApiProblem as problem:
        found, status = problem.body(), problem.status
        headers |= problem.headers
    except Broken:
        break_off(request)
        found = {"ok": False, "error": "reset"}
    finally:
        realm.commit()
    content = json.dumps(found, separators=(",", ":")).encode()
    realm.traffic.note(
        "from_app", "web_api", method, began=began, status=found.get("error") or "ok",
        size=len(content), request=_shown(arguments), answer=_kept(method, content),
    )  # fmt: skip
    await _be_slow(realm, method, "after")
    return Response(content, status, headers, "application/json; charset=utf-8")


def _run(
    realm: Realm, method: str, arguments: Json, request: Request, headers: dict[str, str]
) -> Json:
    if method in FOR_CLIENTS:
        realm.rates.take(method, "clients", None)
        return {"ok": True, **FOR_CLIENTS[method](realm, arguments, _basic(request))}
    token = _token(request, arguments)
    if method in OPEN_METHODS:
        return {"ok": True, **OPEN_METHODS[method](arguments)}
    run = METHODS.get(method)
    if run is None:
        raise ApiProblem("unknown_method", req_method=method)
    bearer = bearer_of(realm, token)
    for_app = bearer.grant is None
    granted = frozenset(
        installed.granted_scopes(bearer.app, bearer.grant)
        if bearer.grant
        else ["connections:write"]
    )
    needed = scope_rules.NEEDED.get(method, frozenset())
    headers |= {
        "x-oauth-scopes": ",".join(sorted(granted)),
        "x-accepted-oauth-scopes": ",".join(sorted(needed)),
    }
    if (method in FOR_APP_TOKENS) != for_app and method != "auth.test":
        raise ApiProblem("not_allowed_token_type")
    missing = scope_rules.missing(method, granted)
    if missing:
        raise ApiProblem("missing_scope", needed=missing, provided=",".join(sorted(granted)))
    world = world_of(realm, bearer, method, arguments)
    app = world.state.apps[bearer.app.id]
    channel = str(arguments.get("channel")) if method == "chat.postMessage" else None
    realm.rates.take(method, f"{world.state.team.id}/{app.id}", channel)
    return {"ok": True, **run(Call(world, app, arguments, granted, bearer.grant))}


def _bad_luck(realm: Realm, method: str, when: str) -> None:
    take = realm.misbehaviour.take
    if when == "before" and (rule := take("rate_limit", method)):
        raise too_fast(rule.retry_after)
    if take("reset", method, when=when):
        raise Broken
    if rule := take("status", method, when=when):
        raise ApiProblem(rule.error, status=rule.status)
    if rule := take("error", method, when=when):
        raise ApiProblem(rule.error)


async def _be_slow(realm: Realm, method: str, when: str) -> None:
    """With `after`, the work is done and the answer comes when nobody waits for it any more."""
    if slow := realm.misbehaviour.take("delay", method, when=when):
        await asyncio.sleep(slow.ms / 1000)


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


def _basic(request: Request) -> tuple[str, str] | None:
    """Client id and secret, where they came as HTTP Basic."""
    header = request.headers.get("authorization", "")
    if header[:6].lower() != "basic ":
        return None
    try:
        name, _, secret = base64.b64decode(header[6:], validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, secret


def _shown(arguments: Json) -> str:
    hidden = {name: "withheld" for name in _SECRETS if arguments.get(name)}
    return json.dumps({**arguments, **hidden}, separators=(",", ":"))


def _kept(method: str, content: bytes) -> bytes | str:
    """Tokens stay out of the traffic log, as secrets do."""
    return WITHHELD if method in FOR_CLIENTS else content

"""Who may speak to the sandbox: this machine only, and no page of another site."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE = frozenset({"GET", "HEAD"})


class Guard:
    """Refuses foreign names for this machine (DNS rebinding) and requests of other sites."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            refusal = _refusal(scope)
            if refusal:
                await _refuse(scope, receive, send, refusal)
                return
        await self._app(scope, receive, send)


def _refusal(scope: Scope) -> str | None:
    headers = Headers(scope=scope)
    host = urlsplit(f"//{headers.get('host', '')}")
    if host.hostname not in _HERE:
        return "host_not_allowed"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return "origin_not_allowed"
    if scope["type"] == "websocket":
        return None
    return _door_refusal(scope["path"], scope["method"], headers)


def _door_refusal(path: str, method: str, headers: Headers) -> str | None:
    """A page of another site can send a plain form, but not this header."""
    if path.startswith("/_control/") and headers.get("x-sandbox") != "control":
        return "header_missing"
    if path.startswith("/_page/"):
        if method not in _SAFE and headers.get("x-sandbox") != "page":
            return "header_missing"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return "origin_not_allowed"
    return None


async def _refuse(scope: Scope, receive: Receive, send: Send, error: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": error})
        return
    answer = JSONResponse({"ok": False, "error": error}, 403)
    await answer(scope, receive, send)

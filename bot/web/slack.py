"""Slack's requests over HTTP: signed, fresh, of a sane size, and answered off the event loop."""

import asyncio
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt import App, BoltRequest, BoltResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.references import request_kind
from bot.web.replays import Replays
from handlers.untraced import leaves_no_trace

PATH = "/slack/events"
MOST_BYTES = 1024 * 1024
"""Slack's largest view is 250 KB; escaped twice it stays far below this."""
SECONDS_TO_SEND = 10.0
FRESH_SECONDS = 300
"""https://docs.slack.dev/authentication/verifying-requests-from-slack: older ones are refused."""

_RETRY_HEADERS = ("x-slack-retry-num", "x-slack-retry-reason")


def slack_routes(
    app: App,
    secret: str,
    answered: Callable[[str, float], None],
    now: Callable[[], float] = time.time,
) -> list[Route]:
    """The one address at which Slack calls: commands, presses, forms and events.

    Bolt's own adapters are not used: they answer on the event loop, one request at a time, and log
    the bodies of requests with a bad signature.
    """
    if not secret:
        raise ValueError("HTTP mode needs the signing secret")
    replays = Replays(FRESH_SECONDS * 2)

    async def heard(request: Request) -> Response:
        began = time.monotonic()
        raw = await _whole(request)
        if raw is None:
            return PlainTextResponse("That is too much.", 413)
        if raw == b"ssl_check=1" or raw.startswith(b"ssl_check=1&"):
            return Response()  # asks for nothing but our certificate, and not always signed
        signature = request.headers.get("x-slack-signature", "").encode()
        stamp = request.headers.get("x-slack-request-timestamp", "")
        if not is_slack_s(secret, stamp, raw, signature, now()):
            return PlainTextResponse("This is not a request of Slack's.", 401)
        body = parsed(raw, request.headers.get("content-type", ""))
        if body is None:
            return PlainTextResponse("This cannot be read.", 400)
        if body.get("type") == "url_verification":
            return JSONResponse({"challenge": body.get("challenge")})
        headers = {name: value for name in _RETRY_HEADERS if (value := request.headers.get(name))}

        async def answer() -> Response:
            return _response(await run_in_threadpool(_dispatch, app, body, headers))

        made = await replays.once(signature, answer)
        if not leaves_no_trace(body):
            answered(request_kind(body), time.monotonic() - began)
        return made

    return [Route(PATH, heard, methods=["POST"])]


def is_slack_s(secret: str, stamp: str, raw: bytes, signature: bytes, now: float) -> bool:
    """Whether Slack signed exactly these bytes within the last five minutes.

    Compared in constant time: how long it takes says nothing about the right signature.
    """
    if not re.fullmatch(r"[0-9]{1,12}", stamp):
        return False
    base = b"v0:" + stamp.encode() + b":" + raw
    right = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    is_right = hmac.compare_digest(right.encode(), signature)
    return is_right and abs(now - int(stamp)) <= FRESH_SECONDS


def parsed(raw: bytes, content_type: str) -> dict[str, Any] | None:
    """What the request says: an event's JSON, the form of a command, or a form's one payload.

    Bolt takes every form with the word `payload` in it for the last kind, also a command with it
    in its text, and then knows nothing of the command.
    """
    try:
        if content_type.partition(";")[0].strip() == "application/json":
            found = json.loads(raw)
        else:
            fields = dict(parse_qsl(raw.decode(), keep_blank_values=True))
            is_command = "command" in fields or "payload" not in fields
            found = fields if is_command else json.loads(fields["payload"])
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


async def _whole(request: Request) -> bytes | None:
    """The raw body; None where it is larger than anything Slack sends, or never ends."""
    found = bytearray()
    try:
        async with asyncio.timeout(SECONDS_TO_SEND):
            async for part in request.stream():
                found += part
                if len(found) > MOST_BYTES:
                    return None
    except (TimeoutError, ClientDisconnect):
        return None
    return bytes(found)


def _dispatch(app: App, body: dict[str, Any], headers: Mapping[str, str]) -> BoltResponse:
    # A parsed body goes in the way Socket Mode hands it over; Bolt would parse a raw one its way.
    return app.dispatch(BoltRequest(mode="socket_mode", body=body, headers={**headers}))


def _response(made: BoltResponse) -> Response:
    return Response(made.body, made.status, headers=made.first_headers_without_set_cookie())

"""Cutting a connection under a request, or reading from it no more: what no answer can say."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.websockets import WebSocket


class Broken(Exception):
    """The connection is to be cut instead of an answer."""


def break_off(request: Request) -> None:
    """The caller sees a connection reset."""
    _transport(request.receive).abort()


def stop_reading(socket: WebSocket) -> None:
    """Half-open: the other side may send for ever, nothing comes back and nothing breaks."""
    _protocol(socket._receive).stop_keepalive()  # it would close what gives no pong
    _transport(socket._receive).pause_reading()


def cut(socket: WebSocket) -> None:
    """No goodbye: what does not read would not answer one."""
    _transport(socket._receive).abort()


def _transport(receive: object) -> asyncio.Transport:
    transport: asyncio.Transport = _protocol(receive).transport
    return transport


def _protocol(receive: object) -> Any:
    """The server's own object behind `receive`: the ASGI interface has no word for any of this."""
    return receive.__self__  # type: ignore[attr-defined]

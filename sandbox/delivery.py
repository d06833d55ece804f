"""Bringing a payload to an app by whichever door it has, in time or not at all."""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.http_delivery import HttpDelivery, HttpRefusal, NotReached
from sandbox.misbehave import Misbehaviour
from sandbox.records import App
from sandbox.settings import Settings
from sandbox.sockets import NoConnection, Sockets
from sandbox.traffic import Traffic

_PATIENCE_MS = 2000
_ANSWERED = ("slash_commands", "view_submission", "block_suggestion")


@dataclass(eq=False)
class Undelivered(Exception):
    """The app did not take the payload; `reason` is Slack's word for it on a retry."""

    error: str  # no_app, operation_timeout, app_error
    reason: str
    no_retry: bool = False


class Delivery:
    def __init__(self, settings: Settings, misbehaviour: Misbehaviour, traffic: Traffic) -> None:
        self._misbehaviour = misbehaviour
        self._traffic = traffic
        self.sockets = Sockets(settings, misbehaviour)
        self._http = HttpDelivery(settings.ack_seconds)
        self._passed = asyncio.Event()

    def is_online(self, app: App) -> bool:
        return self.sockets.count(app.id) > 0 if app.delivery == "socket" else bool(app.request_url)

    async def send(
        self,
        app: App,
        kind: str,
        payload: dict[str, Any],
        *,
        retry: tuple[int, str] | None = None,
    ) -> Any:
        """The payload of the app's ack, or None. Raises Undelivered."""
        began = time.monotonic()
        name = _name(kind, payload)
        names = (str(payload.get("type", kind)), name)
        status, size, answer = "ok", 0, None
        if slow := self._misbehaviour.take("delay", kind, *names):
            await asyncio.sleep(slow.ms / 1000)
        if late := self._misbehaviour.take("reorder", kind, *names):
            await self._let_another_pass(late.ms or _PATIENCE_MS)
        try:
            answer, size = await self._through(app, kind, payload, names, retry)
        except Undelivered as trouble:
            status = trouble.error
            raise
        finally:
            self._passed.set()
            self._passed = asyncio.Event()
            self._traffic.note(
                "to_app", names[0], name, began=began, status=status, size=size,
                request=payload, answer=answer,
            )  # fmt: skip
        return answer

    def close(self) -> None:
        self._http.close()

    async def _let_another_pass(self, ms: int) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._passed.wait(), ms / 1000)

    async def _through(
        self,
        app: App,
        kind: str,
        payload: dict[str, Any],
        names: tuple[str, ...],
        retry: tuple[int, str] | None,
    ) -> tuple[Any, int]:
        try:
            if app.delivery == "socket":
                more = _more(kind, names[0], retry)
                ack, size = await self.sockets.send(app.id, kind, payload, names, **more)
            else:
                ack, size = await self._by_http(app, kind, payload, names, retry)
        except NoConnection as trouble:
            raise Undelivered("no_app", "connection_failed") from trouble
        except NotReached as trouble:
            raise Undelivered("no_app", "connection_failed") from trouble
        except TimeoutError as trouble:
            reason = "timeout" if app.delivery == "socket" else "http_timeout"
            raise Undelivered("operation_timeout", reason) from trouble
        except HttpRefusal as trouble:
            raise Undelivered("app_error", "http_error", trouble.no_retry) from trouble
        return ack.get("payload"), size

    async def _by_http(
        self,
        app: App,
        kind: str,
        payload: dict[str, Any],
        names: tuple[str, ...],
        retry: tuple[int, str] | None,
    ) -> tuple[dict[str, Any], int]:
        take = self._misbehaviour.take
        if take("duplicate", kind, *names):
            both = (self._http.send(app, kind, payload, _headers(retry)) for _ in range(2))
            ack, size = (await asyncio.gather(*both))[0]
        else:
            ack, size = await self._http.send(app, kind, payload, _headers(retry))
        if take("lose_acks", kind, *names):
            raise TimeoutError
        return ack, size


def _more(kind: str, inner: str, retry: tuple[int, str] | None) -> dict[str, Any]:
    more: dict[str, Any] = {"accepts_response_payload": kind in _ANSWERED or inner in _ANSWERED}
    if kind == "events_api":
        number, reason = retry or (0, "")
        more |= {"retry_attempt": number, "retry_reason": reason}
    return more


def _headers(retry: tuple[int, str] | None) -> Mapping[str, str]:
    if retry is None:
        return {}
    return {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}


def _name(kind: str, payload: dict[str, Any]) -> str:
    if kind == "slash_commands":
        return str(payload["command"])
    if kind == "events_api":
        return str(payload["event"]["type"])
    actions = payload.get("actions") or [payload]
    view = payload.get("view") or {}
    candidates = (payload.get("callback_id"), actions[0].get("action_id"), view.get("callback_id"))
    return next((str(one) for one in candidates if one), "")

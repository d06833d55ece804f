"""Socket Mode: tickets, connections, envelopes out and acks in."""

import asyncio
import contextlib
import json
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from sandbox.breaking import cut, stop_reading
from sandbox.ids import new_secret
from sandbox.misbehave import Misbehaviour, Rule
from sandbox.settings import Settings

ACK_LIMIT = 20 * 1024
MAX_CONNECTIONS = 10
_GLANCE = 0.2
_GONE = (RuntimeError, WebSocketDisconnect)
"""What a socket says of itself that went away under our hands, or that we closed meanwhile."""


class NoConnection(Exception):
    """The app has no open socket at all."""


@dataclass(eq=False)
class Connection:
    app_id: str
    socket: WebSocket
    seconds: float
    id: str = field(default_factory=lambda: new_secret(12))
    given: int = 0
    half_open: bool = False  # swallows everything and says nothing
    timers: list[asyncio.TimerHandle] = field(default_factory=list)

    async def say(self, frame: dict[str, Any]) -> None:
        await self.say_text(json.dumps(frame, separators=(",", ":")))

    async def say_text(self, text: str) -> None:
        if not self.half_open:
            await self.socket.send_text(text)

    async def close(self, code: int = 1000) -> None:
        for timer in self.timers:
            timer.cancel()
        if self.socket.application_state is WebSocketState.CONNECTED:
            await self.socket.close(code)


class Sockets:
    """Every open connection of every app; each envelope goes to exactly one of them, in turn."""

    def __init__(self, settings: Settings, misbehaviour: Misbehaviour) -> None:
        self._settings = settings
        self._misbehaviour = misbehaviour
        self._tickets: dict[str, tuple[str, float]] = {}
        self._connections: dict[str, list[Connection]] = defaultdict(list)
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def issue_ticket(self, app_id: str) -> str:
        ticket = f"{uuid.uuid4()}"
        self._tickets[ticket] = (app_id, time.monotonic() + self._settings.ticket_seconds)
        return ticket

    def redeem(self, ticket: str) -> str | None:
        app_id, expires = self._tickets.pop(ticket, ("", 0.0))
        return app_id if time.monotonic() < expires else None

    def count(self, app_id: str) -> int:
        return len(self._connections[app_id])

    def connections(self) -> list[dict[str, Any]]:
        return [
            {"app": one.app_id, "id": one.id, "given": one.given}
            for several in self._connections.values()
            for one in several
        ]

    async def serve(
        self, socket: WebSocket, app_id: str, *, changed: Callable[[], None], short: bool = False
    ) -> None:
        """Hold one connection from hello to its end; `changed` is told of both."""
        await socket.accept()
        seconds = 360.0 if short else self._settings.connection_seconds
        connection = Connection(app_id, socket, seconds)
        if self.count(app_id) >= MAX_CONNECTIONS:
            await self.part(connection, "too_many_websockets")
            return
        self._connections[app_id].append(connection)
        try:
            await connection.say(self._hello(connection))
            self._plan_refresh(connection)
            changed()
            while not connection.half_open:
                self._receive(await socket.receive_text())
            while connection in self._connections[app_id]:
                await asyncio.sleep(_GLANCE)
        except _GONE:
            pass
        finally:
            self._forget(connection)
            changed()

    async def send(
        self, app_id: str, kind: str, payload: dict[str, Any], names: tuple[str, ...], **more: Any
    ) -> tuple[dict[str, Any], int]:
        """One envelope out, its ack back, and the bytes sent; TimeoutError when none comes."""
        envelope_id = str(uuid.uuid4())
        envelope = {"envelope_id": envelope_id, "payload": payload, "type": kind, **more}
        text = json.dumps(envelope, separators=(",", ":"))
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        try:
            async with asyncio.timeout(self._settings.ack_seconds):
                connection = await self._give(app_id, text)
                if self._misbehaviour.take("duplicate", kind, *names):
                    await self._give(app_id, text)
                if self._misbehaviour.take("drop_socket", kind, *names):
                    await self.drop(connection)
                ack = await waiting
                while self._misbehaviour.take("lose_acks", kind, *names):
                    ack = await asyncio.get_running_loop().create_future()
                return ack, len(text)
        finally:
            self._waiting.pop(envelope_id, None)

    async def part(self, connection: Connection, reason: str) -> None:
        """Say goodbye as Slack does; after anything but a warning the socket closes."""
        goodbye = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
        with contextlib.suppress(*_GONE):
            await connection.say(goodbye)
            if reason != "warning":
                self._forget(connection)
                await connection.close()

    async def to_open(self, rule: Rule) -> int:
        """What a rule does to sockets that are open now; answers how many it was."""
        chosen = [one for one in self._all() if not one.half_open][: rule.sockets]
        for connection in chosen:
            if rule.do == "half_open":
                self._silence(connection, rule.ms)
            elif rule.do == "drop_sockets":
                await self.drop(connection)
            else:
                await self.part(connection, rule.reason)
        return len(chosen)

    async def drop_half_open(self) -> None:
        for connection in self._all():
            if connection.half_open:
                await self.drop(connection)

    async def drop(self, connection: Connection) -> None:
        """Break one connection without a word."""
        self._forget(connection)
        if connection.half_open:
            cut(connection.socket)
            return
        with contextlib.suppress(*_GONE):
            await connection.close(1011)

    def _all(self) -> list[Connection]:
        return [one for several in self._connections.values() for one in several]

    async def _give(self, app_id: str, text: str) -> Connection:
        while connections := self._connections[app_id]:
            connection = connections.pop(0)
            connections.append(connection)
            try:
                await connection.say_text(text)
            except _GONE:
                self._forget(connection)
                continue
            connection.given += 1
            return connection
        raise NoConnection

    def _receive(self, text: str) -> None:
        if len(text.encode()) >= ACK_LIMIT:
            return  # Slack takes such an ack off the wire and acts as if it never came
        try:
            frame = json.loads(text)
        except ValueError:
            return
        waiting = (
            self._waiting.get(frame.get("envelope_id", "")) if isinstance(frame, dict) else None
        )
        if waiting is not None and not waiting.done():
            waiting.set_result(frame)

    def _hello(self, connection: Connection) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": self.count(connection.app_id),
            "debug_info": {
                "host": "sandbox",
                "started": time.strftime("%Y-%m-%d %H:%M:%S.000"),
                "build_number": 1,
                "approximate_connection_time": int(connection.seconds),
            },
            "connection_info": {"app_id": connection.app_id},
        }

    def _plan_refresh(self, connection: Connection) -> None:
        loop = asyncio.get_running_loop()
        early = max(connection.seconds - self._settings.warning_seconds, 0.0)
        connection.timers += [
            loop.call_later(early, self._start, connection, "warning"),
            loop.call_later(connection.seconds, self._start, connection, "refresh_requested"),
        ]

    def _start(self, connection: Connection, reason: str) -> None:
        self._begin(self.part(connection, reason))

    def _silence(self, connection: Connection, ms: int) -> None:
        """Nothing is read or said any more; after `ms`, if any, the connection breaks at last."""
        connection.half_open = True
        for timer in connection.timers:
            timer.cancel()
        stop_reading(connection.socket)
        if ms:
            loop = asyncio.get_running_loop()
            connection.timers = [loop.call_later(ms / 1000, self._break, connection)]

    def _break(self, connection: Connection) -> None:
        self._begin(self.drop(connection))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _forget(self, connection: Connection) -> None:
        for timer in connection.timers:
            timer.cancel()
        if connection in self._connections[connection.app_id]:
            self._connections[connection.app_id].remove(connection)

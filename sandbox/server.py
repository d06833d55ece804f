"""Running the sandbox: on its own in the foreground, or in a thread beside a test."""

import asyncio
import contextlib
import errno
import socket
import threading
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from sandbox import scheduled
from sandbox.app import build
from sandbox.realm import Realm
from sandbox.settings import Settings
from sandbox.world import World

_TICK = 0.5
_STOP_SECONDS = 2


class BusyPort(Exception):
    """Another program listens on the port already."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is in use")
        self.port = port


class Sandbox:
    """Practice workspaces with their server; bound at once, so `base_url` is right."""

    def __init__(self, settings: Settings) -> None:
        """Raises BusyPort, and FileTrouble for a file that cannot be used."""
        self.settings = settings
        self._socket = _bind(settings)
        self.port: int = self._socket.getsockname()[1]
        self.base_url = f"http://{settings.host}:{self.port}"
        try:
            self.realm = Realm(settings)
        except BaseException:
            self._socket.close()
            raise
        self.realm.base_url = self.base_url
        self._server = _server(build(self.realm), self.realm.let_go)
        self._thread: threading.Thread | None = None

    @property
    def world(self) -> World:
        """The first workspace."""
        return self.realm.main

    def run(self, ready: Callable[[], None] | None = None) -> None:
        """Serve until `stop`, or until the process is asked to end."""
        try:
            asyncio.run(self._serve(ready))
        finally:
            self.realm.close()
            self._socket.close()

    def start(self) -> "Sandbox":
        """Serve in a thread of its own; returns once requests are answered."""
        ready = threading.Event()
        self._thread = threading.Thread(target=self.run, args=(ready.set,), name="sandbox")
        self._thread.start()
        ready.wait(30)
        return self

    def stop(self, *, wait: bool = True) -> None:
        """Ask it to end; with `wait`, return once its file and port are free."""
        self._server.should_exit = True
        if self._thread and wait:
            self._thread.join(30)

    async def _serve(self, ready: Callable[[], None] | None) -> None:
        self.realm.events.before_sending = self.realm.commit
        ticking = asyncio.create_task(self._tick(ready))
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            ticking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await ticking

    async def _tick(self, ready: Callable[[], None] | None) -> None:
        while not self._server.started:
            await asyncio.sleep(0.005)
        if ready:
            ready()
        while not self._server.should_exit:
            for world in self.realm.worlds:
                scheduled.post_due(world)
            await asyncio.sleep(_TICK)


class _Server(uvicorn.Server):
    """Ends open streams at once, so that stopping does not wait for pages to go away."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


def _server(app: ASGIApp, ending: Callable[[], None]) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
        server_header=False,
    )
    return _Server(config, ending)


def _bind(settings: Settings) -> socket.socket:
    # Named as TCP, or asyncio would not switch off Nagle's waiting: 40 ms for every answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(2048)  # from now on a client waits rather than being turned away
    except OSError as trouble:
        listener.close()
        if trouble.errno in (errno.EADDRINUSE, errno.EACCES):
            raise BusyPort(settings.port) from trouble
        raise
    return listener

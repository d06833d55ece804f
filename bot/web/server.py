"""One small web server on a thread of its own: opened at the start, drained at the end."""

import socket
import threading
import time

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.door import DoorState

SECONDS_TO_DRAIN = 10
SECONDS_FOR_BALANCER = 5.0
"""In which a balancer may end the connections it keeps: one that asks /readyz has noticed."""
SECONDS_KEPT = 75
"""An idle connection is kept longer than balancers do, so that it is never cut as they use it."""
A_MOMENT = 0.02


class WebServer:
    """Serves an application at a host and a port (0: any free one). A door of the house.

    `linger`: for so many seconds the connections that others keep open may end by themselves.
    """

    def __init__(self, application: Starlette, listen: str, *, linger: float = 0.0) -> None:
        self._linger = linger
        host, _, port = listen.rpartition(":")
        self._wanted = (host, int(port))
        self._leaving = threading.Event()
        self._server = uvicorn.Server(_settings(_Goodbye(application, self._leaving)))
        self._thread: threading.Thread | None = None
        self._socket: socket.socket | None = None

    @property
    def address(self) -> str:
        """Where it answers, once it is connected."""
        host, port = self._socket.getsockname()[:2] if self._socket else self._wanted
        return f"http://{host}:{port}"

    def connect(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        self._socket = _bound(*self._wanted)
        arguments = {"sockets": [self._socket]}
        self._thread = threading.Thread(
            target=self._server.run, kwargs=arguments, name="web", daemon=True
        )
        self._thread.start()

    def state(self) -> DoorState:
        """Connected while it listens; it knows no pings."""
        serving = self._thread is not None and self._thread.is_alive()
        return DoorState("web", serving and not self._leaving.is_set())

    def hang_up(self) -> None:
        """Let what is in hand be answered, then close.

        Connections that are kept open end first, each with an answer that says so: a request that
        is on its way on one must not meet a closed door.
        """
        self._leaving.set()
        until = time.monotonic() + self._linger
        while self._server.server_state.connections and time.monotonic() < until:
            time.sleep(A_MOMENT)
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(SECONDS_TO_DRAIN)


class _Goodbye:
    """Tells whoever asks while we leave that this connection ends with the answer."""

    def __init__(self, application: ASGIApp, leaving: threading.Event) -> None:
        self._application = application
        self._leaving = leaving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and self._leaving.is_set():
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
            await send(message)

        await self._application(scope, receive, sent)


def _settings(application: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_DRAIN,
        timeout_keep_alive=SECONDS_KEPT,
    )


def _bound(host: str, port: int) -> socket.socket:
    # Named as TCP, or asyncio would not switch off Nagle's waiting: 40 ms for every answer.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host.strip("[]"), port))
        listener.listen(2048)  # from now on a client waits rather than being turned away
    except OSError:
        listener.close()
        raise
    return listener

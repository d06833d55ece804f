"""One small web server on a thread of its own: opened at the start, drained at the end."""

import socket
import threading

import uvicorn
from starlette.applications import Starlette

from bot.door import DoorState

SECONDS_TO_DRAIN = 10


class WebServer:
    """Serves an application at a host and a port (0: any free one). A door of the house."""

    def __init__(self, application: Starlette, listen: str) -> None:
        host, _, port = listen.rpartition(":")
        self._wanted = (host, int(port))
        self._server = uvicorn.Server(_settings(application))
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
        return DoorState("web", serving and not self._server.should_exit)

    def hang_up(self) -> None:
        """Take no new connection, let what is in hand be answered, then close."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(SECONDS_TO_DRAIN)


def _settings(application: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_DRAIN,
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

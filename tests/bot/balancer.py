"""A balancer as small as can be: asks /readyz, passes on what comes, to each in turn."""

import http.client
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOK_SECONDS = 0.5


class Balancer:
    """Knows processes by (port of Slack's address, port of health)."""

    def __init__(self, processes: Sequence[tuple[int, int]]) -> None:
        self._processes = processes
        self._ready: list[int] = []
        self._turn = 0
        self._over = threading.Event()
        self.served: dict[int, int] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def ready(self) -> frozenset[int]:
        return frozenset(self._ready)

    def choose(self) -> int:
        """The next process that said it is ready."""
        self._turn += 1
        ready = self._ready
        return ready[self._turn % len(ready)]

    @contextmanager
    def running(self) -> Iterator["Balancer"]:
        threads = [
            threading.Thread(target=self._server.serve_forever, args=[0.05]),
            threading.Thread(target=self._look),
        ]
        for one in threads:
            one.start()
        try:
            yield self
        finally:
            self._over.set()
            self._server.shutdown()
            self._server.server_close()
            for one in threads:
                one.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self._ready = [port for port, health in self._processes if _is_ready(health)]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        balancer = self

        class Passing(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                port = balancer.choose()
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                line.request("POST", self.path, body, dict(self.headers))
                answer = line.getresponse()
                content = answer.read()
                line.close()
                balancer.served[port] = balancer.served.get(port, 0) + 1
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.getheader("Content-Type", "text/plain"))
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        return Passing


def _is_ready(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/readyz")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()

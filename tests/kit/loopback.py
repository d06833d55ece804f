"""Something that answers on loopback in place of Slack, until the block ends."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def served(door: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The host and port at which requests come to `door`, each in a thread of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()

"""Finds the port of the page: the one asked for, or the next free one."""

import socket

DEFAULT_PORT = 8600
TRIES = 50


def free_port(wanted: int) -> int:
    """The wanted port on loopback, or the nearest free one above it.

    Raises OSError when none of the next fifty is free.
    """
    for port in range(wanted, min(wanted + TRIES, 65536)):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port between {wanted} and {wanted + TRIES}")

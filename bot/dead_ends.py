"""What a socket alone tells: whether its other end has hung up, and whether something has come."""

import socket


def has_ended(line: socket.socket) -> bool:
    """Whether the other end has closed or reset it and nothing is left to be read."""
    return _peeked(line) == b""


def has_bytes(line: socket.socket) -> bool:
    """Whether something has come that nobody has read yet."""
    return bool(_peeked(line))


def _peeked(line: socket.socket) -> bytes | None:
    """The next byte, nothing at the end of all, None where there is only silence.

    Looks at the bare socket: TLS allows no peeking, and bytes under way are the same sign of life.
    """
    try:
        bare = socket.socket(fileno=socket.dup(line.fileno()))
    except (OSError, ValueError):
        return None  # closed by us meanwhile
    try:
        return bare.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None
    except OSError:
        return b""
    finally:
        bare.close()

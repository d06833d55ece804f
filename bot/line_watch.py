"""Notices within a second that the line to Slack was cut; Slack's SDK takes nearly a minute."""

import socket
import threading
from contextlib import suppress

from slack_sdk.socket_mode import SocketModeClient

LOOK_SECONDS = 1.0
LONGEST_PAUSE = 30.0
"""Seconds between two attempts when Slack stays away."""


class LineWatch:
    """Looks whether the other end has hung up without a word, and connects anew.

    The SDK's reader goes round and round on such a socket, at the cost of a whole core, until
    five pings in a row have failed.
    """

    def __init__(self, client: SocketModeClient) -> None:
        self._client = client
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, name="line-watch", daemon=True)

    def start(self) -> None:
        """Watch from now on: the client has connected once."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer, so that a line that is hung up stays so."""
        self._ended.set()

    def _look(self) -> None:
        pause = LOOK_SECONDS
        while not self._ended.wait(pause):
            self._let_go_of_a_dead_end()
            pause = LOOK_SECONDS if self._is_connected_again() else min(pause * 2, LONGEST_PAUSE)

    def _let_go_of_a_dead_end(self) -> None:
        session = self._client.current_session
        line = None if session is None else session.sock
        if session is not None and line is not None and has_ended(line):
            session.disconnect()

    def _is_connected_again(self) -> bool:
        if not self._client.is_connected() and not self._ended.is_set():
            with suppress(Exception):  # whatever it is, the next attempt is only seconds away
                self._client.connect_to_new_endpoint()
        return self._client.is_connected()


def has_ended(line: socket.socket) -> bool:
    """Whether the other end has closed or reset it and nothing is left to be read.

    Looks at the bare socket: TLS allows no peeking, and bytes under way are the same sign of life.
    """
    try:
        bare = socket.socket(fileno=socket.dup(line.fileno()))
    except (OSError, ValueError):
        return False  # closed by us meanwhile
    try:
        return not bare.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        bare.close()

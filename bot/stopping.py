"""Asked to stop: the first SIGTERM or Ctrl-C is a request, the second one an order."""

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SECONDS_TO_STOP = 25.0
"""Kubernetes, Docker Compose and systemd kill after 30, 10 and 90 unless told otherwise."""

_log = logging.getLogger(__name__)


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """The event the first SIGTERM or Ctrl-C sets; the second one ends the process at once."""
    asked = threading.Event()

    def ask(number: int, _: Any) -> None:
        if asked.is_set():
            # As if nobody had listened: whoever sent it sees what it did.
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def in_time(seconds: float = SECONDS_TO_STOP) -> Iterator[None]:
    """The block ends in time, or the process ends in the middle of it, with exit code 0.

    That is as safe as a power cut: what is not committed never was, and what was claimed is taken
    up again by whoever runs next.
    """
    giving_up = threading.Timer(seconds, _give_up)
    giving_up.daemon = True
    giving_up.start()
    try:
        yield
    finally:
        giving_up.cancel()


def _give_up() -> None:
    _log.warning("Stopped in the middle of something: the next start takes it up again.")
    logging.shutdown()
    os._exit(0)

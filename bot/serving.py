"""Runs the bot: opens the house, connects, waits to be asked to stop, drains."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.assemble import assemble
from bot.opening import open_store
from bot.settings import Settings
from program.clock import Clock

log = logging.getLogger(__name__)


def serve(settings: Settings, clock: Clock, *, may_migrate: bool = True) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises what `bot.explain` has words for."""
    with _asked_to_stop() as asked:
        store = open_store(settings, clock, may_migrate=may_migrate)
        try:
            house = assemble(settings, store, clock)
            try:
                house.start()
                log.info("Baton is connected. Ctrl-C or SIGTERM stops it.")
                asked.wait()
                log.info("Stopping: what has begun is ended first.")
            finally:
                house.stop()
        finally:
            store.close()
    log.info("Stopped.")


@contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
    """Set by the first SIGTERM or Ctrl-C; a second one does not wait for the rest."""
    asked = threading.Event()

    def ask(*_: Any) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

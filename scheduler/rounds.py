"""A thread that does its rounds: at once when woken, else every second, until it is stopped."""

import logging
import threading
from collections.abc import Callable

from scheduler.traces import trace_of

_LOG = logging.getLogger(__name__)


class Rounds:
    """Calls `once` again and again on a thread of its own; a round that did something is followed
    by the next without waiting."""

    def __init__(
        self,
        name: str,
        once: Callable[[], int],
        finish_up: Callable[[], None],
        *,
        every: float = 1.0,
    ) -> None:
        self.name = name
        self._once = once
        self._finish_up = finish_up
        self._every = every
        self._trouble = ""
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin. May be called once."""
        self._thread.start()

    def wake(self) -> None:
        """Something was queued: do not wait for the next second. Returns at once."""
        self._woken.set()

    def stop(self, patience: float = 10.0) -> bool:
        """End after the thing in hand. False: it was still busy after `patience` seconds."""
        self._stopping.set()
        self._finish_up()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(patience)
        return not self._thread.is_alive()

    def is_alive(self) -> bool:
        """Is it still doing its rounds?"""
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            if not self._round():
                self._woken.wait(self._every)

    def _round(self) -> int:
        try:
            done = self._once()
        except Exception as error:  # noqa: BLE001  a round that broke is followed by the next
            trouble = trace_of(error)
            if trouble != self._trouble:  # the same again, each second, is said once
                _LOG.error("A round of %s raised %s", self.name, trouble)
            self._trouble = trouble
            return 0
        if self._trouble:
            _LOG.info("The rounds of %s go on", self.name)
            self._trouble = ""
        return done

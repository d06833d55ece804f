"""The bot's clock in practice: the sandbox's, kept in step without asking it each time."""

import threading
import time
from datetime import UTC, datetime

from bot.practice.control import Control


class PracticeClock:
    """A `Clock` that runs like a real one from the moment it was last set.

    Only the traveller sets it, so a reading never needs a request; what is read never goes back.
    """

    def __init__(self, control: Control) -> None:
        self._control = control
        self._lock = threading.Lock()
        self._base = control.clock()
        self._since = time.monotonic()

    def __call__(self) -> datetime:
        with self._lock:
            return datetime.fromtimestamp(self._base + time.monotonic() - self._since, tz=UTC)

    def set(
        self, moment: datetime, *, label: str = "", line: str = "", moving: bool = False
    ) -> None:
        """Move both clocks, the sandbox's first, so that no message is older than its cause."""
        self._control.set_clock(moment.timestamp(), label=label, line=line, moving=moving)
        with self._lock:
            self._base, self._since = moment.timestamp(), time.monotonic()

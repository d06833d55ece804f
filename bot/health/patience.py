"""Asks something that may hang, and waits only so long for its answer."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Patience(Generic[Answer]):
    """Asks on a thread of its own. While one question hangs no second is asked behind it."""

    def __init__(self, ask: Callable[[], Answer], seconds: float) -> None:
        self._ask = ask
        self._seconds = seconds
        self._free = threading.Lock()

    def answer(self) -> Answer | None:
        """The answer; None where it did not come in time, or asking raised something."""
        if not self._free.acquire(timeout=self._seconds):
            return None
        found: list[Answer] = []
        answered = threading.Event()

        def asking() -> None:
            try:
                found.append(self._ask())
            except Exception:  # noqa: BLE001  whatever it is, there is no answer
                found.clear()
            finally:
                self._free.release()
                answered.set()

        threading.Thread(target=asking, name="health", daemon=True).start()
        answered.wait(self._seconds)
        return found[0] if answered.is_set() and found else None

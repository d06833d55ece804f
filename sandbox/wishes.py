"""What a person asks of the sandbox's host: move the clock, press one of its buttons."""

import asyncio
from typing import Any


class Wishes:
    """Each wish is handed out once, to whoever waits."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.waiting = 0
        self._number = 0

    def add(self, **wish: Any) -> int:
        self._number += 1
        self._queue.put_nowait({"id": self._number, **wish})
        return self._number

    async def take(self, wait: float) -> list[dict[str, Any]]:
        taken: list[dict[str, Any] | None] = []
        if self._queue.empty() and wait > 0:
            self.waiting += 1
            try:
                taken.append(await asyncio.wait_for(self._queue.get(), wait))
            except TimeoutError:
                return []
            finally:
                self.waiting -= 1
        while not self._queue.empty():
            taken.append(self._queue.get_nowait())
        return [wish for wish in taken if wish is not None]

    def close(self) -> None:
        """Let go of whoever waits: there will be no more wishes."""
        for _ in range(self.waiting):
            self._queue.put_nowait(None)

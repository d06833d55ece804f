"""What a person asks of the sandbox's host: move the clock, press one of its buttons."""

import asyncio
from typing import Any


class Wishes:
    """Each wish is handed out once, to whoever waits."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._number = 0

    def add(self, **wish: Any) -> int:
        self._number += 1
        self._queue.put_nowait({"id": self._number, **wish})
        return self._number

    async def take(self, wait: float) -> list[dict[str, Any]]:
        taken: list[dict[str, Any]] = []
        if self._queue.empty() and wait > 0:
            try:
                taken.append(await asyncio.wait_for(self._queue.get(), wait))
            except TimeoutError:
                return []
        while not self._queue.empty():
            taken.append(self._queue.get_nowait())
        return taken

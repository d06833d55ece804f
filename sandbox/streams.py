"""Live updates for the page: what happened, handed to everyone who may see it."""

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Any

_KEPT = 1000
_BEHIND = 2000
_PATIENCE = 120.0  # seconds in which a page that lost its connection may come back


@dataclass(frozen=True)
class Happening:
    number: int
    audience: frozenset[str] | None  # None: everyone
    text: str

    def is_for(self, person: str) -> bool:
        return self.audience is None or person in self.audience


class Streams:
    """A page that comes back within the last thousand happenings misses none of them."""

    def __init__(self) -> None:
        self._queues: dict[asyncio.Queue[Happening | None], str] = {}
        self._kept: deque[Happening] = deque(maxlen=_KEPT)
        self._number = 0
        self._expected_until = 0.0

    @property
    def watched(self) -> bool:
        """Whether telling is worth the work: a page looks, or did a moment ago."""
        return bool(self._queues) or time.monotonic() < self._expected_until

    @property
    def count(self) -> int:
        return len(self._queues)

    def publish(self, event: dict[str, Any], to: Collection[str] | None = None) -> None:
        self._number += 1
        audience = None if to is None else frozenset(to)
        happening = Happening(self._number, audience, json.dumps(event, separators=(",", ":")))
        self._kept.append(happening)
        for queue, person in list(self._queues.items()):
            if not happening.is_for(person):
                continue
            if queue.qsize() > _BEHIND:
                self._queues.pop(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(happening)

    def expect(self) -> int:
        """A page asks for everything and will follow from here: answers where that is."""
        self._wake()
        self._expected_until = time.monotonic() + _PATIENCE
        return self._number

    def _wake(self) -> None:
        if not self.watched:  # nothing was told for a while: whoever comes back starts anew
            self._number += 1
            self._kept.clear()

    async def follow(self, person: str, after: int | None) -> AsyncIterator[str]:
        """Server-sent events for one page; a page that missed too much is told to start anew."""
        self._wake()
        queue: asyncio.Queue[Happening | None] = asyncio.Queue()
        self._queues[queue] = person
        missed = self._missed(person, after)
        try:
            yield "retry: 1000\n\n"
            for text in missed:
                yield text
            while (happening := await queue.get()) is not None:
                yield self._frame(happening.number, happening.text)
        finally:
            self._queues.pop(queue, None)
            self._expected_until = time.monotonic() + _PATIENCE

    def close(self) -> None:
        for queue in self._queues:
            queue.put_nowait(None)
        self._queues.clear()

    def _missed(self, person: str, after: int | None) -> list[str]:
        if after is None or after == self._number:
            return []
        oldest = self._kept[0].number if self._kept else self._number + 1
        if after > self._number or after < oldest - 1:
            return [self._frame(self._number, '{"type":"reset"}')]
        return [
            self._frame(happening.number, happening.text)
            for happening in self._kept
            if happening.number > after and happening.is_for(person)
        ]

    @staticmethod
    def _frame(number: int, text: str) -> str:
        return f"id: {number}\ndata: {text}\n\n"

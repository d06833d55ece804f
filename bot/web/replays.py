"""What comes twice with the same signature is answered as the first time, and done once."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from starlette.responses import Response

MOST = 1000
"""Answers that are kept: some hundred kilobytes, as most are empty."""


class Replays:
    """The answers of the last minutes by their request's signature; for one event loop.

    A balancer may send a request again whose answer it missed, and so may whoever recorded one.
    Another process does not know of it: there the unique keys of the database stand in the way.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._answers: OrderedDict[bytes, tuple[float, asyncio.Future[Response]]] = OrderedDict()

    async def once(self, signature: bytes, answer: Callable[[], Awaitable[Response]]) -> Response:
        """Do it, or answer what came of it. What went wrong is not kept: it may be tried again."""
        self._forget()
        if signature not in self._answers:
            begun = asyncio.ensure_future(answer())
            self._answers[signature] = (self._now(), begun)
        future = self._answers[signature][1]
        try:
            made = await asyncio.shield(future)
        except BaseException:
            self._answers.pop(signature, None)
            raise
        if made.status_code != 200:
            self._answers.pop(signature, None)
        return made

    def _forget(self) -> None:
        long_ago = self._now() - self._seconds
        while self._answers:
            began, _ = next(iter(self._answers.values()))
            if began > long_ago and len(self._answers) < MOST:
                return
            self._answers.popitem(last=False)

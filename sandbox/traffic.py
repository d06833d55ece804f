"""The traffic log for developers: the last exchanges in both directions, in memory only."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

WITHHELD = "withheld"
_NAMING_KEYS = ("callback_id", "action_id", "command")


@dataclass(frozen=True)
class Exchange:
    id: int
    at: float
    direction: str
    type: str
    name: str
    ms: float
    status: str
    size: int
    request: Any = field(repr=False)
    answer: Any = field(repr=False)

    def line(self) -> dict[str, Any]:
        return {
            "id": self.id, "at": self.at, "direction": self.direction, "type": self.type,
            "name": self.name, "ms": round(self.ms, 1), "status": self.status, "bytes": self.size,
        }  # fmt: skip


class Traffic:
    """Callbacks registered as withheld leave their line, never their content."""

    def __init__(self, kept: int, tell: Callable[[dict[str, Any]], None]) -> None:
        self._entries: deque[Exchange] = deque(maxlen=kept)
        self._tell = tell
        self._number = 0
        self._lock = threading.Lock()
        self.withheld: tuple[str, ...] = ()

    def note(
        self,
        direction: str,
        kind: str,
        name: str,
        *,
        began: float,
        status: str,
        size: int,
        request: Any,
        answer: Any,
    ) -> None:
        if self.withheld and self._is_withheld(request):
            request = answer = WITHHELD
        ms = (time.monotonic() - began) * 1000
        with self._lock:
            self._number += 1
            entry = Exchange(
                self._number, time.time(), direction, kind, name, ms, status, size, request, answer
            )
            self._entries.append(entry)
        self._tell(entry.line())

    def lines(self, before: int | None, limit: int) -> list[dict[str, Any]]:
        newest_first = reversed(self._kept())
        wanted = [entry for entry in newest_first if before is None or entry.id < before]
        return [entry.line() for entry in wanted[:limit]]

    def whole(self, number: int) -> dict[str, Any] | None:
        for entry in self._kept():
            if entry.id == number:
                return {
                    **entry.line(),
                    "request": _readable(entry.request),
                    "answer": _readable(entry.answer),
                }
        return None

    def _kept(self) -> tuple[Exchange, ...]:
        """A copy: the bot's threads note exchanges while somebody reads."""
        with self._lock:
            return tuple(self._entries)

    def _is_withheld(self, request: Any) -> bool:
        names = list(_names(_readable(request)))
        return any(fnmatchcase(name, pattern) for name in names for pattern in self.withheld)


def _readable(content: Any) -> Any:
    if isinstance(content, bytes | str):
        try:
            return json.loads(content)
        except ValueError:
            return content if isinstance(content, str) else f"{len(content)} bytes"
    return content


def _names(content: Any) -> Iterable[str]:
    """Every callback_id, action_id and command anywhere in a payload."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key in _NAMING_KEYS and isinstance(value, str):
                yield value
            else:
                yield from _names(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _names(value)

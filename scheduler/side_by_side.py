"""Several workspaces served at once, each by one thread at a time: a slow one holds up no other."""

import threading
from collections import deque
from collections.abc import Callable, Iterable


class SideBySide:
    """Calls `serve` for each workspace it is given; again for one that did something, in turn."""

    def __init__(self, name: str, serve: Callable[[str], int], at_once: int) -> None:
        """`serve` raises nothing, and answers how much it did; then the workspace comes again."""
        self._name = name
        self._serve = serve
        self._at_once = at_once
        self._waiting: deque[str] = deque()
        self._served: set[str] = set()
        self._again: set[str] = set()
        self._threads = 0
        self._stopped = False
        self._changes = threading.Condition()

    def look_round(self, workspaces: Iterable[str]) -> None:
        """Serve these soon, and once more those that are being served. Returns at once."""
        with self._changes:
            if self._stopped:
                return
            for one in workspaces:
                if one in self._served:
                    self._again.add(one)
                elif one not in self._waiting:
                    self._waiting.append(one)
            for _ in range(min(len(self._waiting), self._at_once - self._threads)):
                self._threads += 1
                threading.Thread(target=self._go_on, name=self._name, daemon=True).start()

    def stop(self, patience: float) -> bool:
        """Begin nothing more. False: something still went on after `patience` seconds."""
        with self._changes:
            self._stopped = True
            self._waiting.clear()
            return self._changes.wait_for(lambda: not self._served, patience)

    def _go_on(self) -> None:
        while (workspace := self._next()) is not None:
            self._leave(workspace, served_again=bool(self._serve(workspace)))

    def _next(self) -> str | None:
        with self._changes:
            if not self._waiting:
                self._threads -= 1
                return None
            workspace = self._waiting.popleft()
            self._served.add(workspace)
            return workspace

    def _leave(self, workspace: str, *, served_again: bool) -> None:
        with self._changes:
            self._served.discard(workspace)
            if (served_again or workspace in self._again) and not self._stopped:
                self._waiting.append(workspace)
            self._again.discard(workspace)
            self._changes.notify_all()

"""Slack's speed limits, kept in real time: a second per conversation, five calls per workspace."""

import threading
from collections.abc import Callable

A_CONVERSATION = 1.0
"""Seconds between two messages in one conversation."""
A_WORKSPACE = 0.2
"""Seconds between two calls in one workspace: five a second, a ceiling Slack does not publish."""
_REMEMBERED = 2000


class Pace:
    """Waits before a call as long as Slack's limits ask. `monotonic` and `sleep` are handed in."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        sleep: Callable[[float], object],
        a_second: float = 1 / A_WORKSPACE,
    ) -> None:
        self._a_workspace = 1 / a_second
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at: dict[tuple[str, str | None], float] = {}
        self._paused_until: dict[tuple[str, str | None], float] = {}

    def wait(self, workspace_id: str, conversation: str | None = None) -> None:
        """Return when a call in this workspace, and into this conversation, is in order."""
        with self._lock:
            now = self._monotonic()
            at = max(now, self._free_at.get((workspace_id, None), now))
            if conversation is not None:
                at = max(at, self._free_at.get((workspace_id, conversation), now))
                self._forget_before(now)
                self._free_at[workspace_id, conversation] = at + A_CONVERSATION
            self._free_at[workspace_id, None] = at + self._a_workspace
        if at > now:
            self._sleep(at - now)

    def pause(self, workspace_id: str, seconds: float, method: str | None = None) -> None:
        """No calls of this method (None: none at all) in this workspace for so long."""
        with self._lock:
            self._paused_until[workspace_id, method] = self._monotonic() + seconds

    def paused_for(self, workspace_id: str, method: str | None = None) -> float:
        """Seconds for which this method (None: any) is not to be called; 0 when it is in order."""
        with self._lock:
            until = self._paused_until.get((workspace_id, method), 0.0)
            return max(until - self._monotonic(), 0.0)

    def longest_pause(self) -> float:
        """Seconds until nothing is paused any more, anywhere."""
        with self._lock:
            until = max(self._paused_until.values(), default=0.0)
            return max(until - self._monotonic(), 0.0)

    def _forget_before(self, now: float) -> None:
        if len(self._free_at) > _REMEMBERED:
            self._free_at = {key: at for key, at in self._free_at.items() if at > now}

"""The practice clock: it ticks with real time, jumps only forward, and starts where it stopped."""

import time

from sandbox.records import Json, Setting
from sandbox.state import State

_SAVE_EVERY = 5.0


class PracticeClock:
    """Unix seconds. Message ts and dates follow it; deadlines and signatures never do."""

    def __init__(self, state: State) -> None:
        self._state = state
        kept = state.settings.get("clock")
        self.moving: Json | None = None
        self._was_set = bool(kept and kept.value.get("set"))
        # A kill may have come after the clock was last saved: the newest message knows better.
        self._last_ts = max((float(ts[-1]) for ts in state.timeline.values() if ts), default=0.0)
        self._start = max(float(kept.value["now"]), self._last_ts) if kept else time.time()
        self._since = time.monotonic()
        self._saved_at = self._since

    def now(self) -> float:
        return self._start + time.monotonic() - self._since

    def set(self, to: float) -> float:
        """Jump forward; an earlier moment changes nothing, except before the first message."""
        fresh = not self._was_set and not self._state.messages
        if to > self.now() or fresh:
            self._start, self._since = to, time.monotonic()
            self._last_ts = 0.0 if fresh else self._last_ts
        self._was_set = True
        self.save()
        return self.now()

    def next_ts(self) -> str:
        """A ts no other message has, never earlier than one given before."""
        moment = max(round(self.now(), 6), round(self._last_ts + 0.000001, 6))
        self._last_ts = moment
        if time.monotonic() - self._saved_at > _SAVE_EVERY:
            self.save()
        return f"{moment:.6f}"

    def note_ts(self, ts: str) -> None:
        self._last_ts = max(self._last_ts, float(ts))

    def save(self) -> None:
        self._saved_at = time.monotonic()
        value = {"now": self.now(), "set": self._was_set}
        kept = self._state.settings.get("clock")
        if kept is None:
            self._state.put(Setting(id="clock", value=value))
        else:
            kept.value = value
            self._state.put(kept)

"""Slack's speed limits as one process keeps them: how fast each lane may be, and who has to rest.

What was given out of a lane stands in the database (`store/pace.py`), for all processes together.
Here are only the clock they all read, the waiting, and what this process was told by Slack.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from program.speed import A_MINUTE, Lane

_A_HAIR = timedelta(milliseconds=20)
"""Clocks and sleeps are not the same to the last digit."""


class Pace:
    """Waits until a call's moment has come. Real time and `sleep` are handed in.

    Without `a_second` nothing is waited for and nothing is counted; a pause that Slack asks for is
    kept all the same.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        sleep: Callable[[float], object],
        a_second: float | None = None,
        *,
        faster: float = 1.0,
    ) -> None:
        """`clock` answers seconds since 1970, `a_second` messages a second in one workspace.

        `faster` multiplies Slack's own limits, for a Slack whose time goes faster.
        """
        self.is_kept = a_second is not None
        self.ceilings: Mapping[Lane, float] = {
            lane: (a_second or 1.0) if lane is Lane.POST else faster * A_MINUTE[lane] / 60
            for lane in Lane
        }
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._resting_until: dict[tuple[str, Lane | None], float] = {}

    def now(self) -> datetime:
        """Real time, as all processes read it."""
        return datetime.fromtimestamp(self._clock(), UTC)

    def wait_until(self, moment: datetime | None) -> bool:
        """Return when a call's moment has come, at once where there is none. False: woken early."""
        if moment is None:
            return True
        left = (moment - self.now()).total_seconds()
        if left > 0:
            self._sleep(left)
        return moment - self.now() < _A_HAIR

    def rest(self, workspace_id: str, seconds: float, lane: Lane | None = None) -> None:
        """No calls of this lane (None: none at all) by this process in this workspace so long."""
        with self._lock:
            self._resting_until[workspace_id, lane] = self._clock() + seconds

    def rests_for(self, workspace_id: str, lane: Lane | None = None) -> float:
        """Seconds for which this lane (None: any) is not to be used; 0 when it is in order."""
        with self._lock:
            until = self._resting_until.get((workspace_id, lane), 0.0)
            return max(until - self._clock(), 0.0)

    def wake(self, workspace_id: str) -> None:
        """It was installed anew: what kept all of it waiting is over."""
        with self._lock:
            self._resting_until.pop((workspace_id, None), None)

    def longest_rest(self) -> float:
        """Seconds until nothing rests any more, anywhere."""
        with self._lock:
            until = max(self._resting_until.values(), default=0.0)
            return max(until - self._clock(), 0.0)

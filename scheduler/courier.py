"""The courier: takes what is due to Slack, workspace by workspace, and notes what became of it."""

import logging
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from program.speed import Lane
from scheduler.carrier import Carrier
from scheduler.kinds import Kinds
from scheduler.pace import Pace
from scheduler.shift import Shift
from scheduler.side_by_side import SideBySide
from scheduler.slack import Call, NoToken
from scheduler.traces import trace_of
from scheduler.witness import Unwatched, Witness
from services import carrying, deliveries
from services.deliveries import Message
from services.desk import Desk

_LOG = logging.getLogger(__name__)

_NOBODY = Unwatched()
_WORKSPACES_AT_ONCE = 16
_WITHOUT_A_TOKEN = 10.0
"""Seconds until a workspace without a good token is looked at again."""
_MENDED_EVERY = 60.0
_LONGEST_GOODBYE = 12.0
"""Seconds: a call to Slack takes ten at most."""


class Courier:
    """Delivers what is due. `calls_for` answers how to speak to a workspace's Slack.

    With several `senders` so many calls of one workspace are under way at a time.
    """

    def __init__(
        self,
        desk: Desk,
        messages: Kinds[Message],
        calls_for: Callable[[str], Call],
        pace: Pace,
        witness: Witness = _NOBODY,
        *,
        senders: int = 1,
    ) -> None:
        self._desk = desk
        self._messages = messages
        self._calls_for = calls_for
        self._pace = pace
        self._witness = witness
        self._senders = senders
        self._shifts = SideBySide("shift", self._serve, _WORKSPACES_AT_ONCE)
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._stopping = threading.Event()
        self._present: set[str] = set()
        self._mended_at: dict[str, float] = {}

    def deliver_due(self) -> int:
        """Deliver in all workspaces what is due; how many were brought to an outcome.

        Two shifts in one workspace never overlap in one process: who comes second waits.
        """
        return sum(self._serve(one.id) for one in self._desk.workspaces())

    def look_round(self) -> int:
        """Begin a shift in each workspace where none is going on. Returns at once, with 0."""
        served = {one.id for one in self._desk.workspaces()}
        for back in served - self._present:
            self._pace.wake(back)
        self._present = served
        self._shifts.look_round(sorted(served))
        return 0

    def finish_up(self) -> None:
        """End all shifts after what is in hand; what was not begun is handed back."""
        self._stopping.set()
        self._shifts.stop(_LONGEST_GOODBYE)

    def quiet_for(self) -> float:
        """Seconds until Slack wants to hear all of what is due; 0 when it does now."""
        return self._pace.longest_rest()

    def mend(self, workspace_id: str) -> int:
        """After the clock was set back: have looked at what waits for moments of the wrong one."""
        with self._desk.open_look_in(workspace_id) as look:
            if not carrying.is_ahead(look):
                return 0
        with self._desk.open_work_in(workspace_id) as work:
            return carrying.put_right(work)

    def _serve(self, workspace_id: str) -> int:
        try:
            with self._turns[workspace_id]:
                self._mend_now_and_then(workspace_id)
                return self._work_off(workspace_id)
        except NoToken:
            self._pace.rest(workspace_id, _WITHOUT_A_TOKEN)
        except Exception as error:  # noqa: BLE001  one workspace must not stop the others
            _LOG.error(
                "Deliveries of a workspace halted: %s",
                trace_of(error),
                extra={"workspace": workspace_id},
            )
        return 0

    def _work_off(self, workspace_id: str) -> int:
        def may_go_on() -> bool:
            return not (self._stopping.is_set() or self._pace.rests_for(workspace_id))

        if not (may_go_on() and self._is_due(workspace_id)):
            return 0
        carrier = Carrier(
            workspace_id,
            self._desk,
            self._messages,
            self._calls_for(workspace_id),
            self._pace,
            halted=lambda: not may_go_on(),
            too_fast=lambda lane, seconds: self._too_fast(workspace_id, lane, seconds),
        )
        if self._senders == 1:
            return Shift(carrier, self._witness, None, may_go_on).work_off()
        with ThreadPoolExecutor(self._senders, "sender") as crew:
            return Shift(carrier, self._witness, crew, may_go_on).work_off()

    def _is_due(self, workspace_id: str) -> bool:
        with self._desk.open_look_in(workspace_id) as look:
            due = deliveries.next_due(look)
        return due is not None and due <= self._desk.now()

    def _too_fast(self, workspace_id: str, lane: Lane, seconds: float) -> None:
        self._pace.rest(workspace_id, seconds, lane)
        self._witness.refused_for_speed(workspace_id, lane.value)
        if not self._pace.is_kept:
            return
        try:
            with self._desk.open_work_in(workspace_id) as work:
                pause, ceiling = timedelta(seconds=seconds), self._pace.ceilings[lane]
                carrying.slow_down(work, lane, self._pace.now(), pause, ceiling)
        except Exception as error:  # noqa: BLE001  this process rests all the same
            _LOG.error("A pause was not written down: %s", trace_of(error))

    def _mend_now_and_then(self, workspace_id: str) -> None:
        now = self._pace.now().timestamp()
        if abs(now - self._mended_at.get(workspace_id, 0.0)) >= _MENDED_EVERY:
            self._mended_at[workspace_id] = now
            self.mend(workspace_id)

"""The courier: takes what is due to Slack, workspace by workspace, and notes what became of it."""

import logging
import threading
from collections.abc import Callable, Sequence

from program.delivery import Delivery
from program.outcome import Delivered, HandedBack, Outcome
from scheduler.carrier import Carrier
from scheduler.kinds import Kinds
from scheduler.pace import Pace
from scheduler.slack import Call
from scheduler.traces import trace_of
from scheduler.witness import Unwatched, Witness
from services import deliveries
from services.deliveries import LEASE, Message
from services.desk import Desk

_LOG = logging.getLogger(__name__)

_NOBODY = Unwatched()
A_BATCH = 20
"""Rows claimed at a time: few enough to be sent well within their lease at Slack's pace."""


class Courier:
    """Delivers what is due. `calls_for` answers how to speak to a workspace's Slack."""

    def __init__(
        self,
        desk: Desk,
        messages: Kinds[Message],
        calls_for: Callable[[str], Call],
        pace: Pace,
        witness: Witness = _NOBODY,
    ) -> None:
        self._desk = desk
        self._messages = messages
        self._calls_for = calls_for
        self._pace = pace
        self._witness = witness
        self._one_pass = threading.Lock()
        self._stopping = threading.Event()

    def deliver_due(self) -> int:
        """One pass over all workspaces; how many deliveries were brought to an outcome.

        Passes never overlap in one process; whoever asks during one waits for its end.
        """
        with self._one_pass:
            return sum(self._pass_in(one.id) for one in self._desk.workspaces())

    def finish_up(self) -> None:
        """End the running pass after the delivery in hand; the rest of its batch is handed back."""
        self._stopping.set()

    def quiet_for(self) -> float:
        """Seconds until Slack wants to hear all of what is due; 0 when it does now."""
        return self._pace.longest_pause()

    def _pass_in(self, workspace_id: str) -> int:
        try:
            return self._deliver_in(workspace_id)
        except Exception as error:  # noqa: BLE001  one workspace must not stop the others
            _LOG.error("Deliveries of workspace %s halted: %s", workspace_id, trace_of(error))
            return 0

    def _deliver_in(self, workspace_id: str) -> int:
        if self._stopping.is_set() or self._pace.paused_for(workspace_id):
            return 0
        batch = self._claim(workspace_id)
        if not batch:
            return 0
        half_the_lease = self._desk.now() + LEASE / 2
        carrier = Carrier(
            workspace_id, self._desk, self._messages, self._calls_for(workspace_id), self._pace
        )
        for number, delivery in enumerate(batch, start=1):
            outcome = carrier.carry(delivery)
            self._witness.carried(delivery, outcome)
            if not isinstance(outcome, Delivered):
                _LOG.info("Delivery %s, %s: %s", delivery.id, delivery.kind, outcome)
            self._record(workspace_id, [delivery], outcome)
            late = self._desk.now() >= half_the_lease
            if late or self._stopping.is_set() or self._pace.paused_for(workspace_id):
                self._record(workspace_id, batch[number:], HandedBack())
                return number
        return len(batch)

    def _claim(self, workspace_id: str) -> list[Delivery]:
        with self._desk.open_look_in(workspace_id) as look:
            due = deliveries.next_due(look)
        if due is None or due > self._desk.now():
            return []
        with self._desk.open_work_in(workspace_id) as work:
            return deliveries.claim(work, A_BATCH)

    def _record(self, workspace_id: str, carried: Sequence[Delivery], outcome: Outcome) -> None:
        if not carried:
            return
        with self._desk.open_work_in(workspace_id) as work:
            for delivery in carried:
                if not deliveries.record(work, delivery, outcome):
                    _LOG.warning("Delivery %s is held by another courier", delivery.id)
